using FlippyFlip.Core.Commands.Flip;
using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Storage;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Sessions;

/// <summary>
/// Players who pay, ask, challenge and meet one another, all at once, interleaved at every round trip, racing and torn by crashes: no coin is lost or doubled over all of
/// them, each ledger explains its balances, every pot can be drawn again by both, and nobody waits beside somebody they could have met.
/// </summary>
public sealed class DealingsProperties
{
    private const ulong Users = 3;

    private enum Deed
    {
        Pay,
        Request,
        Duel,
        Queue,
        Accept,
        Decline,
        Withdraw,
        Leave,
        GoOn,
        Wait,
    }

    [Fact]
    public void Whatever_players_do_to_one_another_all_coins_are_accounted_for()
    {
        var deeds = Gen.Frequency(
            (2, Gen.Constant(Deed.Pay)), (2, Gen.Constant(Deed.Request)), (3, Gen.Constant(Deed.Duel)), (4, Gen.Constant(Deed.Queue)), (8, Gen.Constant(Deed.Accept)),
            (1, Gen.Constant(Deed.Decline)), (1, Gen.Constant(Deed.Withdraw)), (1, Gen.Constant(Deed.Leave)), (45, Gen.Constant(Deed.GoOn)), (1, Gen.Constant(Deed.Wait)));
        var faults = Gen.Frequency((14, Gen.Constant(Fault.None)), (2, Gen.Constant(Fault.Race)), (1, Gen.Constant(Fault.CrashBefore)), (1, Gen.Constant(Fault.CrashAfter)));
        var steps = deeds.SelectMany(_ => Gen.Choose(0, 9_999), (deed, pick) => (deed, pick)).SelectMany(_ => faults, (drawn, fault) => new Step(drawn.deed, drawn.pick, fault));
        Law.HoldsForAll(steps, most: 250, runs: 300, script =>
        {
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                var market = new Market();
                foreach (var step in script)
                {
                    market.Play(step);
                }

                market.Calm();
                market.Judge();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        });
    }

    private sealed record Step(Deed Deed, int Pick, Fault Fault);

    private sealed class Market
    {
        private readonly Stage _stage = new();
        private readonly List<TaskCompletionSource<Fault>> _waiting = [];
        private readonly List<(Func<Task<Reply>> Again, Task<Reply> Reply)> _deliveries = [];
        private readonly List<(ulong From, ulong To, ulong Id, Deed Kind)> _offers = [];
        private readonly List<(ulong User, ulong Id)> _tickets = [];
        private ulong _interaction = 1_000;

        public Market()
        {
            for (var user = 1UL; user <= Users; user++)
            {
                _stage.Give(user, purse: 2_000);
                var player = _stage.Player(user);
                player.ChooseClientSeed($"seed of {user}");
                _stage.Store.Put(player);
            }

            _stage.Store.Turn = () =>
            {
                var turn = new TaskCompletionSource<Fault>();
                _waiting.Add(turn);
                return turn.Task;
            };
        }

        public void Play(Step step)
        {
            var from = 1 + ((ulong)step.Pick % Users);
            var to = 1 + ((from + ((ulong)step.Pick / Users % (Users - 1))) % Users);
            var coins = 10 + (step.Pick % 4 * 190);
            switch (step.Deed)
            {
                case Deed.GoOn when _waiting.Count > 0:
                    GoOn(step.Pick % _waiting.Count, step.Fault);
                    break;
                case Deed.Wait:
                    _stage.Clock.Advance(TimeSpan.FromMinutes(step.Pick % 12));
                    break;
                case Deed.Pay:
                    Deliver(id => _stage.RunAsync(from, id, $"pay user:{to} amount:{coins}"));
                    break;
                case Deed.Request or Deed.Duel:
                    _offers.Add((from, to, Deliver(id => _stage.RunAsync(from, id, $"{(step.Deed == Deed.Duel ? "duel" : "request")} user:{to} amount:{coins}")), step.Deed));
                    break;
                case Deed.Queue:
                    _tickets.Add((from, Deliver(id => _stage.RunAsync(from, id, $"flipqueue amount:{(step.Pick % 2 == 0 ? 100 : 200)}"))));
                    break;
                case Deed.Accept or Deed.Decline or Deed.Withdraw when _offers.Count > 0:
                    Answer(_offers[^(1 + (step.Pick % Math.Min(3, _offers.Count)))], step.Deed);
                    break;
                case Deed.Leave when _tickets.Count > 0:
                    var (user, ticket) = _tickets[step.Pick % _tickets.Count];
                    Deliver(id => _stage.PressAsync(user, id, new FlipQueue.Leave(new Snowflake(ticket))));
                    break;
            }
        }

