using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Tests.Developer;
using FlippyFlip.FrontDoor;
using Microsoft.Extensions.Logging;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.PersonalData;

public sealed class ErasureJobTests
{
    [Fact]
    public async Task Afterwards_no_document_names_the_person()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAmongOthersAsync(bot.Bob);
        await bot.Ada.AskForErasureAsync();
        var before = await bot.MentionsAsync($"{bot.Ada.Id}");
        bot.Clock.Advance(TimeSpan.FromHours(72));

        Assert.Equal("1 erased", await bot.RunErasureAsync());
        await bot.Bob.SayAsync("/daily");

        // Of every collection that holds anybody, so that none is erased on paper alone.
        Assert.Equal(
            Holdings.All.Where(holding => holding.Chapter is not (Chapter.Nobody or Chapter.Afterwards)).Select(holding => holding.Collection.Name).Order(StringComparer.Ordinal),
            before.Select(mention => mention.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains($"players {bot.ApplicationId}/global/{bot.Bob.Id}", before);
        Assert.Empty(await bot.MentionsAsync($"{bot.Ada.Id}"));
        Assert.NotNull(await bot.PlayerAsync(bot.Bob));
    }

    [Fact]
    public async Task What_operators_did_stays_provable_and_says_how_many_coins_were_burned()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAsync();
        var coins = (await bot.PlayerAsync(bot.Ada))!.Balances.Total;
        var day = bot.Clock.GetUtcNow();

        await bot.Ada.EraseAsync();

        var entries = await bot.AuditAsync(day);
        Assert.Equal([("dev-grant", null), ("dev-ban", null)], entries.Select(entry => (entry.Action, entry.Target)));
        Assert.All(entries, entry => Assert.Equal((64, null), (entry.Mark!.Length, entry.Salt)));
        var tombstone = Assert.Single(await bot.EverythingAsync<Tombstone>());
        var last = Assert.Single(await bot.AuditAsync(), entry => entry.Action == "erasure");
        Assert.Equal(("erasure", tombstone.Id, $"{coins} coins burned", bot.ApplicationId), (last.Action, last.Target!, last.Details, last.Actor));
    }

