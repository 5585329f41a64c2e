using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

/// <summary>The game, and with it what all games of several moves have in common.</summary>
public sealed class HighLowTests
{
    [Fact]
    public async Task The_first_card_lies_open_and_the_stake_is_in_escrow()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/highlow amount:100");

        var (position, step) = await StandsAsync(bot);
        Assert.Equal(0, step);
        Assert.Equal(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            # 🃏 Higher or lower?
            `{(position.Result == "T" ? "10" : position.Result)}`
            An equal card is right both ways; the ace is the lowest.
            Stake 100 · pot 100. Left alone for 10 minutes, a round ends and pays its pot.
            -- Round 1-1 · check it with /verify
            {Choices(position, 100)}
            """),
            seen.ToString());
        Assert.Equal(new Balances(900, 0, 100), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task Right_calls_make_the_pot_grow_and_cashing_out_pays_it()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/highlow amount:100");

        seen = await CallAsync(bot, seen, right: true);
        var (position, _) = await StandsAsync(bot);
        var pot = Rates.Part(100, position.Return);
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Stake 100 · pot {pot:N0}."), seen.ToString(), StringComparison.Ordinal);
        seen = await bot.Ada.PressAsync(seen, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Cash out {pot:N0}"));

        Assert.StartsWith(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"(update)\n# You win {pot - 100:N0} coins 🎉\n"), seen.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(new Balances(900 + pot, 0, 0), player.Balances);
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Win], player.Ledger.Entries.Select(entry => entry.Reason));
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_call_takes_the_pot()
    {
        await using var bot = await StartedAsync();

        var seen = await CallAsync(bot, await bot.Ada.SayAsync("/highlow amount:100"), right: false);

        Assert.StartsWith("(update)\n# You lose 100 coins 💨\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(900, 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
        Assert.Equal(100, (await bot.PlayerAsync(bot.Ada))!.Burned);
    }

    [Fact]
    public async Task Of_two_quick_presses_one_counts_and_the_other_shows_where_the_round_stands()
    {
        await using var bot = await StartedAsync();
        var start = await bot.Ada.SayAsync("/highlow amount:100");
        var label = await LabelAsync(bot, right: true);

        var both = await Task.WhenAll(bot.Ada.PressAsync(start, label), bot.Ada.PressAsync(start, label));

        Assert.Equal(both[0].ToString(), both[1].ToString());
        Assert.Equal(1, (await StandsAsync(bot)).Step);
    }

    [Fact]
    public async Task A_round_goes_on_after_a_restart()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/highlow amount:100");
        await bot.RestartAsync();

        seen = await CallAsync(bot, seen, right: true);

        Assert.StartsWith("(update)\n# 🃏 Higher or lower?\n", seen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/highlow amount:100", "/highlow amount:500")]
    [InlineData("/flipstreak amount:100", "/flipstreak amount:500")]
    [InlineData("/blackjack amount:100", "/blackjack amount:500")]
    [InlineData("/mines amount:100 mines:3", "/mines amount:500 mines:5")]
    public async Task A_new_stake_beside_an_open_round_is_not_ignored_in_silence(string line, string other)
    {
        await using var bot = await StartedAsync();
        var first = await bot.Ada.SayAsync(line);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await bot.Ada.SayAsync(other);

        Assert.Equal($"Your round is still open; play it to its end first. No new stake was taken.\n{first}", second.ToString());
        Assert.Equal(100, (await bot.PlayerAsync(bot.Ada))!.Balances.Escrow);
    }

    [Fact]
    public async Task A_press_on_an_open_round_that_was_shown_again_takes_the_note_away()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.SayAsync("/highlow amount:100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var seen = await CallAsync(bot, await bot.Ada.SayAsync("/highlow amount:500"), right: true);

        Assert.StartsWith("(update)\n# 🃏 Higher or lower?\n", seen.ToString(), StringComparison.Ordinal);
        Assert.True(seen.Data.ContainsKey("content") && seen.Data["content"] is null);
    }

    [Fact]
    public async Task Nobody_else_may_call()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/highlow amount:100");

        Assert.Equal(
            "(private)\nThis is somebody else's. Use the command yourself to get your own.",
            (await bot.Bob.PressAsync(seen, await LabelAsync(bot, right: true))).ToString());
    }

    [Fact]
    public async Task A_button_of_a_round_that_is_over_shows_how_it_ended()
    {
        await using var bot = await StartedAsync();
        var start = await bot.Ada.SayAsync("/highlow amount:100");
        var label = await LabelAsync(bot, right: true);
        var end = await CallAsync(bot, start, right: false);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(end.ToString(), (await bot.Ada.PressAsync(start, label)).ToString());
    }

    [Fact]
    public async Task Again_begins_another_round_with_the_same_stake()
    {
        await using var bot = await StartedAsync();
        var end = await CallAsync(bot, await bot.Ada.SayAsync("/highlow amount:70"), right: false);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var again = await bot.Ada.PressAsync(end, "Again");

        Assert.StartsWith("# 🃏 Higher or lower?\n", again.ToString(), StringComparison.Ordinal);
        Assert.Equal(70, (await bot.PlayerAsync(bot.Ada))!.Balances.Escrow);
    }

    [Fact]
    public async Task The_seed_of_an_open_round_is_not_revealed()
    {
        await using var bot = await StartedAsync();
        var fairness = await bot.Ada.SayAsync("/fairness");
        await bot.Ada.SayAsync("/highlow amount:100");

        Assert.Equal(
            "(private)\nFinish your round of /highlow first: the seed would tell how it goes on.",
            (await bot.Ada.PressAsync(fairness, "Reveal and renew server seed")).ToString());
    }

    [Fact]
    public async Task A_button_of_a_round_whose_seed_was_revealed_since_shows_how_it_ended()
    {
        await using var bot = await StartedAsync();
        var start = await bot.Ada.SayAsync("/highlow amount:100");
        var label = await LabelAsync(bot, right: true);
        var end = await CallAsync(bot, start, right: false);
        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Reveal and renew server seed");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(end.ToString(), (await bot.Ada.PressAsync(start, label)).ToString());
    }

    [Fact]
    public async Task A_round_that_was_settled_long_after_it_was_begun_is_found_and_so_are_those_between()
    {
        await using var bot = await StartedAsync();
        var start = await bot.Ada.SayAsync("/highlow amount:100");
        await bot.Ada.FlipAsync(40);
        await CallAsync(bot, start, right: false);
        await bot.Ada.FlipAsync(80);

        foreach (var name in new[] { "1-1", "1-2", "1-20", "1-41", "1-42", "1-100" })
        {
            Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync($"/verify round:{name}")).ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Costs_two_round_trips_a_move()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/highlow amount:100");
        var label = await LabelAsync(bot, right: true);
        bot.Store.Reset();

        await bot.Ada.PressAsync(seen, label);

        Assert.Equal(2, bot.Store.RoundTrips);
    }

    private static async Task<Seen> CallAsync(Bot bot, Seen seen, bool right)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        return await bot.Ada.PressAsync(seen, await LabelAsync(bot, right));
    }

    /// <summary>The label of the call that will be right, or of the one that will be wrong.</summary>
    private static async Task<string> LabelAsync(Bot bot, bool right)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = player.Table("highlow")!;
        var (position, _) = await StandsAsync(bot);
        foreach (var call in new[] { HighLow.Higher, HighLow.Lower })
        {
            var next = player.Stands(round with { Input = round.Input + call }, HighLow.Table, Rates.Default);
            if (next.Result.Length > position.Result.Length && next.Return > 0 == right)
            {
                return Label(position, call);
            }
        }

        throw new InvalidOperationException("Neither call is; another seed is needed.");
    }

    private static async Task<(HighLowPosition Position, int Step)> StandsAsync(Bot bot)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = player.Table("highlow")!;
        return ((HighLowPosition)player.Stands(round, HighLow.Table, Rates.Default), round.Input.Length);
    }

    private static string Label(HighLowPosition position, char call) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{(call == HighLow.Higher ? "Higher" : "Lower")} {HighLow.Factor(position.Rank, call, Rates.Default) / 10_000.0:N2}×");

    private static string Choices(HighLowPosition position, long pot) =>
        $"[{Label(position, HighLow.Higher)}] [{Label(position, HighLow.Lower)}] [Cash out {pot}]";

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
