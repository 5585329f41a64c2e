using System.Globalization;
using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Fairness;

/// <summary>What a player's rounds are drawn from. The server seed stays secret until it is rotated; its hash is public from the start.</summary>
public sealed class Seeds
{
    /// <summary>Longest client seed, characters.</summary>
    public const int MaxClientSeed = 64;

    /// <summary>Counts the player's server seeds, from 1.</summary>
    [JsonInclude]
    public int Number { get; internal set; }

    /// <summary>64 hex digits; secret.</summary>
    [JsonInclude]
    public string Server { get; internal set; } = "";

    /// <summary>1..64 characters of the player's choice.</summary>
    [JsonInclude]
    public string Client { get; internal set; } = "";

    /// <summary>Rounds drawn under this server seed so far.</summary>
    [JsonInclude]
    public long Nonce { get; internal set; }

    [JsonIgnore]
    public string Hash => FairDraws.Hash(Server);

    /// <summary>What can be shown as it is, and typed again by whoever checks a round: no line breaks, no blanks but the common one, no invisible characters, no backquote.</summary>
    public static bool IsClientSeed(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxClientSeed && text.All(IsPlain);

    private static bool IsPlain(char c) => c == ' ' || (c != '`' && !char.IsWhiteSpace(c) && !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format);

    public static Seeds First(Entropy entropy) => new() { Number = 1, Server = entropy.ServerSeed(), Client = entropy.ClientSeed() };
}
