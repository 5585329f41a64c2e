namespace FlippyFlip.Core.PersonalData;

/// <summary>Which paragraph of /privacy speaks of a collection; /privacy has one for each but <see cref="Nobody"/>.</summary>
public enum Chapter
{
    /// <summary>Coins, settings and what a player did.</summary>
    Wallet,

    /// <summary>Rounds and the seeds they were drawn from.</summary>
    Games,

    /// <summary>With whom coins were exchanged, votes, and what somebody told the operators.</summary>
    Dealings,

    /// <summary>What is on its way to somebody.</summary>
    Messages,

    /// <summary>What Discord tells: purchases, who added the bot.</summary>
    Discord,

    /// <summary>What operators decided, and what was asked of them.</summary>
    Decisions,

    /// <summary>What outlives an erasure.</summary>
    Afterwards,

    /// <summary>It is about no person.</summary>
    Nobody,
}
