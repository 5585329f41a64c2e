using System.Globalization;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Fairness;

/// <summary>A settled round: enough to draw it again.</summary>
/// <param name="Game">Which game's rule replays it, such as <c>flip</c>.</param>
/// <param name="Seed">The number of the server seed it was drawn from.</param>
/// <param name="Client">The client seed at the time.</param>
/// <param name="Nonce">Its number under that server seed, from 1.</param>
/// <param name="Input">What the player chose, in the game's own words; ASCII.</param>
/// <param name="Result">What came out, in the game's own words; ASCII.</param>
/// <param name="Stake">Coins risked; 0 in a free round.</param>
/// <param name="Payout">Coins returned, the stake included; 0 when lost.</param>
/// <param name="At">When it was settled.</param>
/// <param name="Interaction">What it was settled by. Zero: nobody's, it was left alone.</param>
/// <param name="Added">Of the coins risked, those that moves added to the first stake.</param>
public sealed record Round(
    string Game,
    int Seed,
    string Client,
    long Nonce,
    string Input,
    string Result,
    long Stake,
    long Payout,
    DateTimeOffset At,
    Snowflake Interaction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Added = 0)
{
    /// <summary>What the round was begun with.</summary>
    [JsonIgnore]
    public long FirstStake => Stake - Added;

    [JsonIgnore]
    public bool IsAbandoned => Interaction.Value == 0;

    /// <summary>What a player calls it, such as <c>1-17</c>: seed number and nonce.</summary>
    [JsonIgnore]
    public RoundName Name => new(Seed, Nonce);
}

/// <summary>A round's name among a player's rounds.</summary>
public readonly record struct RoundName(int Seed, long Nonce)
{
    /// <summary>Rises with every round of a player; nonces stay below 2^40.</summary>
    public long Order => ((long)Seed << 40) | Nonce;

    public static bool TryParse(string text, out RoundName name)
    {
        name = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1
            || !int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var nonce))
        {
            return false;
        }

        name = new RoundName(seed, nonce);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}-{Nonce}");
}
