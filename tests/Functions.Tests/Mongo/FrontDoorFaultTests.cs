using System.Collections.Concurrent;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters.Mongo;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>The whole way of an interaction, from a signed post to MongoDB, while the server or the network fails.</summary>
public sealed class FrontDoorFaultTests(MongoServers servers)
{
    /// <summary>Bets are not slowed down by anything but the machine.</summary>
    private static readonly Dictionary<string, string?> Fast = new() { ["RateLimits:User"] = "1000000/0.000001", ["RateLimits:Bot"] = "1000000/0.000001" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_is_killed_under_load_loses_nothing_that_was_acknowledged_and_the_rest_is_deferred()
    {
        await using var server = await MongoServers.OwnAsync();
        using var client = MongoConnection.Open(server.Url);
        var store = MongoStore.Open(client, "bot", Collections.All, new TestClock());
        await using var bot = await Bot.StartAsync(new BotOptions { Around = _ => store, Settings = Fast });
        Visitor[] crowd = [.. Enumerable.Range(0, 30).Select(i => new Visitor(bot, new Snowflake(900_000_000_000_020_000 + (ulong)i), $"P{i}"))];
        foreach (var visitor in crowd)
        {
            Assert.Equal(4, (await visitor.SayAsync("/daily")).Type);
        }

        var all = new ConcurrentBag<(Visitor Visitor, Seen Seen)>();
        var (kill, counted) = (new TaskCompletionSource(), 0);
        var playing = Task.WhenAll(crowd.Select(async visitor =>
        {
            // A server error would throw here.
            for (var seen = default(Seen); seen is not { Type: 5 };)
            {
                seen = await visitor.SayAsync("/bet amount:1 side:heads");
                if (seen.IsPrivate)
                {
                    Assert.StartsWith("(private)\n`/bet` needs a rest", seen.ToString(), StringComparison.Ordinal);
                    continue;
                }

                all.Add((visitor, seen));
                if (Interlocked.Increment(ref counted) == 70)
                {
                    await server.KillAsync();
                    kill.SetResult();
                }
            }

            return true;
        }));
        await bot.PassTimeAsync(playing);
        await kill.Task;
        await server.RestartAsync();

        var told = new List<string>();
        while (told.Count < crowd.Length)
        {
            told.Add((await bot.PassTimeAsync(bot.Discord.NextAsync())).ToString());
        }

        // Whoever was counted before the server died is told what it meant; who was not has a round now.
        Assert.All(told, text => Assert.Contains("\nPurse ", text, StringComparison.Ordinal));
        Assert.All(all.Where(answer => answer.Seen.Type != 5), answer => Assert.Contains("Round 1-", answer.Seen.ToString(), StringComparison.Ordinal));
        bot.Clock.Advance(TimeSpan.FromSeconds(5));
        foreach (var visitor in crowd)
        {
            var seen = await bot.PassTimeAsync(visitor.SayAsync("/bet amount:1 side:heads"));
            all.Add((visitor, seen));
            Assert.Contains("Round 1-", seen.ToString(), StringComparison.Ordinal);
        }

        await VerifyAsync(store, bot, all);
    }

    [Theory]
    [InlineData("find")]
    [InlineData("update")]
    public async Task A_server_slower_than_the_deadline_defers_and_the_command_counts_once(string slow)
    {
        var (database, direct) = (MongoServers.NewName(), await servers.ClientAsync());
        await using var cable = new Cable(await servers.UrlAsync());
        using var client = MongoConnection.Open(cable.Url);
        await using var bot = await Bot.StartAsync(new BotOptions { Around = _ => MongoStore.Open(client, database, Collections.All, new TestClock()) });
        await bot.Ada.SayAsync("/start");
        var released = new TaskCompletionSource();
        cable.Decide = name => name == slow && !released.Task.IsCompleted ? new Fate.Hold(released.Task) : new Fate.Pass();

        var first = await bot.PassTimeAsync(bot.Ada.SayAsync("/daily"));
        released.SetResult();
        var told = await bot.PassTimeAsync(bot.Discord.NextAsync());

        Assert.Equal("(thinking)", first.ToString());
        Assert.Contains("🪙 250 coins for today\n", told.ToString(), StringComparison.Ordinal);
        var player = await MongoStore.Open(direct, database, Collections.All, new TestClock()).FindAsync<Player>($"{bot.ApplicationId}/global/{bot.Ada.Id}", Ct);
        Assert.Equal((1250, 2), (player!.Purse, player.Ledger.Entries.Count));
        await direct.DropDatabaseAsync(database, CancellationToken.None);
    }

    /// <summary>Each answer that named a round stands for one round on disk, and no interaction for two; every balance is the sum of its ledger.</summary>
    private static async Task VerifyAsync(MongoStore store, Bot bot, IReadOnlyCollection<(Visitor Visitor, Seen Seen)> all)
    {
        foreach (var answers in all.GroupBy(answer => answer.Visitor.Id))
        {
            var player = (await store.FindAsync<Player>($"{bot.ApplicationId}/global/{answers.Key}", Ct))!;
            var pages = (await store.QueryAsync(LedgerPage.ByPlayer.Where(player.Id), Ct)).Items;
            Assert.Empty(Reconciliation.Differences(player, pages));
            var stakes = pages.SelectMany(page => page.Entries).Concat(player.Ledger.Entries).Where(entry => entry.Reason == Reason.Stake).Select(entry => entry.Interaction).ToList();
            Assert.Distinct(stakes);
            Assert.Equal(
                answers.Select(answer => Snowflake.Parse((string)answer.Seen.Interaction["id"]!)).Order(),
                stakes.Order());
        }

        Assert.StartsWith("(private)\n# ✅ Everything adds up\n", (await bot.Owner.SayAsync("/dev-reconcile scope:bot")).ToString(), StringComparison.Ordinal);
    }
}
