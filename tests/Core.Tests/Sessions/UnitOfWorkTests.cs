using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Storage;
using static FlippyFlip.Core.Tests.Sessions.Stage;

namespace FlippyFlip.Core.Tests.Sessions;

public sealed class UnitOfWorkTests
{
    private const string Busy = "Too much happens to your wallet at once. Nothing was changed; try again in a moment.";

    private readonly Stage _stage = new();

    [Fact]
    public async Task A_refusal_commits_nothing()
    {
        _stage.Give(1, purse: 10);
        var before = Stored.Json(_stage.Player(1));

        var reply = await _stage.RunAsync(1, 50, "deposit amount:11");

        Assert.Equal("You carry 10 coins; this deposit needs 11. /start gives 1,000 to begin with.", Say(reply));
        Assert.True(reply.IsRefusal);
        Assert.Equal(["find players"], _stage.Store.Calls);
        Assert.Equal(before, Stored.Json(_stage.Player(1)));
    }

    [Fact]
    public async Task A_reply_that_only_reads_commits_nothing()
    {
        var reply = await _stage.RunAsync(1, 50, "balance");
        Assert.False(reply.IsRefusal);
        Assert.Equal(["find players"], _stage.Store.Calls);
        Assert.Empty(_stage.Store.Everything<Player>());
    }

    [Theory]
    [InlineData("deposit amount:10", "find players, commit players")]
    [InlineData("withdraw amount:10", "find players, commit players")]
    [InlineData("daily", "find players, commit players")]
    [InlineData("bet amount:10 side:heads", "find players, commit players")]
    [InlineData("flip count:100", "find players, commit players")]
    [InlineData("start", "find players, commit players starter_claims")]
    [InlineData("fairness", "find players")]
    public async Task An_ordinary_command_is_one_read_and_one_write(string line, string calls)
    {
        _stage.Give(1, purse: 100, bank: 100);
        Assert.False((await _stage.RunAsync(1, 50, line)).IsRefusal);
        Assert.Equal(calls, string.Join(", ", _stage.Store.Calls));
    }

    [Theory]
    [InlineData("deposit amount:10", 31)]
    [InlineData("withdraw amount:10", 31)]
    [InlineData("daily", 31)]
    [InlineData("bet amount:10 side:tails", 30)]
    [InlineData("bet amount:10 side:tails", 31)]
    public async Task A_ledger_page_that_fills_up_costs_no_round_trip_of_its_own(string line, int movements)
    {
        _stage.Give(1, purse: 100, bank: 100, movements);
        Assert.False((await _stage.RunAsync(1, 50, line)).IsRefusal);

        Assert.Equal(["find players", "commit ledger players"], _stage.Store.Calls);
        var player = _stage.Player(1);
        var page = Assert.Single(_stage.Store.Everything<LedgerPage>());
        Assert.Equal((1, 32, $"{PlayerId(1)}/00000001", 1L), (player.Ledger.Archived, page.Entries.Count, page.Id, page.Version));
        Assert.Empty(Reconciliation.Differences(player, [page]));
    }

    [Fact]
    public async Task Round_pages_leave_in_the_same_write_and_the_round_is_found_there()
    {
        for (var i = 0; i < 40; i++)
        {
            Assert.False((await _stage.RunAsync(1, 50 + (ulong)i, "flip")).IsRefusal);
            _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, _stage.Store.Calls.Count(call => call == "commit rounds players"));
        var session = _stage.Work.Open(Caller(1, 999));
        var player = await session.PlayerAsync(new Snowflake(1), CancellationToken.None);
        Assert.Equal(9, player.Rounds.Rounds.Count);
        for (var nonce = 1L; nonce <= 31; nonce++)
        {
            Assert.Equal(nonce, (await session.OldRoundAsync(player, new RoundName(1, nonce), CancellationToken.None))!.Nonce);
        }

        Assert.Null(await session.OldRoundAsync(player, new RoundName(1, 32), CancellationToken.None));
        Assert.Null(await session.OldRoundAsync(player, new RoundName(2, 1), CancellationToken.None));
        Assert.Equal(31, (await session.OldRoundsAsync(player, CancellationToken.None))[^1].Nonce);
    }

