using System.Text.Json.Serialization;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>How wealth is spread over the players of one bot: counts by the first two digits of what they have, and nobody's name. Its id is the bot's.</summary>
public sealed class Census : Document, IDocument<Census>
{
    /// <summary>Below this each number of coins has a count of its own; above, each two leading digits in each power of ten.</summary>
    private const int Exact = 100;
    private const int PerDecade = 90;

    public static Collection<Census> Collection { get; } = new("censuses", StoredJson.Default.Census);

    /// <summary>When the counting ended.</summary>
    public DateTimeOffset TakenAt { get; set; }

    /// <summary>Players who ever had a coin.</summary>
    [JsonInclude]
    public long Players { get; internal set; }

    /// <summary>Players in each <see cref="Class"/>, from the poorest; as long as the richest needs.</summary>
    [JsonInclude]
    public List<long> Counts { get; internal set; } = [];

    /// <summary>Its name within its bot.</summary>
    public static string Name => "wealth";

    /// <summary>Which of the counts a number of coins belongs to; rises with it.</summary>
    /// <param name="coins">At least 0.</param>
    public static int Class(long coins)
    {
        var decades = 0;
        for (; coins >= Exact; coins /= 10)
        {
            decades++;
        }

        return (int)coins + (decades * PerDecade);
    }

    public void Add(long coins)
    {
        var place = Class(coins);
        while (Counts.Count <= place)
        {
            Counts.Add(0);
        }

        Counts[place]++;
        Players++;
    }

    /// <summary>Players with less than this, those left out who are as rich to the second digit.</summary>
    public long Below(long coins) => Counts.Take(Class(coins)).Sum();

    /// <summary>The best place among all, in whole percent, 1..100: one is among the richest so many.</summary>
    public int Top(long coins) => Players == 0 ? 100 : Math.Max(1, (int)Math.Ceiling(100.0 * (Players - Below(coins)) / Players));

    /// <summary>Players from a power of ten up to the next: 0, 1..9, 10..99, 100..999 and so on, as far as the richest.</summary>
    /// <returns>Each with its least coins.</returns>
    public IReadOnlyList<(long Least, long Players)> Decades()
    {
        var decades = new List<(long, long)> { (0, Counts.FirstOrDefault()) };
        for (var least = 1L; Class(least) < Counts.Count; least *= 10)
        {
            decades.Add((least, Counts.Skip(Class(least)).Take(Class(least * 10) - Class(least)).Sum()));
        }

        return decades;
    }
}
