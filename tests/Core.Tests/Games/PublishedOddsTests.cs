using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

public sealed class PublishedOddsTests
{
    /// <summary>Large, so that rounding to whole coins is far below what is compared.</summary>
    private const long Stake = 1_000_000;

    /// <summary>Pots are rounded down to hundredths of a percent at each call.</summary>
    private const double RoundedDown = 0.0005;

    private static readonly Rates Rates = Rates.Default;

    public static bool IsAskedFor => Environment.GetEnvironmentVariable("FLIPPY_SIMULATE") is "1" or "true";

    [Fact]
    public void The_returns_are_those_of_the_rules()
    {
        // Slots: (1000*4 + 512*8 + 216*16 + 64*45 + 27*100 + 1*500 + 6600*2) / 32768. Dice: 9900 rounded down to a whole payout for the worst target.
        Assert.Equal(
            [
                ("bet", 0.975), ("duel", 0.98), ("flipqueue", 0.98), ("flipstreak", 0.975), ("blackjack", 0.9954), ("dice", 0.9899), ("highlow", 0.99), ("mines", 0.9899),
                ("roulette", 0.973), ("slots", 0.9409),
            ],
            PublishedOdds.All(Rates).Select(odds => (odds.Game, Math.Round(odds.Return, 4))));
        Assert.Equal(30_832.0 / 32_768, PublishedOdds.All(Rates)[^1].Return, 12);
        Assert.Equal(36.0 / 37, PublishedOdds.All(Rates)[^2].Return, 12);
    }

    [Fact]
    public void Every_game_keeps_something_and_gives_most_of_it_back() =>
        Assert.All(PublishedOdds.All(Rates), odds => Assert.InRange(odds.Return, 0.90, 0.999));

    [Fact]
    public void The_returns_are_computed_once_for_the_same_rates_and_again_for_others()
    {
        Assert.Same(PublishedOdds.All(Rates), PublishedOdds.All(Rates));
        var generous = Rates with { BlackjackNatural = 30_000, BetPayout = 19_600 };
        Assert.Equal(
            [("bet", 0.98), ("blackjack", Math.Round(Blackjack.Return(Rates) + (Blackjack.NaturalWins / 2), 4))],
            PublishedOdds.All(generous).Where(odds => odds.Game is "bet" or "blackjack").Select(odds => (odds.Game, Math.Round(odds.Return, 4))));
    }

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

    public static IEnumerable<TheoryDataRow<string, string>> Simulated() =>
    [
        .. Wagers(), new("roulette", "red:1000000"), new("roulette", "17:1000000"), new("roulette", "dozen2:500000,column3:300000,0:200000"),
    ];

    /// <summary>Within four standard errors: a rule that pays as published misses that by chance once in 16,000 times, and these seeds are fixed.</summary>
    [Theory]
    [MemberData(nameof(Simulated))]
    public void A_hundred_thousand_rounds_return_what_is_published(string game, string input)
    {
        var (returned, error) = Simulate(Play(game, input), 100_000);
        Assert.InRange(returned, Published(game, input) - (4 * error), Published(game, input) + (4 * error));
    }

    [Fact]
    public void A_hundred_thousand_rounds_of_blackjack_return_what_is_published()
    {
        var (returned, error) = Simulate(Hands, 100_000);
        Assert.InRange(returned, Blackjack.Return(Rates) - (4 * error), Blackjack.Return(Rates) + (4 * error));
    }

    /// <summary>As many rounds as it takes for three standard errors to be a thousandth, and at least ten million.</summary>
    [Theory(Skip = "It takes minutes: FLIPPY_SIMULATE=1 ./test PublishedOdds runs it.", SkipUnless = nameof(IsAskedFor))]
    [MemberData(nameof(Simulated))]
    public void As_many_rounds_as_show_a_thousandth_return_what_is_published(string game, string input) =>
        IsShown(Play(game, input), Published(game, input));

    [Fact(Skip = "It takes minutes: FLIPPY_SIMULATE=1 ./test PublishedOdds runs it.", SkipUnless = nameof(IsAskedFor))]
    public void As_many_rounds_of_blackjack_as_show_a_thousandth_return_what_is_published() => IsShown(Hands, Blackjack.Return(Rates));

