using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Fairness;

/// <summary>What a player's rounds are drawn from. The server seed stays secret until it is rotated; its hash is public from the start.</summary>
public sealed class Seeds
{
    /// <summary>Longest client seed, characters.</summary>
    public const int MaxClientSeed = 64;

    /// <summary>
    /// Characters that show nothing although their category does not tell. They have the property Default_Ignorable_Code_Point in Unicode's
    /// DerivedCoreProperties.txt (joiner, fillers, inherent vowels, variation selectors) and are neither Cf nor Cn; and U+2800, the Braille pattern without a dot.
    /// </summary>
    private static readonly (int First, int Last)[] Hidden =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180D), (0x180F, 0x180F), (0x2800, 0x2800),
        (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
    ];

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

    /// <summary>
    /// What can be shown as it is, and typed again by whoever checks a round: no line breaks, no blanks but the common one, no backquote, no half characters and
    /// none that do not show or that each machine shows otherwise. An emoji that is followed by a selector of its form, or joined from several, has such in it.
    /// </summary>
    public static bool IsClientSeed(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxClientSeed)
        {
            return false;
        }

        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || !IsPlain(rune))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    public static Seeds First(Entropy entropy) => new() { Number = 1, Server = entropy.ServerSeed(), Client = entropy.ClientSeed() };

    private static bool IsPlain(Rune rune) => rune.Value == ' ' || (
        rune.Value != '`'
        && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
        && !Array.Exists(Hidden, range => rune.Value >= range.First && rune.Value <= range.Last));
}
