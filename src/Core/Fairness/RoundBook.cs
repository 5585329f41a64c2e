using System.Text.Json.Serialization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Fairness;

/// <summary>A player's latest rounds; full pages move to <see cref="RoundPage"/>.</summary>
public sealed class RoundBook
{
    /// <summary>Rounds on a full page.</summary>
    public const int PageSize = 32;

    /// <summary>Pages moved out so far; the current page's number is one more.</summary>
    [JsonInclude]
    public int Archived { get; internal set; }

    [JsonInclude]
    public List<Round> Rounds { get; internal set; } = [];

    [JsonIgnore]
    public Round? Last => Rounds.Count > 0 ? Rounds[^1] : null;

    /// <summary>Null: the round is not on this page.</summary>
    public Round? Find(RoundName name) => Rounds.Find(round => round.Name == name);

    /// <summary>Takes a full page out, leaving its last round so that "the last round" is always at hand. Null: the page is not full.</summary>
    internal RoundPage? TakeFullPage(string player)
    {
        if (Rounds.Count < PageSize)
        {
            return null;
        }

        Archived++;
        var page = new RoundPage
        {
            Id = RoundPage.IdOf(player, Archived),
            Player = player,
            Number = Archived,
            First = Rounds.Take(PageSize - 1).Min(round => round.Name.Order),
            Rounds = Rounds[..(PageSize - 1)],
        };
        Rounds = Rounds[(PageSize - 1)..];
        return page;
    }
}

/// <summary>A page of settled rounds, written once.</summary>
public sealed class RoundPage : Document, IDocument<RoundPage>
{
    public static readonly Index<RoundPage> ByPlayer = new("rounds_by_player", [IndexField.Text(nameof(Player))], IndexField.Integer(nameof(First)));

    public static Collection<RoundPage> Collection { get; } = new("rounds", StoredJson.Default.RoundPage, ByPlayer)
    {
        Follows = Following.Of<Player, RoundPage>(page => page.Player, (player, page) => page.Number <= player.Rounds.Archived),
    };

    public required string Player { get; init; }

    /// <summary>From 1, oldest first.</summary>
    public required int Number { get; init; }

    /// <summary>The least place of the page's rounds in the order of all. Rounds of several moves are settled late, so a page may reach back.</summary>
    public required long First { get; init; }

    public required List<Round> Rounds { get; init; }

    public static string IdOf(string player, int number) => $"{player}/{number:D8}";
}

/// <summary>A server seed that was rotated out and is no secret any more.</summary>
public sealed class RevealedSeed : Document, IDocument<RevealedSeed>
{
    public static Collection<RevealedSeed> Collection { get; } = new("seeds", StoredJson.Default.RevealedSeed)
    {
        Follows = Following.Of<Player, RevealedSeed>(seed => seed.Player, (player, seed) => seed.Number < player.Seeds.Number),
    };

    public required string Player { get; init; }

    public required int Number { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string Server { get; init; }

    public required DateTimeOffset RevealedAt { get; init; }

    public static string IdOf(string player, int number) => $"{player}/{number:D8}";
}