        /// <summary>Everything under way ends, and what crashed runs again, once, as the deferred queue would run it.</summary>
        public void Calm()
        {
            Drain();
            foreach (var (again, _) in _deliveries.Where(delivery => delivery.Reply.IsFaulted).ToList())
            {
                _deliveries.Add((again, again()));
            }

            Drain();
        }

        public void Judge()
        {
            Assert.All(_deliveries.Where(delivery => delivery.Reply.IsFaulted), delivery => Assert.IsType<StoreException>(delivery.Reply.Exception!.InnerException));
            var players = _stage.Store.Everything<Player>();
            var pages = _stage.Store.Everything<LedgerPage>();
            foreach (var player in players)
            {
                Assert.Empty(Reconciliation.Differences(player, [.. pages.Where(page => page.Player == player.Id)]));
            }

            Assert.Equal(players.Sum(player => player.Received), players.Sum(player => player.Sent));
            Assert.Equal(players.Sum(player => player.NetWorth), players.Sum(player => player.Minted - player.Burned));
            Assert.All(
                players.Where(player => player.Queued?.DueAt > _stage.Clock.GetUtcNow()).GroupBy(player => player.Queued!.Stake),
                waiting => Assert.Single(waiting));
            JudgeTransfers(players, pages);
            JudgeRounds(players);
        }

        /// <summary>Each coin that went over is recorded once, with both.</summary>
        private void JudgeTransfers(IReadOnlyList<Player> players, IReadOnlyList<LedgerPage> pages)
        {
            var transfers = _stage.Store.Everything<Transfer>();
            Assert.Equal(players.Sum(player => player.Sent), transfers.Sum(transfer => transfer.Coins));
            var entries = pages.SelectMany(page => page.Entries).Concat(players.SelectMany(player => player.Ledger.Entries)).Where(entry => entry.Reason.IsBetweenPlayers());
            Assert.All(entries.GroupBy(entry => entry.Interaction), both => Assert.Equal((2, 0L), (both.Count(), both.Sum(entry => entry.Change.Total))));
        }

        private void JudgeRounds(IReadOnlyList<Player> players)
        {
            var rounds = _stage.Store.Everything<RoundPage>();
            foreach (var player in players)
            {
                var own = rounds.Where(page => page.Player == player.Id).SelectMany(page => page.Rounds).Concat(player.Rounds.Rounds);
                Assert.All(own, round => Assert.True(Provable.Replay(round, player.Seeds.Server)!.Holds));
            }
        }

        private void Answer((ulong From, ulong To, ulong Id, Deed Kind) offer, Deed deed)
        {
            var id = new Snowflake(offer.Id);
            Deliver(interaction => (deed, offer.Kind) switch
            {
                (Deed.Accept, Deed.Duel) => _stage.PressAsync(offer.To, interaction, new Duel.Accept(id)),
                (Deed.Accept, _) => _stage.PressAsync(offer.To, interaction, new Request.Accept(id)),
                (Deed.Decline, Deed.Duel) => _stage.PressAsync(offer.To, interaction, new Duel.Decline(id)),
                (Deed.Decline, _) => _stage.PressAsync(offer.To, interaction, new Request.Decline(id)),
                (_, Deed.Duel) => _stage.PressAsync(offer.From, interaction, new Duel.Withdraw(id)),
                _ => _stage.PressAsync(offer.From, interaction, new Request.Withdraw(id)),
            });
        }

        private ulong Deliver(Func<ulong, Task<Reply>> act)
        {
            // Far enough from the one before that no command cools down.
            _stage.Clock.Advance(TimeSpan.FromSeconds(11));
            var id = ++_interaction;
            _deliveries.Add((() => act(id), act(id)));
            return id;
        }

        private void Drain()
        {
            while (_waiting.Count > 0)
            {
                GoOn(0, Fault.None);
            }
        }

        private void GoOn(int pick, Fault fault)
        {
            var turn = _waiting[pick];
            _waiting.RemoveAt(pick);
            turn.SetResult(fault);
        }
    }
}
