using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Bots;

/// <summary>What somebody may do; each level may do all that those below it may.</summary>
public enum Level
{
    Player,

    /// <summary>Manage Server, in the server of this very interaction.</summary>
    ServerAdmin,

    CloneOwner,
    Support,
    Developer,
    Owner,
}

public static class Access
{
    /// <summary>The level of a user in one interaction; asked anew each time.</summary>
    public static Level LevelOf(Bot bot, Snowflake user, Permissions permissions) =>
        bot.Owner == user ? Level.Owner
        : bot.Developers.Contains(user) ? Level.Developer
        : permissions.MayManageServer ? Level.ServerAdmin
        : Level.Player;
}
