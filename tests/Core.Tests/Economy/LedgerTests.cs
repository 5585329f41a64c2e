using FlippyFlip.Core.Economy;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class LedgerTests
{
    [Fact]
    public void A_page_that_is_not_full_stays()
    {
        var ledger = Filled(31);
        Assert.Null(ledger.TakeFullPage(Id));
        Assert.Equal((0, 31, default), (ledger.Archived, ledger.Entries.Count, ledger.Opening));
    }

    [Theory]
    [InlineData(32, 0)]
    [InlineData(33, 1)]
    public void A_full_page_moves_out_with_its_opening_balances(int movements, int left)
    {
        var ledger = Filled(movements);
        var page = ledger.TakeFullPage(Id)!;

        Assert.Equal(($"{Id}/00000001", Id, 1, default), (page.Id, page.Player, page.Number, page.Opening));
        Assert.Equal(Enumerable.Range(1, 32).Select(i => (long)i), page.Entries.Select(entry => entry.Number));
        Assert.Equal((1, left, new Balances(32 * 3, 0, 0)), (ledger.Archived, ledger.Entries.Count, ledger.Opening));
        Assert.Null(ledger.TakeFullPage(Id));
    }

    [Fact]
    public void Movements_are_numbered_across_pages_and_each_page_opens_where_the_last_one_closed()
    {
        var ledger = new Ledger();
        var pages = new List<LedgerPage>();
        for (var i = 1; i <= 200; i++)
        {
            ledger.Add(Noon.At, i % 2 == 0 ? Reason.Deposit : Reason.Grant, i % 2 == 0 ? new Balances(-1, 1, 0) : new Balances(2, 0, 0), Noon.Interaction);
            if (ledger.TakeFullPage(Id) is { } page)
            {
                pages.Add(page);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], pages.Select(page => page.Number));
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), pages.SelectMany(page => page.Entries).Concat(ledger.Entries).Select(entry => entry.Number));
        Assert.Equal(Enumerable.Range(0, 6).Select(i => new Balances(16 * i, 16 * i, 0)), pages.Select(page => page.Opening));
        Assert.Equal(new Balances(96, 96, 0), ledger.Opening);
    }

    [Fact]
    public void Pages_of_a_player_sort_by_their_ids() =>
        Assert.Equal(["p/00000002", "p/00000010", "p/12345678"], new[] { 12_345_678, 10, 2 }.Select(number => LedgerPage.IdOf("p", number)).Order(StringComparer.Ordinal));

    [Fact]
    public void Balances_refuse_to_overflow()
    {
        var most = new Balances(long.MaxValue, 0, 0);
        Assert.Throws<OverflowException>(() => most + new Balances(1, 0, 0));
        Assert.Equal(new Balances(long.MaxValue, 1, -1), most + new Balances(0, 1, -1));
    }

    private static Ledger Filled(int movements)
    {
        var ledger = new Ledger();
        for (var i = 0; i < movements; i++)
        {
            ledger.Add(Noon.At, Reason.Grant, new Balances(3, 0, 0), Noon.Interaction);
        }

        return ledger;
    }
}
