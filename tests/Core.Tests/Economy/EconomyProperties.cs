using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Economy;

/// <summary>
/// Whatever is done to a player, in whatever order: nothing is negative, the ledger explains every coin, and coins came and went only as
/// recorded. Each sequence is lived by two players, one of whom is written down and read back again and again.
/// </summary>
public sealed class EconomyProperties
{
    private enum Rule
    {
        Deposit,
        Withdraw,
        Bet,
        Place,
        Spin,
        Sit,
        Play,
        Abandon,
        Queue,
        LeaveQueue,
        Flip,
        Daily,
        Weekly,
        Job,
        Work,
        Answer,
        Scavenge,
        Vote,
        Claim,
        Grant,
        Rotate,
        ChooseSeed,
        Start,
        TakePages,
        Ping,
        Welcome,
        AskBack,
        SayYes,
        Forget,
    }

    [Fact]
    public void Every_coin_is_accounted_for_after_every_step() => Law.HoldsForAll(Steps(setBack: 2_000), most: 90, runs: 2_000, steps =>
    {
        var (one, other) = (new Life(), new Life());
        foreach (var step in steps)
        {
            one.Live(step);
            other.Live(step);
            one.AddsUp();
            if (step.Coins % 4 == 0)
            {
                other.ReadBack();
            }
        }

        other.AddsUp();
        Assert.Equal(one.ToString(), other.ToString());
    });

    [Fact]
    public void Every_round_of_every_life_can_be_drawn_again() => Law.HoldsForAll(Steps(setBack: 0), most: 60, runs: 500, steps =>
    {
        var life = new Life();
        foreach (var step in steps)
        {
            life.Live(step);
        }

        Assert.All(life.EveryRound(), round => Assert.True(Provable.Replay(round, life.SeedOf(round))!.Holds));
        Assert.Equal(life.EveryRound().Count(), life.EveryRound().DistinctBy(round => round.Name).Count());
        Assert.Equal(life.EveryRound().Select(round => round.At).Order(), life.EveryRound().Select(round => round.At));
    });

