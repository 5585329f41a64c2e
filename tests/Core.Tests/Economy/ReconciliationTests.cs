using FlippyFlip.Core.Economy;
using static FlippyFlip.Core.Tests.Economy.Wallets;

namespace FlippyFlip.Core.Tests.Economy;

public sealed class ReconciliationTests
{
    private readonly Player _player = Player.New(Id, Dice.Seeded(1), Noon.At);
    private readonly List<LedgerPage> _pages = [];

    /// <summary>Two full pages and six movements on the current one: 50 granted in all, and 20 times one coin put away.</summary>
    public ReconciliationTests()
    {
        for (var i = 0; i < 70; i++)
        {
            if (i % 7 < 5)
            {
                _player.Grant(1, Noon);
            }
            else
            {
                _player.Deposit(Amount.Of(1), Rates.Default, Noon);
            }

            _pages.AddRange(_player.TakeFullPages().OfType<LedgerPage>());
        }
    }

    [Fact]
    public void Nothing_is_found_when_all_is_well()
    {
        Assert.Equal((new Balances(30, 20, 0), 2, 6), (_player.Balances, _player.Ledger.Archived, _player.Ledger.Entries.Count));
        Finds();
    }

    [Fact]
    public void The_order_in_which_pages_come_does_not_matter()
    {
        _pages.Reverse();
        Finds();
    }

    [Fact]
    public void Finds_a_balance_that_no_movement_explains()
    {
        _player.Balances = _player.Balances with { Purse = 31 };
        Finds(
            $"Balances: the ledger gives {new Balances(30, 20, 0)}, the player has {new Balances(31, 20, 0)}.",
            "Minted less burned: the ledger gives 50, the player has 51.");
    }

    [Fact]
    public void Finds_coins_moved_between_purse_and_bank_without_a_movement()
    {
        _player.Balances = new Balances(20, 30, 0);
        Finds($"Balances: the ledger gives {new Balances(30, 20, 0)}, the player has {new Balances(20, 30, 0)}.");
    }

    [Fact]
    public void Finds_minted_coins_that_were_never_entered()
    {
        _player.Minted += 5;
        Finds("Minted: the ledger gives 50, the player has 55.", "Minted less burned: the ledger gives 55, the player has 50.");
    }

    [Fact]
    public void Finds_burned_coins_that_were_never_entered()
    {
        _player.Burned += 5;
        Finds("Burned: the ledger gives 0, the player has 5.", "Minted less burned: the ledger gives 45, the player has 50.");
    }

    [Fact]
    public void Finds_a_missing_page()
    {
        _pages.RemoveAt(0);
        FindsAmongOthers("2 ledger pages should be stored, these are: 2.");
    }

    [Fact]
    public void Finds_a_page_that_is_there_twice()
    {
        _pages.Add(_pages[0]);
        FindsAmongOthers("2 ledger pages should be stored, these are: 1, 1, 2.");
    }

    [Fact]
    public void Finds_a_page_too_many()
    {
        _player.Ledger.Archived = 1;
        FindsAmongOthers("1 ledger pages should be stored, these are: 1, 2.");
    }

    [Fact]
    public void Finds_a_movement_that_was_made_larger()
    {
        _pages[1].Entries[0] = _pages[1].Entries[0] with { Change = new Balances(1_000, 0, 0) };
        FindsAmongOthers(
            "The current page: opening: the ledger gives",
            "Balances: the ledger gives",
            "Minted: the ledger gives 1049, the player has 50.");
    }

    [Fact]
    public void Finds_a_movement_taken_off_an_old_page()
    {
        _pages[0].Entries.RemoveAt(10);
        FindsAmongOthers("Page 1: number: the ledger gives 11, the player has 12.");
    }

    [Fact]
    public void Finds_the_last_movement_taken_off_the_current_page()
    {
        _player.Ledger.Entries.RemoveAt(_player.Ledger.Entries.Count - 1);
        Finds($"Balances: the ledger gives {new Balances(31, 19, 0)}, the player has {new Balances(30, 20, 0)}.");
    }

    [Fact]
    public void Finds_a_movement_with_another_number()
    {
        _player.Ledger.Entries[2] = _player.Ledger.Entries[2] with { Number = 99 };
        Finds("The current page: number: the ledger gives 67, the player has 99.");
    }

    [Fact]
    public void Finds_a_page_that_opens_elsewhere_than_the_one_before_closed()
    {
        _player.Ledger.Opening = new Balances(1, 1, 1);
        FindsAmongOthers("The current page: opening: the ledger gives");
    }

    [Fact]
    public void Finds_a_balance_below_zero_even_when_the_sums_are_right()
    {
        _pages[0].Entries[0] = _pages[0].Entries[0] with { Change = new Balances(-1, 2, 0) };
        _pages[0].Entries[1] = _pages[0].Entries[1] with { Change = new Balances(3, -2, 0) };
        Finds($"Page 1: entry 1 leaves {new Balances(-1, 2, 0)}.");
    }

    [Fact]
    public void Bug_a_movement_beyond_all_numbers_is_named_instead_of_ending_the_proof()
    {
        _pages[0].Entries[5] = _pages[0].Entries[5] with { Change = new Balances(long.MaxValue, 0, 0) };
        FindsAmongOthers("Page 1: entry 6 is beyond all numbers.");
    }

    private void Finds(params string[] differences) => Assert.Equal(differences, Reconciliation.Differences(_player, _pages));

    private void FindsAmongOthers(params string[] beginnings)
    {
        var found = Reconciliation.Differences(_player, _pages);
        Assert.All(beginnings, beginning => Assert.Contains(found, difference => difference.StartsWith(beginning, StringComparison.Ordinal)));
    }
}