    [Fact]
    public async Task Cooldown_pace_and_memory_are_claimed_in_the_write_of_the_command()
    {
        _stage.Give(1, purse: 100);
        var reply = await _stage.RunAsync(1, 50, "deposit amount:40");

        var player = _stage.Player(1);
        Assert.Equal("🏦 Banked **40**. Purse 60, bank 40.", Say(reply));
        Assert.Equal((new Balances(60, 40, 0), 2L), (player.Balances, player.Version));
        Assert.Equal(new Dictionary<string, DateTimeOffset> { ["deposit"] = StandingClock.Monday.AddSeconds(3) }, player.Cooldowns);
        Assert.Equal((StandingClock.Monday.AddSeconds(1) - DateTimeOffset.UnixEpoch).Ticks, player.Pace.ArrivalAt);
        Assert.Equal([new Remembered(new Snowflake(50), "🏦 Banked **40**. Purse 60, bank 40.", true)], player.Remembered);
        Assert.Equal(["find players", "commit players"], _stage.Store.Calls);
    }

    [Fact]
    public async Task A_command_that_cools_down_is_refused_until_its_moment()
    {
        _stage.Give(1, purse: 100);
        await _stage.RunAsync(1, 50, "deposit amount:40");
        var before = Stored.Json(_stage.Player(1));

        _stage.Clock.Advance(TimeSpan.FromSeconds(2.999));
        var early = await _stage.RunAsync(1, 51, "deposit amount:40");
        Assert.Equal(($"`/deposit` needs a rest: you can use it again <t:{StandingClock.Monday.AddSeconds(3).ToUnixTimeSeconds()}:R>.", true), (Say(early), early.IsRefusal));
        Assert.Equal(before, Stored.Json(_stage.Player(1)));

        _stage.Clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal("🏦 Banked **40**. Purse 20, bank 80.", Say(await _stage.RunAsync(1, 52, "deposit amount:40")));
    }