    [Fact]
    public async Task The_economy_adds_up_before_during_and_after()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAsync();
        await bot.Bob.SayAsync("/start");
        await bot.Ada.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromHours(72));
        var faults = new FaultyStore();
        var (commits, pages) = (0, (await bot.EverythingAsync<LedgerPage>()).Count);
        faults.Before = operation => operation == StoreOperation.Commit && ++commits == 3 ? throw new StoreException(StoreFault.Busy, "Cut off.") : Task.CompletedTask;
        Assert.Equal(JobOutcome.Bad("0 erased, 1 failed"), await Job(bot, faults).RunAsync(Run(bot), CancellationToken.None));
        Assert.Equal(pages - 1, (await bot.EverythingAsync<LedgerPage>()).Count);

        var during = await bot.Owner.SayAsync("/dev-reconcile scope:bot");
        await bot.RunErasureAsync();
        var after = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        Assert.StartsWith("(private)\n# ✅ Everything adds up\nPlayers: 2\n", during.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# ✅ Everything adds up\nPlayers: 1\nMovements: 1\nCoins: 1,000\nMinted: 1,000\nBurned: 0\n", after.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_off_at_any_commit_it_is_gone_on_with(bool isAnswerLost)
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAsync();
        await bot.Ada.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromHours(72));
        var (faults, commits, runs) = (new FaultyStore(), 0, 0);
        Task Strike(StoreOperation operation) => operation == StoreOperation.Commit && commits++ == runs ? throw new StoreException(StoreFault.Unavailable, "Cut off.") : Task.CompletedTask;
        if (isAnswerLost)
        {
            faults.After = Strike;
        }
        else
        {
            faults.Before = Strike;
        }

        for (var isDone = false; !isDone; runs++)
        {
            commits = 0;
            isDone = (await Job(bot, faults).RunAsync(Run(bot), CancellationToken.None)).IsWell;
        }

        Assert.InRange(runs, 3, 30);
        Assert.Empty(await bot.MentionsAsync($"{bot.Ada.Id}"));
        Assert.Single(await bot.EverythingAsync<Tombstone>());
        Assert.Single(await bot.AuditAsync(), entry => entry.Action == "erasure");
    }

    [Fact]
    public async Task Bug_one_person_whom_the_store_did_not_let_go_kept_all_behind_them_from_being_erased()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        await bot.Ada.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.Bob.AskForErasureAsync();
        bot.Clock.Advance(TimeSpan.FromHours(72));
        var (faults, commits) = (new FaultyStore(), 0);
        faults.Before = operation => operation == StoreOperation.Commit && commits++ == 0 ? throw new StoreException(StoreFault.Busy, "Too large.") : Task.CompletedTask;

        Assert.Equal(JobOutcome.Bad("1 erased, 1 failed"), await Job(bot, faults).RunAsync(Run(bot), CancellationToken.None));

        Assert.Null(await bot.PlayerAsync(bot.Bob));
        Assert.NotNull(await bot.PlayerAsync(bot.Ada));
        Assert.Equal("1 erased", await bot.RunErasureAsync());
    }

    [Fact]
    public async Task Done_twice_it_finds_nothing()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAsync();
        await bot.Ada.EraseAsync();

        Assert.Equal("0 erased", await bot.RunErasureAsync());
    }

    [Fact]
    public async Task Who_comes_back_starts_anew_without_the_bonus_and_above_what_anybody_may_still_write()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.LiveAsync();
        await bot.Ada.EraseAsync();
        var tombstone = Assert.Single(await bot.EverythingAsync<Tombstone>());

        var seen = await bot.Ada.SayAsync("/start");

        Assert.StartsWith("# 🎁 Welcome back, Ada!\n", seen.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((0L, tombstone.LastVersion + 1, null), (player.Balances.Total, player.Version, player.Sanction));
        Assert.True(tombstone.LastVersion > 40);
        Assert.Equal(tombstone.ErasedAt + Tombstone.Kept, tombstone.ExpiresAt);
    }

    [Fact]
    public async Task A_ban_comes_back_with_the_person_whatever_they_do_first()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        await bot.Ada.EraseAsync();
        const string Banned = "(private)\nYou may not use me any more: cheated. /appeal states your case.";

        Assert.Equal(Banned, (await bot.Ada.SayAsync("/start")).ToString());
        Assert.Equal(Banned, (await bot.Ada.SayAsync("/daily")).ToString());
        Assert.Equal(Banned, (await bot.Ada.SayAsync("/flip")).ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
        Assert.Null(Assert.Single(await bot.EverythingAsync<Tombstone>()).ExpiresAt);

        await bot.Owner.SayAsync($"/dev-unban user:{bot.Ada.Id} reason:served");
        Assert.StartsWith("# 🎁 Welcome back, Ada!\n", (await bot.Ada.SayAsync("/start")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_break_from_staking_is_not_cut_short_by_it_and_a_ban_that_is_over_does_not_come_back()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:day reason:cheated");
        var until = DateTimeOffset.MinValue;
        await bot.ChangeAsync(bot.Ada, player => until = player.Exclude(180, new Occasion(default, bot.Clock.GetUtcNow())));
        await bot.Ada.EraseAsync();

        await bot.Ada.SayAsync("/start");

        var back = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((until, (Sanction?)null), (back.ExcludedUntil, back.Sanction));
    }

    [Fact]
    public async Task A_second_erasure_leaves_the_later_state_behind()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");
        await bot.Ada.EraseAsync();
        await bot.Owner.SayAsync($"/dev-unban user:{bot.Ada.Id} reason:served");
        await bot.Ada.SayAsync("/start");

        await bot.Ada.EraseAsync();

        Assert.Null(Assert.Single(await bot.EverythingAsync<Tombstone>()).Sanction);
        Assert.StartsWith("# 🎁 Welcome back, Ada!\n", (await bot.Ada.SayAsync("/start")).ToString(), StringComparison.Ordinal);
    }

    private static ErasureJob Job(Bot bot, FaultyStore faults) => new(bot.Part<SessionParts>() with { Store = faults.Around(bot.Part<IStore>()) }, bot.Part<ILogger<ErasureJob>>());

    private static JobRun Run(Bot bot) => new(1, 1, bot.Clock.GetUtcNow());
}
