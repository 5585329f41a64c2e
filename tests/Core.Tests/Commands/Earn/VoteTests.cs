using FlippyFlip.Core.Tests.Sessions;
using FlippyFlip.Core.Votes;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class VoteTests
{
    private const string None = "(private)\nNo vote has arrived that was not paid. Vote with /vote, and give it a minute.";

    [Fact]
    public async Task Shows_where_to_vote_and_what_it_gives()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/vote");

        Assert.Equal(
            "# 🗳️ Vote for me\nEach vote gives 300 coins. Vote on the page, then collect them here: a vote takes a moment to arrive.\n[Vote] [Collect]", seen.ToString());
        Assert.Equal($"https://top.gg/bot/{bot.ApplicationId}/vote", (string)seen.Data["components"]![0]!["components"]![0]!["url"]!);
        Assert.Equal(None, (await bot.Ada.PressAsync(seen, "Collect")).ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task A_bot_that_takes_no_votes_says_so()
    {
        var reply = await new Stage().RunAsync(1, 50, "vote");

        Assert.Equal("One cannot vote for me here. /daily gives 250 coins.", Stage.Say(reply));
        Assert.True(reply.IsRefusal);
    }

    [Fact]
    public async Task A_vote_that_arrived_is_paid_once()
    {
        await using var bot = await Bot.StartAsync();
        var page = await bot.Ada.SayAsync("/vote");
        await bot.VoteAsync(bot.Ada);

        var told = await bot.Ada.SayAsync("/vote");
        var paid = await bot.Ada.PressAsync(page, "Collect");
        var again = await bot.Ada.PressAsync(page, "Collect");

        Assert.Contains("\nLast vote: <t:1767614400:R>\nNext vote: <t:1767657600:R>\nVotes to collect: 1\n", told.ToString(), StringComparison.Ordinal);
        Assert.Equal("# 🗳️ Thank you! 300 coins for your vote\nPurse 300.\nVotes: 1\nNext vote: <t:1767657600:R>", paid.ToString());
        Assert.Equal(None, again.ToString());
        Assert.Equal(300, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.Contains("⏳ `/vote` <t:1767657600:R>", (await bot.Ada.SayAsync("/cooldowns")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_presses_and_tellings_at_once_pay_each_vote_once()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        var page = await bot.Ada.SayAsync("/vote");
        var told = Enumerable.Range(0, 12).Select(i => bot.VoteAsync(bot.Ada, id: $"vote-{i % 3}"));
        var pressed = Enumerable.Range(0, 8).Select(_ => (Task)bot.Ada.PressAsync(page, "Collect"));

        await Task.WhenAll([.. told, .. pressed]);
        for (var i = 0; i < 3; i++)
        {
            // What was told to come again.
            await bot.VoteAsync(bot.Ada, id: $"vote-{i}");
        }

        await bot.Ada.PressAsync(page, "Collect");

        Assert.Equal(900, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.Equal(0, Assert.Single(await bot.EverythingAsync<Ballot>()).Waiting);
    }

    [Fact]
    public async Task A_vote_pays_whoever_cast_it()
    {
        await using var bot = await Bot.StartAsync();
        await bot.VoteAsync(bot.Ada);

        Assert.Equal(None, (await bot.Bob.PressAsync(await bot.Bob.SayAsync("/vote"), "Collect")).ToString());
    }

    [Fact]
    public async Task What_is_not_collected_lapses_after_thirty_days()
    {
        await using var bot = await Bot.StartAsync();
        await bot.VoteAsync(bot.Ada);
        bot.Clock.Advance(Ballot.Kept);

        Assert.Equal(None, (await bot.Ada.PressAsync(await bot.Ada.SayAsync("/vote"), "Collect")).ToString());
    }

    [Fact]
    public async Task Costs_two_reads_and_one_commit()
    {
        await using var bot = await Bot.StartAsync();
        var page = await bot.Ada.SayAsync("/vote");
        await bot.VoteAsync(bot.Ada);
        bot.Store.Reset();

        await bot.Ada.PressAsync(page, "Collect");

        Assert.Equal((2, 1), (bot.Store[Contracts.StoreOperation.Find], bot.Store[Contracts.StoreOperation.Commit]));
    }
}