    [Fact]
    public async Task Whoever_is_too_fast_across_servers_is_refused_by_their_own_bucket()
    {
        for (var i = 0UL; i < 20; i++)
        {
            Assert.False((await _stage.RunAsync(1, 50 + i, "flip")).IsRefusal);
        }

        var hasty = await _stage.RunAsync(1, 70, "flip");
        Assert.Equal(($"Not so fast! You can go on <t:{StandingClock.Monday.AddSeconds(1).ToUnixTimeSeconds()}:R>.", true), (Say(hasty), hasty.IsRefusal));
        Assert.Equal((20L, 20L), (_stage.Player(1).Seeds.Nonce, _stage.Player(1).Version));
        Assert.False((await _stage.RunAsync(2, 71, "flip")).IsRefusal);

        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await _stage.RunAsync(1, 72, "flip")).IsRefusal);
        Assert.True((await _stage.RunAsync(1, 73, "flip")).IsRefusal);
    }

    [Theory]
    [InlineData("deposit amount:40", true)]
    [InlineData("bet amount:40 side:heads", false)]
    [InlineData("daily", false)]
    [InlineData("start", false)]
    [InlineData("flip count:3", false)]
    public async Task An_interaction_delivered_twice_counts_once_and_is_told_the_same(string line, bool isPrivate)
    {
        _stage.Give(1, purse: 100);
        var first = await _stage.RunAsync(1, 50, line);
        var after = Stored.Json(_stage.Player(1));

        for (var i = 0; i < 3; i++)
        {
            _stage.Clock.Advance(TimeSpan.FromHours(20));
            var again = await _stage.RunAsync(1, 50, line);
            Assert.Equal((Say(first), isPrivate, false), (Say(again), again.IsPrivate, again.IsRefusal));
            Assert.Equal(after, Stored.Json(_stage.Player(1)));
        }
    }

    [Fact]
    public async Task A_pressed_button_counts_once_too()
    {
        _stage.Give(1, purse: 0);
        var number = _stage.Player(1).Seeds;
        var first = await _stage.PressAsync(1, 50, new Core.Commands.Flip.Fairness.Rotate(1));
        Assert.StartsWith("🔑 Server seed 1 revealed", Say(first), StringComparison.Ordinal);
        Assert.Equal(Say(first), Say(await _stage.PressAsync(1, 50, new Core.Commands.Flip.Fairness.Rotate(1))));

        Assert.Equal($"🔑 Server seed 1 was `{number.Server}`.", Say(await _stage.PressAsync(1, 51, new Core.Commands.Flip.Fairness.Rotate(1))));
        Assert.Equal((2, number.Server), (_stage.Player(1).Seeds.Number, Assert.Single(_stage.Store.Everything<RevealedSeed>()).Server));
        Assert.True((await _stage.PressAsync(1, 52, new Core.Commands.Flip.Fairness.Rotate(3))).IsRefusal);
    }

    [Fact]
    public async Task A_refused_interaction_may_still_count_when_it_comes_again()
    {
        _stage.Give(1, purse: 10);
        Assert.True((await _stage.RunAsync(1, 50, "deposit amount:200")).IsRefusal);
        await _stage.RunAsync(1, 51, "daily");
        Assert.Equal("🏦 Banked **200**. Purse 60, bank 200.", Say(await _stage.RunAsync(1, 50, "deposit amount:200")));
    }

    [Fact]
    public async Task Four_conflicts_are_overcome_and_counted_once()
    {
        _stage.Give(1, purse: 100);
        Enumerable.Repeat(Fault.Race, 4).ToList().ForEach(_stage.Store.Faults.Enqueue);

        Assert.Equal("🏦 Banked **40**. Purse 60, bank 40.", Say(await _stage.RunAsync(1, 50, "deposit amount:40")));
        Assert.Equal((new Balances(60, 40, 0), 2L, 2), (_stage.Player(1).Balances, _stage.Player(1).Version, _stage.Player(1).Ledger.Entries.Count));
        Assert.Equal(10, _stage.Store.Calls.Count);
    }

    [Fact]
    public async Task Five_conflicts_are_answered_with_a_sentence_and_change_nothing()
    {
        _stage.Give(1, purse: 100);
        var before = Stored.Json(_stage.Player(1));
        Enumerable.Repeat(Fault.Race, 5).ToList().ForEach(_stage.Store.Faults.Enqueue);

        var reply = await _stage.RunAsync(1, 50, "deposit amount:40");
        Assert.Equal((Busy, true, true), (Say(reply), reply.IsRefusal, reply.IsPrivate));
        Assert.Equal(before, Stored.Json(_stage.Player(1)));
        Assert.Equal(5, _stage.Store.Calls.Count(call => call == "commit players"));
    }

    [Fact]
    public async Task Each_attempt_sees_what_the_others_wrote()
    {
        _stage.Give(1, purse: 100);
        var isFirst = true;
        _stage.Store.Turn = async () =>
        {
            if (_stage.Store.Calls.LastOrDefault() == "find players" && isFirst)
            {
                isFirst = false;
                Assert.Equal("🏦 Banked **90**. Purse 10, bank 90.", Say(await _stage.RunAsync(1, 51, "deposit amount:90")));
            }

            return Fault.None;
        };

        var reply = await _stage.RunAsync(1, 50, "bet amount:20 side:heads");

        Assert.Equal("You carry 10 coins; this bet needs 20. /withdraw takes some out of your bank.", Say(reply));
        Assert.Equal(new Balances(10, 90, 0), _stage.Player(1).Balances);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_retry_counts()
    {
        _stage.Give(1, purse: 100);
        _stage.Store.Faults.Enqueue(Fault.CrashBefore);
        await Assert.ThrowsAsync<StoreException>(() => _stage.RunAsync(1, 50, "deposit amount:40"));
        Assert.Equal(new Balances(100, 0, 0), _stage.Player(1).Balances);

        Assert.Equal("🏦 Banked **40**. Purse 60, bank 40.", Say(await _stage.RunAsync(1, 50, "deposit amount:40")));
        Assert.Equal(new Balances(60, 40, 0), _stage.Player(1).Balances);
    }

    [Fact]
    public async Task A_crash_after_the_commit_is_answered_on_the_retry_with_what_was_done()
    {
        _stage.Give(1, purse: 100);
        _stage.Store.Faults.Enqueue(Fault.CrashAfter);
        await Assert.ThrowsAsync<StoreException>(() => _stage.RunAsync(1, 50, "deposit amount:40"));

        Assert.Equal("🏦 Banked **40**. Purse 60, bank 40.", Say(await _stage.RunAsync(1, 50, "deposit amount:40")));
        Assert.Equal((new Balances(60, 40, 0), 2), (_stage.Player(1).Balances, _stage.Player(1).Ledger.Entries.Count));
    }

    [Fact]
    public async Task Whoever_was_erased_and_starts_again_is_welcomed_back_without_a_bonus()
    {
        Assert.StartsWith("🎁 Welcome, user 1!\nHere are **1,000 coins**", Say(await _stage.RunAsync(1, 50, "start")), StringComparison.Ordinal);
        _stage.Store.Erase<Player>(PlayerId(1));
        _stage.Store.Calls.Clear();

        var reply = await _stage.RunAsync(1, 51, "start");

        Assert.StartsWith("🎁 Welcome back, user 1!\nYou had your starter bonus in an earlier life", Say(reply), StringComparison.Ordinal);
        Assert.Equal((default(Balances), (DateTimeOffset?)StandingClock.Monday), (_stage.Player(1).Balances, _stage.Player(1).StartedAt));
        Assert.Equal(["find players", "commit players tombstones starter_claims", "find players", "commit players tombstones"], _stage.Store.Calls);
    }

    [Fact]
    public async Task Two_starts_at_once_pay_one_bonus()
    {
        var isFirst = true;
        _stage.Store.Turn = async () =>
        {
            if (_stage.Store.Calls is ["find players"] && isFirst)
            {
                isFirst = false;
                Assert.StartsWith("🎁 Welcome, user 1!", Say(await _stage.RunAsync(1, 51, "start")), StringComparison.Ordinal);
            }

            return Fault.None;
        };

        Assert.StartsWith("🎁 You are all set, user 1", Say(await _stage.RunAsync(1, 50, "start")), StringComparison.Ordinal);
        Assert.Equal((1_000L, 1_000L), (_stage.Player(1).Purse, _stage.Player(1).Minted));
        Assert.Single(_stage.Store.Everything<StarterClaim>());
    }

    [Fact]
    public async Task Showing_the_seed_of_somebody_new_keeps_it()
    {
        await _stage.RunAsync(1, 50, "fairness");
        var published = _stage.Player(1).Seeds.Server;
        await _stage.RunAsync(1, 51, "flip");
        Assert.Equal((published, 1L), (_stage.Player(1).Seeds.Server, _stage.Player(1).Seeds.Nonce));
    }

    [Fact]
    public async Task What_an_operator_does_is_audited_in_the_same_write_and_needs_no_pace_of_the_player()
    {
        var day = AuditDay.IdOf(Mother.ApplicationId, StandingClock.Monday);
        for (var i = 0UL; i < 12; i++)
        {
            var reply = await _stage.RunAsync(Operator.Value, 50 + i, "dev-grant user:1 amount:5 reason:contest");
            Assert.Equal($"🎁 <@1> got **5** and carries {5 * (i + 1)}. Reason: contest", Say(reply));
        }

        Assert.Equal(["find players", "find audit_days", "commit players audit audit_days"], _stage.Store.Calls.TakeLast(3));
        Assert.Equal((60L, default), (_stage.Player(1).Purse, _stage.Player(1).Pace));
        var entries = _stage.Store.Everything<AuditEntry>();
        Assert.Equal((12, $"{day}/00000012", entries[^1].Hash), (entries.Count, entries[^1].Id, _stage.Store.Read<AuditDay>(day)!.Hash));
        Assert.Equal((Operator, "dev-grant", PlayerId(1), "5 coins: contest"), (entries[0].Actor, entries[0].Action, entries[0].Target, entries[0].Details));
    }

    [Fact]
    public async Task An_operator_s_grant_delivered_twice_is_granted_and_audited_once()
    {
        var first = await _stage.RunAsync(Operator.Value, 50, "dev-grant user:1 amount:5 reason:contest");
        Assert.Equal(Say(first), Say(await _stage.RunAsync(Operator.Value, 50, "dev-grant user:1 amount:5 reason:contest")));
        Assert.Equal(5, _stage.Player(1).Purse);
        Assert.Single(_stage.Store.Everything<AuditEntry>());
    }

    [Fact]
    public async Task Two_bots_never_share_a_player_a_claim_or_a_day()
    {
        var other = new Bot { ApplicationId = new Snowflake(101), Owner = Operator };
        await _stage.RunAsync(1, 50, "start");
        Assert.StartsWith("🎁 Welcome, user 1!", Say(await _stage.RunAsync(1, 51, "start", other)), StringComparison.Ordinal);
        await _stage.RunAsync(Operator.Value, 52, "dev-grant user:1 amount:5 reason:contest", other);

        Assert.Equal(["100/global/1", "101/global/1"], _stage.Store.Everything<Player>().Select(player => player.Id));
        Assert.Equal([1_000L, 1_005L], _stage.Store.Everything<Player>().Select(player => player.Purse));
        Assert.Equal("101/2026-01-05", Assert.Single(_stage.Store.Everything<AuditDay>()).Id);

        var seen = new List<string>();
        await foreach (var (player, _) in _stage.Work.Open(Caller(1, 60)).EveryPlayerAsync(CancellationToken.None))
        {
            seen.Add(player.Id);
        }

        Assert.Equal(["100/global/1"], seen);
    }

    [Fact]
    public async Task All_pages_of_a_long_ledger_are_read_and_later_ones_left_out()
    {
        _stage.Give(1, purse: 1);
        var player = _stage.Player(1);
        player.Ledger.Archived = 1_500;
        foreach (var number in Enumerable.Range(1, 1_501))
        {
            _stage.Store.Put(new LedgerPage { Id = LedgerPage.IdOf(player.Id, number), Player = player.Id, Number = number, Opening = default, Entries = [] });
        }

        var session = _stage.Work.Open(Caller(1, 60));
        Assert.Equal(Enumerable.Range(1, 1_500), (await session.AllPagesAsync(player, CancellationToken.None)).Select(page => page.Number));
        Assert.Equal([1_499, 1_498], (await session.LedgerAsync(player, 1_500, 2, CancellationToken.None)).Select(page => page.Number));
    }

    [Fact]
    public async Task The_moment_of_a_session_is_cut_to_what_the_store_keeps()
    {
        _stage.Clock.Advance(TimeSpan.FromTicks(9_999));
        await _stage.RunAsync(1, 50, "daily");
        Assert.Equal(StandingClock.Monday, _stage.Player(1).Ledger.Entries[0].At);
    }

    [Fact]
    public async Task A_long_meaning_is_remembered_cut()
    {
        await _stage.RunAsync(1, 50, "fairness");
        Assert.InRange(Assert.Single(_stage.Player(1).Remembered).Meaning.Length, 1, Remembered.MaxMeaning);

        var long1 = Say(await _stage.RunAsync(1, 51, "flip count:100"));
        Assert.Equal(long1, Say(await _stage.RunAsync(1, 51, "flip count:100")));
    }
}
