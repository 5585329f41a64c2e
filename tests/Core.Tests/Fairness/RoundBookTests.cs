using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class RoundBookTests
{
    [Fact]
    public void An_empty_book_has_no_last_round()
    {
        var book = new RoundBook();
        Assert.Null(book.Last);
        Assert.Null(book.Find(new RoundName(1, 1)));
        Assert.Null(book.TakeFullPage("p"));
    }

    [Fact]
    public void A_full_page_moves_out_and_leaves_the_last_round_at_hand()
    {
        var book = new RoundBook();
        for (var nonce = 1; nonce <= 32; nonce++)
        {
            Assert.Null(book.TakeFullPage("p"));
            book.Rounds.Add(Round(1, nonce));
        }

        var page = book.TakeFullPage("p")!;
        Assert.Equal(("p/00000001", "p", 1, new RoundName(1, 1).Order), (page.Id, page.Player, page.Number, page.First));
        Assert.Equal(Enumerable.Range(1, 31).Select(nonce => (long)nonce), page.Rounds.Select(round => round.Nonce));
        Assert.Equal((1, Round(1, 32)), (book.Archived, book.Last));
        Assert.Equal([Round(1, 32)], book.Rounds);
        Assert.Equal(Round(1, 32), book.Find(new RoundName(1, 32)));
        Assert.Null(book.Find(new RoundName(1, 31)));
    }

    [Fact]
    public void The_page_of_any_round_is_the_last_one_that_does_not_begin_behind_it()
    {
        var book = new RoundBook();
        var pages = new List<RoundPage>();
        var all = Enumerable.Range(1, 5).SelectMany(seed => Enumerable.Range(1, seed * 20), (seed, nonce) => Round(seed, nonce)).ToList();
        foreach (var round in all)
        {
            book.Rounds.Add(round);
            if (book.TakeFullPage("p") is { } page)
            {
                pages.Add(page);
            }
        }

        Assert.Equal(all, pages.SelectMany(page => page.Rounds).Concat(book.Rounds));
        Assert.Equal(pages.Select(page => page.First).Order(), pages.Select(page => page.First));
        foreach (var round in all.Except(book.Rounds))
        {
            Assert.Contains(round, pages.Last(page => page.First <= round.Name.Order).Rounds);
        }
    }

    [Fact]
    public void A_revealed_seed_has_one_place_for_each_number() =>
        Assert.Equal(["p/00000001", "p/00000012"], new[] { 1, 12 }.Select(number => RevealedSeed.IdOf("p", number)));

    private static Round Round(int seed, long nonce) => new("flip", seed, "client", nonce, "1", "H", 0, 0, StandingClock.Monday, new Snowflake(5));
}
