using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands;

/// <summary>A round trip to a store in another data centre is what a command costs most.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("/start")]
    [InlineData("/daily")]
    [InlineData("/flip count:100")]
    [InlineData("/fairness")]
    public async Task Exactly_two_round_trips_for_a_newcomer(string line)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SayAsync(line)));
    }

    [Theory]
    [InlineData("/daily")]
    [InlineData("/deposit amount:100")]
    [InlineData("/withdraw amount:100")]
    [InlineData("/bet amount:100 side:heads")]
    [InlineData("/flip")]
    public async Task Exactly_two_round_trips_for_every_money_command(string line)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:500");
        bot.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SayAsync(line)));
    }

    [Theory]
    [InlineData("/daily", 31, 0)]
    [InlineData("/bet amount:1 side:tails", 31, 31)]
    [InlineData("/bet amount:1 side:tails", 30, 31)]
    [InlineData("/deposit amount:1", 31, 0)]
    [InlineData("/withdraw amount:1", 31, 0)]
    [InlineData("/flip", 0, 31)]
    public async Task Exactly_two_also_when_a_page_rolls_over(string line, int movements, int rounds)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:500");
        await bot.ChangeAsync(bot.Ada, player => Fill(player, movements, rounds));
        bot.Clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SayAsync(line)));

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((movements >= 30 ? 1 : 0, rounds == 31 ? 1 : 0), (player.Ledger.Archived, player.Rounds.Archived));
    }

    [Theory]
    [InlineData("Again")]
    [InlineData("Double")]
    public async Task Exactly_two_round_trips_for_a_bet_from_a_button(string label)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var bet = await bot.Ada.WinAsync("10");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.PressAsync(bet, label)));
    }

    [Fact]
    public async Task Exactly_two_round_trips_for_a_client_seed_and_for_a_rotation_and_one_for_the_form()
    {
        await using var bot = await Bot.StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");
        var form = await bot.Ada.PressAsync(seeds, "Choose client seed");

        Assert.Equal("one find", await CostAsync(bot, () => bot.Ada.PressAsync(seeds, "Choose client seed")));
        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SubmitAsync(form, "mine")));
        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.PressAsync(seeds, "Reveal and renew server seed")));
    }

    [Theory]
    [InlineData("/balance")]
    [InlineData("/cooldowns")]
    [InlineData("/history")]
    [InlineData("/fairness")]
    [InlineData("/verify")]
    [InlineData("/help")]
    [InlineData("/odds")]
    [InlineData("/settings")]
    [InlineData("/notify")]
    [InlineData("/report")]
    [InlineData("/bet amount:all side:heads")]
    public async Task One_round_trip_for_what_changes_nothing(string line)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/flip");

        Assert.Equal("one find", await CostAsync(bot, () => bot.Ada.SayAsync(line)));
    }

    [Fact]
    public async Task Exactly_two_round_trips_for_a_preference()
    {
        await using var bot = await Bot.StartAsync();
        var settings = await bot.Ada.SayAsync("/settings");
        var form = await bot.Ada.PressAsync(settings, "When to ask back");
        var reminders = await bot.Ada.PressAsync(settings, "Reminders");

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.ChooseAsync(settings, "ja")));
        // The first reminder sends a message, which has its own costs.
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { Reminders = [Reminder.Duel] }));
        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.PressAsync(settings, "Show replies only to me")));
        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SubmitAsync(form, "500")));
        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.ChooseAsync(reminders, "Daily")));
    }

    /// <summary>Those of the last day are counted.</summary>
    [Fact]
    public async Task Exception_a_report_looks_for_earlier_ones()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Ada.SayAsync("/report");

        Assert.Equal("one find, one query, one commit", await CostAsync(bot, () => bot.Ada.SubmitAsync(form, "The coin stands on its edge.")));
    }

    /// <summary>The player, the end of the day's audit chain, and both with the new entry in one commit.</summary>
    [Fact]
    public async Task Exception_a_grant_reads_the_audit_chain_too()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("two finds, one commit", await CostAsync(bot, () => bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:5 reason:because")));
        Assert.Equal("two finds, one commit", await CostAsync(bot, () => bot.Owner.SayAsync($"/dev-grant user:{bot.Ada.Id} amount:5 reason:because")));
    }

    /// <summary>The optimistic claim of the bonus turns out to be taken, so everything is read and written again.</summary>
    [Fact]
    public async Task Exception_a_second_life_costs_a_second_attempt()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Store.CommitAsync(new Commit().Delete((await bot.PlayerAsync(bot.Ada))!), CancellationToken.None);

        Assert.Equal("two finds, two commits", await CostAsync(bot, () => bot.Ada.SayAsync("/start")));
    }

    /// <summary>What was moved out of the player must be looked up.</summary>
    [Fact]
    public async Task Exception_old_rounds_and_movements_are_on_pages_of_their_own()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var bet = await bot.Ada.WinAsync("1");
        await bot.Ada.BetAsync(40);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var seeds = await bot.Ada.SayAsync("/fairness");

        Assert.Equal("one find, one query", await CostAsync(bot, () => bot.Ada.SayAsync("/verify round:1-1")));
        Assert.Equal("one find, one query, one commit", await CostAsync(bot, () => bot.Ada.PressAsync(bet, "Again")));
        Assert.Equal("one find, one query", await CostAsync(bot, () => bot.Ada.SayAsync("/history kind:rewards")));
        await bot.Ada.PressAsync(seeds, "Reveal and renew server seed");
        Assert.Equal("two finds, one query", await CostAsync(bot, () => bot.Ada.SayAsync("/verify round:1-1")));
        Assert.Equal("two finds", await CostAsync(bot, () => bot.Ada.PressAsync(seeds, "Reveal and renew server seed")));
    }

    /// <summary>Both players are found in one round trip. An offer is looked for by its name before it is known who is at it.</summary>
    [Fact]
    public async Task What_two_players_do_costs_as_little_as_it_can()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        Seen seen = null!;

        Assert.Equal("one find, one commit", await CostAsync(bot, () => bot.Ada.SayAsync($"/pay user:{bot.Bob.Id} amount:100")));
        Assert.Equal("one find, one query, one commit", await CostAsync(bot, async () => seen = await bot.Ada.SayAsync($"/request user:{bot.Bob.Id} amount:100")));
        Assert.Equal("two finds, one commit", await CostAsync(bot, () => bot.Bob.PressAsync(seen, "Pay")));
        Assert.Equal("two finds", await CostAsync(bot, () => bot.Bob.PressAsync(seen, "Pay")));
        Assert.Equal("one find, one query, one commit", await CostAsync(bot, async () => seen = await bot.Ada.SayAsync($"/duel user:{bot.Bob.Id} amount:100")));
        Assert.Equal("two finds, one commit", await CostAsync(bot, () => bot.Bob.PressAsync(seen, "Accept")));
        Assert.Equal("two finds, one commit", await CostAsync(bot, () => bot.Ada.SayAsync("/flipqueue amount:100")));
        Assert.Equal("two finds", await CostAsync(bot, () => bot.Ada.SayAsync("/networth")));
        Assert.Equal("two finds", await CostAsync(bot, () => bot.Ada.SayAsync("/history")));
    }

    private static async Task<string> CostAsync(Bot bot, Func<Task<Seen>> act)
    {
        bot.Store.Reset();
        await act();
        (int Count, (string, string) Noun)[] calls =
        [
            (bot.Store[StoreOperation.Find] + bot.Store[StoreOperation.FindMany], ("find", "finds")),
            (bot.Store[StoreOperation.Query], ("query", "queries")),
            (bot.Store[StoreOperation.Commit], ("commit", "commits")),
            (bot.Store[StoreOperation.Scan], ("scan", "scans")),
        ];
        return string.Join(", ", calls.Where(call => call.Count > 0).Select(call => Many(call.Count, call.Noun)));

        static string Many(int count, (string One, string More) noun) => count switch { 1 => $"one {noun.One}", 2 => $"two {noun.More}", _ => $"{count} {noun.More}" };
    }

    /// <summary>Brings the current pages to this many movements and rounds.</summary>
    private static void Fill(Player player, int movements, int rounds)
    {
        var occasion = new Occasion(new Discord.Snowflake(1), TestClock.Start);
        while (player.Ledger.Entries.Count < movements)
        {
            player.Grant(1, occasion);
        }

        while (player.Rounds.Rounds.Count < rounds)
        {
            player.Flip(1, occasion);
        }
    }
}