    /// <param name="setBack">Milliseconds by which the next process's clock may be behind.</param>
    private static Gen<Step> Steps(int setBack)
    {
        var rules = Gen.Frequency(
            (5, Gen.Constant(Rule.Deposit)),
            (5, Gen.Constant(Rule.Withdraw)),
            (8, Gen.Constant(Rule.Bet)),
            (3, Gen.Constant(Rule.Place)),
            (2, Gen.Constant(Rule.Spin)),
            (5, Gen.Constant(Rule.Sit)),
            (9, Gen.Constant(Rule.Play)),
            (2, Gen.Constant(Rule.Abandon)),
            (4, Gen.Constant(Rule.Queue)),
            (4, Gen.Constant(Rule.LeaveQueue)),
            (3, Gen.Constant(Rule.Flip)),
            (3, Gen.Constant(Rule.Daily)),
            (2, Gen.Constant(Rule.Weekly)),
            (2, Gen.Constant(Rule.Job)),
            (3, Gen.Constant(Rule.Work)),
            (4, Gen.Constant(Rule.Answer)),
            (4, Gen.Constant(Rule.Scavenge)),
            (2, Gen.Constant(Rule.Vote)),
            (2, Gen.Constant(Rule.Claim)),
            (3, Gen.Constant(Rule.Grant)),
            (1, Gen.Constant(Rule.Rotate)),
            (1, Gen.Constant(Rule.ChooseSeed)),
            (1, Gen.Constant(Rule.Start)),
            (3, Gen.Constant(Rule.TakePages)),
            (3, Gen.Constant(Rule.Ping)),
            (1, Gen.Constant(Rule.Welcome)),
            (3, Gen.Constant(Rule.AskBack)),
            (1, Gen.Constant(Rule.SayYes)),
            (2, Gen.Constant(Rule.Forget)));
        var coins = Gen.OneOf(
            Gen.Choose(1, 20).Select(number => (long)number),
            Gen.Choose(1, 5_000).Select(number => (long)number),
            Gen.Choose(1, 1_000_000_000).Select(number => (long)number),
            Gen.Elements(Amount.Smallest, Amount.Largest, Rates.Default.MaxStake, Rates.Default.MaxStake + 1));
        var percent = Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 100)), (1, Gen.Constant(100)));
        var pause = Gen.OneOf(
            Gen.Choose(0, 5_000).Select(Pause),
            Gen.Choose(0, 50 * 3_600_000).Select(Pause),
            Gen.Choose(-setBack, 0).Select(Pause),
            Gen.Constant((TimeSpan?)null));
        return rules.SelectMany(_ => coins, (rule, number) => (rule, number))
            .SelectMany(_ => percent, (drawn, share) => (drawn.rule, drawn.number, share))
            .SelectMany(_ => pause, (drawn, length) => new Step(drawn.rule, drawn.number, drawn.share, length));
    }

    private static TimeSpan? Pause(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    /// <param name="Rule">What is done.</param>
    /// <param name="Coins">An amount, also taken as a choice of sides and seeds.</param>
    /// <param name="Percent">1..100: the amount is this share instead.</param>
    /// <param name="Pause">Before it; negative where the clock is one that is behind. Null: until just after midnight.</param>
    private sealed record Step(Rule Rule, long Coins, int Percent, TimeSpan? Pause)
    {
        private const int JustAfter = 100;

        public Amount Amount => Percent > 0 ? Amount.Percent(Percent) : Amount.Of(Coins);

        public DateTimeOffset After(DateTimeOffset moment) => Pause is { } pause ? moment + pause : Spending.NextDay(moment).AddMilliseconds(JustAfter);
    }

    /// <summary>A player with everything that was moved out of it.</summary>
    private sealed class Life
    {
        private const string Moves = "hlHTabcdefghijklmnopsdipsdip$$$?";

        private readonly Entropy _entropy = Dice.Seeded(5);
        private readonly List<LedgerPage> _pages = [];
        private readonly List<RoundPage> _rounds = [];
        private readonly Dictionary<int, string> _seeds = [];
        private readonly Ballot _ballot = new() { Id = "100/200", Bot = new Snowflake(100), User = new Snowflake(200) };
        private int _votes;
        private Player _player;
        private Occasion _occasion = Wallets.Noon;

        public Life() => _player = Player.New(Wallets.Id, _entropy, _occasion.At);

        public void Live(Step step)
        {
            _occasion = new Occasion(new Snowflake(_occasion.Interaction.Value + 1), step.After(_occasion.At));
            switch (step.Rule)
            {
                case Rule.Deposit:
                    _player.Deposit(step.Amount, Rates.Default, _occasion);
                    break;
                case Rule.Withdraw:
                    _player.Withdraw(step.Amount, _occasion);
                    break;
                case Rule.Bet:
                    _player.Wager(Wallets.AnyWager(step.Coins), step.Amount, Rates.Default, _occasion);
                    break;
                case Rule.Place:
                    _player.Place(RouletteField.Find($"{step.Coins % 37}") is { } single && step.Coins % 2 == 0 ? single : RouletteField.Groups[(int)(step.Coins % 12)], step.Amount, Rates.Default, _occasion);
                    break;
                case Rule.Spin when _player.Roulette is { Bets.Count: > 0 }:
                    if (step.Coins % 5 > 0)
                    {
                        _player.SpinRoulette(Rates.Default, _occasion);
                    }
                    else
                    {
                        _player.ClearBets();
                    }

                    break;
                case Rule.Sit when Table(step) is var table && _player.Table(table.Game) is null:
                    _player.Sit(table, table is Mines ? Mines.Start(1 + (int)(step.Coins % 15)) : "", step.Amount, Rates.Default, _occasion, out _);
                    break;
                case Rule.Play when Table(step) is var table && _player.Table(table.Game) is { } open:
                    _player.Play(open, table, Moves[(int)(step.Coins % Moves.Length)], Rates.Default, _occasion, out _, out _);
                    break;
                case Rule.Abandon:
                    _player.Abandon(Rates.Default, _occasion);
                    break;
                case Rule.Queue when _player.Queued is null:
                    _player.Queue(step.Amount, Rates.Default, _occasion);
                    break;
                case Rule.LeaveQueue:
                    _player.LeaveQueue(_occasion);
                    break;
                case Rule.Flip:
                    _player.Flip((int)(1 + (step.Coins % 100)), _occasion);
                    break;
                case Rule.Daily:
                    _player.ClaimDaily(Rates.Default, _occasion);
                    break;
                case Rule.Weekly:
                    _player.ClaimWeekly(Rates.Default, _occasion);
                    break;
                case Rule.Job:
                    _player.TakeJob(Rates.Default.Careers.Careers[(int)(step.Coins % Rates.Default.Careers.Careers.Count)], Rates.Default, _occasion);
                    break;
                case Rule.Work:
                    _player.BeginShift(Rates.Default, _occasion);
                    break;
                case Rule.Answer when _player.ShiftAt(_occasion.At) is { } shift:
                    _player.Answer(shift.IsAsked ? shift : _player.Ask(shift), (int)(step.Coins % ShiftQuestion.ChoiceCount), Rates.Default, _occasion);
                    break;
                case Rule.Scavenge:
                    _player.Scavenge(Scavenging.Places[(int)(step.Coins % Scavenging.Places.Count)], Rates.Default, _occasion);
                    break;
                case Rule.Vote:
                    _votes += _ballot.Count(new CastVote(new Snowflake(200), $"{step.Coins}", _occasion.At, _occasion.At + Rates.Default.VoteInterval)) ? 1 : 0;
                    break;
                case Rule.Claim:
                    _player.ClaimVotes(_ballot, Rates.Default, _occasion);
                    break;
                case Rule.Grant:
                    _player.Grant(step.Coins, _occasion);
                    break;
                case Rule.Rotate when _player.Undecided(_occasion.At) is null:
                    var revealed = _player.RotateSeed(_entropy, _occasion);
                    _seeds.Add(revealed.Number, revealed.Server);
                    break;
                case Rule.ChooseSeed:
                    _player.ChooseClientSeed($"seed:{step.Coins} ü😀\"\\");
                    break;
                case Rule.Start:
                    _player.Start(step.Coins % 2 == 0, Rates.Default, _occasion);
                    break;
                case Rule.TakePages:
                    foreach (var page in _player.TakeFullPages())
                    {
                        Keep(page);
                    }

                    break;
                case Rule.Ping:
                    _player.Ping(Other(step), Rates.Default, _occasion.At);
                    break;
                case Rule.Welcome:
                    _player.Welcome(Other(step));
                    break;
                case Rule.AskBack:
                    _player.Ask(new Asked(_occasion.Interaction, "2", _occasion.At, step.Coins));
                    break;
                case Rule.SayYes when _player.Asked is { } asked:
                    _player.TakeAsked(asked.Interaction, _occasion.At);
                    break;
                case Rule.Forget:
                    _player.Forget(_occasion.At);
                    break;
            }

            _player.Remember(new Remembered(_occasion.Interaction, step.ToString(), IsPrivate: step.Coins % 2 == 0));
        }

        private static Snowflake Other(Step step) => new(1 + (ulong)(step.Coins % 5));

        private static ITable Table(Step step) => Tables.All[(int)(step.Coins / Moves.Length % Tables.All.Count)];

        public void ReadBack() => _player = Stored.Again(_player);

        public void AddsUp()
        {
            Assert.Empty(Reconciliation.Differences(_player, _pages));
            var balances = _player.Balances;
            Assert.True(balances is { Purse: >= 0, Bank: >= 0, Escrow: >= 0 }, balances.ToString());
            Assert.Equal((_player.Tables ?? []).Sum(round => round.Staked) + (_player.Queued?.Stake ?? 0), balances.Escrow);
            List<DateTimeOffset?> ends =
            [
                .. (_player.Tables ?? []).Select(round => round.DueAt),
                .. (_player.Pings ?? []).Select(pinged => pinged.Until),
                _player.Queued?.DueAt,
                _player.Asked?.At + Asked.Patience,
            ];
            Assert.Equal(ends.Min(), _player.TablesDueAt);
            Assert.True(balances.Total == _player.Minted - _player.Burned, $"{balances} is not {_player.Minted} - {_player.Burned}");
            Assert.Equal(_votes - _ballot.Waiting, Paid(Reason.Vote) / Rates.Default.VoteReward);
            Assert.True(_player.SpentToday is { Staked: >= 0, Returned: >= 0 } && _player.SpentThisWeek is { Staked: >= 0, Returned: >= 0 });
            Assert.InRange(_player.Remembered.Count, 0, Player.RememberedInteractions);
        }

        private long Paid(Reason reason) =>
            _pages.SelectMany(page => page.Entries).Concat(_player.Ledger.Entries).Where(entry => entry.Reason == reason).Sum(entry => entry.Change.Total);

        public IEnumerable<Round> EveryRound() => _rounds.SelectMany(page => page.Rounds).Concat(_player.Rounds.Rounds);

        public string SeedOf(Round round) => round.Seed == _player.Seeds.Number ? _player.Seeds.Server : _seeds[round.Seed];

        public override string ToString() => string.Join('\n', [Stored.Json(_player), .. _pages.Select(Stored.Json), .. _rounds.Select(Stored.Json)]);

        private void Keep(Document page)
        {
            if (page is LedgerPage ledger)
            {
                _pages.Add(ledger);
            }
            else
            {
                _rounds.Add((RoundPage)page);
            }
        }
    }
}
