using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class BlackjackTests
{
    [Fact]
    public async Task Two_cards_lie_open_and_one_of_the_dealers()
    {
        await using var bot = await StartedAsync();
        var name = await DealAsync(bot, "", round => round is { IsOver: false, Offers: "hsd" } && !round.Hands[0].IsSoft);

        var seen = await bot.Ada.SayAsync("/blackjack amount:100");

        var (dealer, hands) = Table(await StandsAsync(bot));
        Assert.Equal(
            $"""
            # 🃏 Your move
            Dealer {dealer[0]} `?`
            You {hands[0]}
            Stake 100. Left alone for 10 minutes, you stand.
            -- Round {name} · check it with /verify
            [Hit] [Stand] [Double +100]
            """,
            seen.ToString());
        Assert.Equal(new Balances(900, 0, 100), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task Standing_ends_the_round_and_shows_the_dealers_cards()
    {
        await using var bot = await StartedAsync();
        var name = await DealAsync(bot, "s", round => round is { IsOver: true, Return: 20_000, Dealer.IsBust: true });
        var start = await bot.Ada.SayAsync("/blackjack amount:100");

        var seen = await PressAsync(bot, start, "Stand");

        var (dealer, hands) = Table(await SettledAsync(bot));
        Assert.Equal(
            $"""
            (update)
            # You win 100 coins 🎉
            Dealer {string.Join(' ', dealer)} · {Total(await SettledAsync(bot))}, bust
            You {hands[0]}
            Purse 1,100.
            -- Round {name} · check it with /verify
            [Again]
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(new Balances(1_100, 0, 0), player.Balances);
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Win], player.Ledger.Entries.Select(entry => entry.Reason));
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_natural_is_paid_in_the_first_reply()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "", round => round.IsNatural && !round.IsDealerNatural);

        var seen = await bot.Ada.SayAsync("/blackjack amount:100");

        Assert.StartsWith("# You win 150 coins 🎉\nDealer ", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains(" · blackjack\nPurse 1,150.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Again]", seen.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(1_150, 0, 0), null, null), (player.Balances, player.Tables, player.TablesDueAt));
        Assert.Equal(("", 100, 250, 0), (player.Rounds.Last!.Input, player.Rounds.Last.Stake, player.Rounds.Last.Payout, player.Rounds.Last.Added));
        Assert.Contains("\nBet: 100 coins\nPaid: 250\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dealers_natural_behind_a_ten_ends_the_round_at_once()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "", round => round is { IsOver: true, IsNatural: false });

        var seen = await bot.Ada.SayAsync("/blackjack amount:100");

        Assert.StartsWith("# You lose 100 coins 💨\nDealer ", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains(" · blackjack\nYou ", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_takes_the_stake_once_more_for_one_card()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "d", round => round is { Staked: 20_000, Return: 40_000 });
        var start = await bot.Ada.SayAsync("/blackjack amount:100");

        var seen = await PressAsync(bot, start, "Double +100");

        Assert.StartsWith("(update)\n# You win 200 coins 🎉\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains(", doubled\nPurse 1,200.\n", seen.ToString(), StringComparison.Ordinal);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((200, 400, 100), (player.Rounds.Last!.Stake, player.Rounds.Last.Payout, player.Rounds.Last.Added));
        Assert.Equal([Reason.StarterBonus, Reason.Stake, Reason.Stake, Reason.Win], player.Ledger.Entries.Select(entry => entry.Reason));
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await DealAsync(bot, "", round => !round.IsOver);
        await bot.Ada.PressAsync(seen, "Again");
        Assert.Equal(100, (await bot.PlayerAsync(bot.Ada))!.Balances.Escrow);
    }

    [Fact]
    public async Task A_split_makes_two_hands_with_a_stake_each()
    {
        await using var bot = await StartedAsync();
        var name = await DealAsync(bot, "p", round => round is { IsOver: false, Active: 0, Offers: "hsd" } && round.Hands.All(hand => hand is { IsSoft: false, IsDone: false }));
        var start = await bot.Ada.SayAsync("/blackjack amount:100");

        var seen = await PressAsync(bot, start, "Split +100");

        var (dealer, hands) = Table(await StandsAsync(bot));
        Assert.Equal(
            $"""
            (update)
            # 🃏 Your move
            Dealer {dealer[0]} `?`
            ▶️ Hand 1 {hands[0]}
            Hand 2 {hands[1]}
            Stake 200. Left alone for 10 minutes, you stand.
            -- Round {name} · check it with /verify
            [Hit] [Stand] [Double +100]
            """,
            seen.ToString());
        Assert.Equal(new Balances(800, 0, 200), (await bot.PlayerAsync(bot.Ada))!.Balances);

        seen = await PressAsync(bot, await PressAsync(bot, seen, "Stand"), "Stand");

        var over = await SettledAsync(bot);
        var outcomes = over.Hands.Select((hand, i) => $"Hand {i + 1} {Table(over).Hands[i]} · {over.ReturnOf(hand) switch { 0 => "lost", 10_000 => "even", _ => "won" }}");
        Assert.Contains(string.Join('\n', outcomes), seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(800 + (over.Return / 100), 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_insurance_saves_the_stake_when_the_dealer_has_a_natural()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "i", round => round is { IsOver: true, IsInsured: true });
        var start = await bot.Ada.SayAsync("/blackjack amount:101");

        var seen = await PressAsync(bot, start, "Insurance +50");

        Assert.StartsWith("(update)\n# You get 150 of 151 coins back\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nInsurance 50 returns 150.\nPurse 999.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(999, 0, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task An_insurance_is_lost_when_the_dealer_has_none_and_the_round_goes_on()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "i", round => round is { IsOver: false, IsInsured: true, Offers: "hsd" });
        var start = await bot.Ada.SayAsync("/blackjack amount:100");

        var seen = await PressAsync(bot, start, "Insurance +50");

        Assert.Contains("\nInsurance 50 lost: the dealer has no blackjack.\nStake 150. ", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Hit] [Stand] [Double +100]", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Balances(850, 0, 150), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task A_single_coin_cannot_be_insured()
    {
        await using var bot = await StartedAsync();
        var name = await DealAsync(bot, "", round => round.Offers == "hsdi");

        var seen = await bot.Ada.SayAsync("/blackjack amount:1");
        Assert.EndsWith("\n[Hit] [Stand] [Double +1]", seen.ToString(), StringComparison.Ordinal);

        var forged = await bot.Ada.PressIdAsync(seen, $"{seen.CustomIdOf("Hit")[..^1]}4");
        Assert.EndsWith("\n[Hit] [Stand] [Double +1]", forged.ToString(), StringComparison.Ordinal);
        Assert.Equal(("", 1), ((await bot.PlayerAsync(bot.Ada))!.Table("blackjack")!.Input, (await bot.PlayerAsync(bot.Ada))!.Balances.Escrow));
        Assert.Equal(name, (await bot.PlayerAsync(bot.Ada))!.Table("blackjack")!.Name);
    }

    [Theory]
    [InlineData("d", "Double +600")]
    [InlineData("p", "Split +600")]
    [InlineData("i", "Insurance +300")]
    public async Task A_short_purse_cannot_add_to_the_stake_and_the_round_stays_where_it_was(string move, string label)
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, move, round => round.Staked > 10_000 && !round.IsDealerNatural);
        var start = await bot.Ada.SayAsync("/blackjack amount:600");
        await bot.Ada.SayAsync("/deposit amount:200");

        var seen = await PressAsync(bot, start, label);

        Assert.Equal(
            $"(private)\nYou carry 200 coins; this bet needs {label.Split('+')[1]}. {(move == "i" ? "/withdraw takes some out of your bank." : "/daily gives 250.")}",
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((new Balances(200, 200, 600), ""), (player.Balances, player.Table("blackjack")!.Input));
        Assert.StartsWith("(update)\n", (await PressAsync(bot, start, "Stand")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_added_counts_towards_the_highest_bet()
    {
        await using var bot = await StartedAsync();
        await bot.GrantAsync(bot.Ada, 5_000_000);
        await DealAsync(bot, "d", round => round.Staked > 10_000);
        var start = await bot.Ada.SayAsync("/blackjack amount:500001");

        Assert.Equal("(private)\nThe highest bet is 1,000,000 coins.", (await PressAsync(bot, start, "Double +500,001")).ToString());
        Assert.Equal(500_001, (await bot.PlayerAsync(bot.Ada))!.Balances.Escrow);
    }

    [Fact]
    public async Task Of_two_quick_doubles_one_counts()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "d", round => round is { Staked: 20_000, IsOver: true });
        var start = await bot.Ada.SayAsync("/blackjack amount:100");

        var both = await Task.WhenAll(bot.Ada.PressAsync(start, "Double +100"), bot.Ada.PressAsync(start, "Double +100"));

        Assert.Equal(both[0].ToString(), both[1].ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(("d", 200), (Assert.Single(player.Rounds.Rounds).Input, player.Rounds.Last!.Stake));
    }

    [Fact]
    public async Task A_doubled_hand_of_a_split_is_still_in_escrow_after_a_restart()
    {
        await using var bot = await StartedAsync();
        await DealAsync(bot, "pd", round => round is { IsOver: false, Staked: 30_000 });
        var seen = await PressAsync(bot, await bot.Ada.SayAsync("/blackjack amount:100"), "Split +100");
        seen = await PressAsync(bot, seen, "Double +100");
        await bot.RestartAsync();

        Assert.Equal(new Balances(700, 0, 300), (await bot.PlayerAsync(bot.Ada))!.Balances);
        seen = await PressAsync(bot, seen, "Stand");

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((0, 300, 200), (player.Balances.Escrow, player.Rounds.Last!.Stake, player.Rounds.Last.Added));
        Assert.Equal(700 + player.Rounds.Last.Payout, player.Purse);
        Assert.Contains("Purse ", seen.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", 20_000, Reason.Win)]
    [InlineData("", "", 10_000, Reason.Refund)]
    [InlineData("", "", 0, Reason.Loss)]
    [InlineData("p", "Split +100", 40_000, Reason.Win)]
    [InlineData("p", "Split +100", 20_000, Reason.Refund)]
    public async Task A_round_that_is_left_alone_stands(string moves, string label, int returns, Reason reason)
    {
        await using var bot = await StartedAsync();
        var name = await DealAsync(bot, moves + Tables.CashOut, round => round.Return == returns && round.Staked == (moves.Length + 1) * 10_000, before: moves);
        var start = await bot.Ada.SayAsync("/blackjack amount:100");
        if (moves.Length > 0)
        {
            start = await PressAsync(bot, start, label);
        }

        bot.Clock.Advance(Rates.Default.TablePatience);
        var outcome = Assert.IsType<JobResult.Ran>(await bot.Part<JobRunner>().RunAsync("TableSweep", CancellationToken.None)).Outcome;

        Assert.Equal("1 abandoned rounds settled", outcome.Sentence);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal(new Balances(900 - (100 * moves.Length) + (returns / 100), 0, 0), player.Balances);
        Assert.Equal((reason, moves + "$"), (player.Ledger.Entries[^1].Reason, player.Rounds.Last!.Input));
        Assert.StartsWith($"(private)\n# ✅ Round {name} holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Again]", (await bot.Ada.PressAsync(start, "Stand")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Seen> PressAsync(Bot bot, Seen seen, string label)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        return await bot.Ada.PressAsync(seen, label);
    }

    /// <summary>Lets the next round be the first that stands like this after these moves, all of which the game offers.</summary>
    private static async Task<RoundName> DealAsync(Bot bot, string moves, Func<BlackjackPosition, bool> isWanted, string? before = null)
    {
        var seeds = (await bot.PlayerAsync(bot.Ada))!.Seeds;
        var nonce = Enumerable.Range((int)seeds.Nonce + 1, 20_000).First(each => isWanted(Stands(moves, each)) && Begins(before ?? moves, each));
        await bot.ChangeAsync(bot.Ada, player => player.Seeds.Nonce = nonce - 1);
        return new RoundName(seeds.Number, nonce);

        BlackjackPosition Stands(string input, int number) => Blackjack.Play(input, new FairDraws(seeds.Server, seeds.Client, number), Rates.Default);

        bool Begins(string input, int number) => input.Index().All(move => Stands(input[..move.Index], number).Offers.Contains(move.Item)) && (input.Length > 0 || moves.Length == 0 || !Stands("", number).IsOver);
    }

    private static async Task<BlackjackPosition> StandsAsync(Bot bot)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        return (BlackjackPosition)player.Stands(player.Table("blackjack")!, Blackjack.Table, Rates.Default);
    }

    private static async Task<BlackjackPosition> SettledAsync(Bot bot)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var round = player.Rounds.Last!;
        return Blackjack.Play(round.Input, new FairDraws(player.Seeds.Server, round.Client, round.Nonce), Rates.Default);
    }

    /// <summary>The cards as they are shown, and each hand with what it counts.</summary>
    private static (List<string> Dealer, List<string> Hands) Table(BlackjackPosition position) =>
        ([.. position.Dealer.Cards.Select(Face)], [.. position.Hands.Select(hand => $"{string.Join(' ', hand.Cards.Select(Face))} · {(hand is { IsSoft: true, Total: < 21 } ? "soft " : "")}{hand.Total}")]);

    private static string Total(BlackjackPosition position) => position.Dealer.Total.ToString(CultureInfo.InvariantCulture);

    private static string Face(Card card) => $"`{(card.Rank == 10 ? "10" : card.ToString()[..1])}{card.ToString()[^1] switch { 's' => '♠', 'h' => '♥', 'd' => '♦', _ => '♣' }}`";

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
