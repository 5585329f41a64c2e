using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class PublishedOddsTests
{
    /// <summary>Large, so that rounding to whole coins is far below what is compared.</summary>
    private const long Stake = 1_000_000;

    private static readonly Rates Rates = Rates.Default;

    public static bool IsAskedFor => Environment.GetEnvironmentVariable("FLIPPY_SIMULATE") is "1" or "true";

    [Fact]
    public void The_returns_are_those_of_the_rules()
    {
        // Slots: (1000*4 + 512*8 + 216*16 + 64*45 + 27*100 + 1*500 + 6600*2) / 32768. Dice: 9900 rounded down to a whole payout for the worst target.
        Assert.Equal(
            [("bet", 0.975), ("duel", 0.98), ("flipqueue", 0.98), ("flipstreak", 0.975), ("dice", 0.9899), ("highlow", 0.99), ("mines", 0.9899), ("slots", 0.9409)],
            PublishedOdds.All(Rates).Select(odds => (odds.Game, Math.Round(odds.Return, 4))));
        Assert.Equal(30_832.0 / 32_768, PublishedOdds.All(Rates)[^1].Return, 12);
    }

    [Fact]
    public void Every_game_keeps_something_and_gives_most_of_it_back() =>
        Assert.All(PublishedOdds.All(Rates), odds => Assert.InRange(odds.Return, 0.90, 0.999));

    /// <summary>Whatever is staked: nobody gains by staking little.</summary>
    [Theory]
    [MemberData(nameof(Wagers))]
    public void No_stake_returns_more_than_it_costs(string game, string input)
    {
        var wager = Wager(game, input);
        var results = Enumerable.Range(1, 20_000).Select(nonce => wager.Draw(new FairDraws(new string('5', 64), "stakes", nonce))).Distinct().ToList();
        var ways = game switch
        {
            "bet" => results.ToDictionary(result => result, _ => 0.5),
            "slots" => results.ToDictionary(result => result, result => result.Aggregate(1.0, (chance, symbol) => chance * SlotsPull.Count((Symbol)symbol) / SlotsPull.Places)),
            _ => results.ToDictionary(result => result, _ => 0.01),
        };
        for (var stake = 1L; stake <= 200; stake++)
        {
            Assert.True(ways.Sum(each => each.Value * wager.Payout(each.Key, stake, Rates)) <= stake, $"{stake} coins on {game} {input}");
        }
    }

    public static IEnumerable<TheoryDataRow<string, string>> Wagers() =>
    [
        new("bet", "H"), new("slots", ""), new("dice", "o50"), new("dice", "u2"), new("dice", "o98"), new("dice", "u98"),
    ];

    /// <summary>Within four standard errors: a rule that pays as published misses that by chance once in 16,000 times, and these seeds are fixed.</summary>
    [Theory]
    [MemberData(nameof(Wagers))]
    public void A_hundred_thousand_rounds_return_what_is_published(string game, string input)
    {
        var (returned, error) = Simulate(Wager(game, input), 100_000);
        Assert.InRange(returned, Published(game, input) - (4 * error), Published(game, input) + (4 * error));
    }

    /// <summary>As many rounds as it takes for three standard errors to be a thousandth, and at least ten million.</summary>
    [Theory(Skip = "It takes minutes: FLIPPY_SIMULATE=1 ./test PublishedOdds runs it.", SkipUnless = nameof(IsAskedFor))]
    [MemberData(nameof(Wagers))]
    public void As_many_rounds_as_show_a_thousandth_return_what_is_published(string game, string input)
    {
        var wager = Wager(game, input);
        var deviation = Simulate(wager, 1_000_000) is var (_, error) ? error * 1_000 : 0;
        var rounds = (int)Math.Clamp(Math.Pow(3 * deviation / 0.001, 2), 10_000_000, 500_000_000);
        var (returned, _) = Simulate(wager, rounds);
        Assert.InRange(returned, Published(game, input) - 0.001, Published(game, input) + 0.001);
    }

    private static IWager Wager(string game, string input) => game switch
    {
        "bet" => CoinCall.Parse(input)!,
        "slots" => new SlotsPull(),
        _ => DiceCall.Parse(input),
    };

    public static IEnumerable<TheoryDataRow<string, string>> Strategies() =>
    [
        new("flipstreak", "H$"), new("flipstreak", "HHH$"), new("highlow", "h$"), new("highlow", "hl$"), new("highlow", "lll$"),
        new("mines", "3a$"), new("mines", "1abcdef$"), new("mines", "8ap$"), new("mines", "15g"),
    ];

    /// <summary>Playing moves without looking: a move that the game does not offer is passed over, and what was not cashed out is paid as it stands.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_hundred_thousand_rounds_of_several_moves_return_what_is_published(string game, string input)
    {
        var table = Tables.Find(game)!;
        var server = new string('5', 64);
        double sum = 0, squares = 0;
        var calls = 0L;
        const int rounds = 100_000;
        for (var nonce = 1; nonce <= rounds; nonce++)
        {
            var position = table.Play(input, new FairDraws(server, "simulation", nonce), Rates);
            // What a round keeps is kept at each call: this brings the pot back to what it was without that.
            var made = position switch { FlipStreakPosition streak => streak.Calls, HighLowPosition cards => cards.Calls, _ => 1 };
            calls += made;
            var back = position.Return / (double)Rates.Whole / Math.Pow(PublishedOdds.All(Rates).Single(odds => odds.Game == game).Return, made);
            sum += back;
            squares += back * back;
        }

        var (mean, error) = (sum / rounds, Math.Sqrt(((squares / rounds) - (sum / rounds * (sum / rounds))) / rounds));
        Assert.True(calls > 0);
        Assert.InRange(mean, 1 - (4 * error) - 0.0005, 1 + (4 * error) + 0.0005);
    }

    /// <summary>Of a dice call its own; the published one is that of the worst call.</summary>
    private static double Published(string game, string input) => game == "dice"
        ? (double)DiceCall.Parse(input).Return(Rates) * DiceCall.Parse(input).Ways / DiceCall.Faces / Rates.Whole
        : PublishedOdds.All(Rates).Single(odds => odds.Game == game).Return;

    /// <summary>The average return of a coin and its standard error.</summary>
    private static (double Returned, double Error) Simulate(IWager wager, int rounds)
    {
        var server = new string('5', 64);
        double sum = 0, squares = 0;
        for (var nonce = 1; nonce <= rounds; nonce++)
        {
            var back = wager.Payout(wager.Draw(new FairDraws(server, "simulation", nonce)), Stake, Rates) / (double)Stake;
            sum += back;
            squares += back * back;
        }

        var mean = sum / rounds;
        return (mean, Math.Sqrt(((squares / rounds) - (mean * mean)) / rounds));
    }
}