    private static void IsShown(Func<FairDraws, double> play, double published)
    {
        var deviation = Simulate(play, 1_000_000).Error * 1_000;
        var rounds = (int)Math.Clamp(Math.Pow(3 * deviation / 0.001, 2), 10_000_000, 500_000_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (returned, error) = Simulate(play, rounds);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{rounds:N0} rounds in {watch.Elapsed.TotalSeconds:N0} s return {returned:N6} ± {error:N6}; published {published:N6}."));
        Assert.InRange(returned, published - 0.001, published + 0.001);
    }

    /// <summary>What comes back of a coin when the draws settle the wager.</summary>
    private static Func<FairDraws, double> Play(string game, string input)
    {
        var wager = Wager(game, input);
        return draws => wager.Payout(wager.Draw(draws), Stake, Rates) / (double)Stake;
    }

    /// <summary>What comes back of the first stake when a round of blackjack is played by basic strategy.</summary>
    private static double Hands(FairDraws draws)
    {
        var round = new BlackjackRound(new Shoe(draws).Deal);
        while (!round.IsOver)
        {
            round.Apply(BasicStrategy.Move(round));
        }

        var position = round.Stands(Rates);
        return 1 + ((position.Pays(Stake) - Rates.Part(Stake, position.Staked)) / (double)Stake);
    }

    private static IWager Wager(string game, string input) => game switch
    {
        "bet" => CoinCall.Parse(input)!,
        "slots" => new SlotsPull(),
        "roulette" => RouletteSpin.Parse(input)!,
        _ => DiceCall.Parse(input),
    };

    public static IEnumerable<TheoryDataRow<string, string>> Strategies() =>
    [
        new("flipstreak", "H$"), new("flipstreak", "HHH$"), new("highlow", "h$"), new("highlow", "hl$"), new("highlow", "lll$"),
        new("mines", "3a$"), new("mines", "1abcdef$"), new("mines", "8ap$"), new("mines", "15g"),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> LongStrategies() => [new("flipstreak", "H$"), new("highlow", "h$"), new("highlow", "l$"), new("mines", "3a$"), new("mines", "5ab$")];

    /// <summary>Playing moves without looking: a move that the game does not offer is passed over, and what was not cashed out is paid as it stands.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void A_hundred_thousand_rounds_of_several_moves_return_what_is_published(string game, string input)
    {
        var (returned, error) = Simulate(Moves(game, input), 100_000);
        Assert.True(error > 0);
        Assert.InRange(returned, 1 - (4 * error) - RoundedDown, 1 + (4 * error) + RoundedDown);
    }

    [Theory(Skip = "It takes minutes: FLIPPY_SIMULATE=1 ./test PublishedOdds runs it.", SkipUnless = nameof(IsAskedFor))]
    [MemberData(nameof(LongStrategies))]
    public void As_many_rounds_of_several_moves_as_show_a_thousandth_return_what_is_published(string game, string input) => IsShown(Moves(game, input), 1);

    /// <summary>
    /// What comes back of the stake, played without looking, over what is published. What a round keeps is kept at each call: this brings the pot back to what it was
    /// without that, so one is what is published, however many calls it took.
    /// </summary>
    private static Func<FairDraws, double> Moves(string game, string input)
    {
        var table = Tables.Find(game)!;
        var published = PublishedOdds.All(Rates).Single(odds => odds.Game == game).Return;
        return draws =>
        {
            var position = table.Play(input, draws, Rates);
            var calls = position switch { FlipStreakPosition streak => streak.Calls, HighLowPosition cards => cards.Calls, _ => 1 };
            return position.Return / (double)Rates.Whole / Math.Pow(published, calls);
        };
    }

    /// <summary>Of a dice call its own; the published one is that of the worst call.</summary>
    private static double Published(string game, string input) => game == "dice"
        ? (double)DiceCall.Parse(input).Return(Rates) * DiceCall.Parse(input).Ways / DiceCall.Faces / Rates.Whole
        : PublishedOdds.All(Rates).Single(odds => odds.Game == game).Return;

    /// <summary>The average return of a coin and its standard error; the rounds are shared by the processors, and are the same ones whatever their number.</summary>
    private static (double Returned, double Error) Simulate(Func<FairDraws, double> play, int rounds)
    {
        const int part = 100_000;
        var server = new string('5', 64);
        var (sum, squares) = ParallelEnumerable.Range(0, (rounds + part - 1) / part).Select(number =>
        {
            double sum = 0, squares = 0;
            for (var nonce = (number * part) + 1; nonce <= Math.Min(rounds, (number + 1) * part); nonce++)
            {
                var back = play(new FairDraws(server, "simulation", nonce));
                sum += back;
                squares += back * back;
            }

            return (sum, squares);
        }).Aggregate((0.0, 0.0), (all, next) => (all.Item1 + next.sum, all.Item2 + next.squares));
        var mean = sum / rounds;
        return (mean, Math.Sqrt(((squares / rounds) - (mean * mean)) / rounds));
    }
}
