using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Storage;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Sessions;

/// <summary>
/// Several users' commands at once, interleaved at every round trip, delivered twice, racing other writers and torn by crashes before and after
/// their commits became durable: each interaction counts at most once, everyone who asks again hears the first answer, no coin is lost or doubled.
/// </summary>
public sealed class SessionProperties
{
    private const int Users = 3;

    private static readonly string[] Lines =
    [
        "start", "daily", "weekly", "deposit amount:half", "deposit amount:300", "deposit amount:all", "withdraw amount:all", "withdraw amount:10",
        "bet amount:1 side:heads", "bet amount:half side:tails", "bet amount:all side:heads", "bet amount:50 side:tails", "flip", "flip count:100",
        "fairness", "rotate 1", "rotate 2", "dev-grant user:{0} amount:3000 reason:storm", "dev-grant user:{0} amount:1b reason:storm",
    ];

    private enum Move
    {
        Deliver,
        DeliverAgain,
        GoOn,
        Wait,
    }

    [Fact]
    public void Whatever_is_delivered_twice_raced_or_torn_counts_once_and_is_answered_alike()
    {
        var moves = Gen.Frequency((4, Gen.Constant(Move.Deliver)), (2, Gen.Constant(Move.DeliverAgain)), (14, Gen.Constant(Move.GoOn)), (1, Gen.Constant(Move.Wait)));
        var faults = Gen.Frequency((12, Gen.Constant(Fault.None)), (2, Gen.Constant(Fault.Race)), (1, Gen.Constant(Fault.CrashBefore)), (1, Gen.Constant(Fault.CrashAfter)));
        var steps = moves.SelectMany(_ => Gen.Choose(0, 999), (move, pick) => (move, pick))
            .SelectMany(_ => Gen.Choose(0, Lines.Length - 1), (drawn, line) => (drawn.move, drawn.pick, line))
            .SelectMany(_ => faults, (drawn, fault) => new Step(drawn.move, drawn.pick, drawn.line, fault));
        Law.HoldsForAll(steps, most: 220, runs: 400, script =>
        {
            var context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            try
            {
                var storm = new Storm();
                foreach (var step in script)
                {
                    storm.Play(step);
                }

                storm.Calm();
                storm.Judge();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(context);
            }
        });
    }

    /// <param name="Move">What happens.</param>
    /// <param name="Pick">Who, or which of those that wait.</param>
    /// <param name="Line">The command of a first delivery.</param>
    /// <param name="Fault">What befalls the round trip that goes on; matters to commits only.</param>
    private sealed record Step(Move Move, int Pick, int Line, Fault Fault);

    private sealed record Request(ulong User, ulong Interaction, string Line)
    {
        /// <summary>Whose player remembers it.</summary>
        public ulong Remembers => User == Stage.Operator.Value ? ulong.Parse(Line.Split("user:")[1].Split(' ')[0]) : User;

        /// <summary>True: a reply that is no refusal may have changed nothing.</summary>
        public bool MayOnlyRead => Line is "start" or "fairness" || Line.StartsWith("rotate", StringComparison.Ordinal);
    }

    /// <param name="Request">What was asked.</param>
    /// <param name="CameLater">True: it had counted before this delivery began.</param>
    /// <param name="Reply">Ends with it or with a crash.</param>
    private sealed record Delivery(Request Request, bool CameLater, Task<Reply> Reply);

    private sealed class Storm
    {
        private readonly Stage _stage = new();
        private readonly List<Request> _requests = [];
        private readonly List<Delivery> _deliveries = [];
        private readonly List<TaskCompletionSource<Fault>> _waiting = [];
        private readonly Dictionary<ulong, int> _counted = [];

        public Storm()
        {
            _stage.Store.Turn = () =>
            {
                var turn = new TaskCompletionSource<Fault>();
                _waiting.Add(turn);
                return turn.Task;
            };
            _stage.Store.Written = Count;
        }

        public void Play(Step step)
        {
            switch (step.Move)
            {
                case Move.Deliver:
                    DeliverNew(step);
                    break;
                case Move.DeliverAgain when _requests.Count > 0:
                    Deliver(_requests[step.Pick % _requests.Count]);
                    break;
                case Move.GoOn when _waiting.Count > 0:
                    GoOn(step.Pick % _waiting.Count, step.Fault);
                    break;
                case Move.Wait:
                    _stage.Clock.Advance(TimeSpan.FromSeconds(step.Pick * step.Pick / 4));
                    break;
            }
        }

        /// <summary>No more mishaps: everything under way ends, and what crashed runs again as the deferred queue would run it.</summary>
        public void Calm()
        {
            for (var repaired = 0; ;)
            {
                while (_waiting.Count > 0)
                {
                    GoOn(0, Fault.None);
                }

                if (repaired == _deliveries.Count)
                {
                    return;
                }

                var torn = _deliveries.Skip(repaired).Where(delivery => delivery.Reply.IsFaulted).ToList();
                repaired = _deliveries.Count;
                torn.ForEach(delivery => Deliver(delivery.Request));
            }
        }

        public void Judge()
        {
            foreach (var delivery in _deliveries.Where(delivery => delivery.Reply.IsFaulted))
            {
                Assert.IsType<StoreException>(delivery.Reply.Exception!.InnerException);
            }

            foreach (var request in _requests)
            {
                JudgeAnswers(request);
            }

            JudgeCoins();
            JudgeAudit();
        }

        private void DeliverNew(Step step)
        {
            var line = Lines[step.Line];
            var user = 1UL + (ulong)(step.Pick % Users);
            var request = new Request(
                line.StartsWith("dev-", StringComparison.Ordinal) ? Stage.Operator.Value : user,
                1_000UL + (ulong)_requests.Count,
                line.Replace("{0}", $"{user}", StringComparison.Ordinal));

            // A player remembers sixteen interactions; one that comes back after more than that is beyond the promise.
            if (_requests.Count(other => other.Remembers == user) < Player.RememberedInteractions)
            {
                _requests.Add(request);
                Deliver(request);
            }
        }

        private void Deliver(Request request)
        {
            var reply = request.Line.StartsWith("rotate ", StringComparison.Ordinal)
                ? _stage.PressAsync(request.User, request.Interaction, new Core.Commands.Flip.Fairness.Rotate(request.Line[^1] - '0'))
                : _stage.RunAsync(request.User, request.Interaction, request.Line);
            _deliveries.Add(new Delivery(request, _counted.ContainsKey(request.Interaction), reply));
        }

        private void GoOn(int pick, Fault fault)
        {
            var turn = _waiting[pick];
            _waiting.RemoveAt(pick);
            turn.SetResult(fault);
        }

        /// <summary>Told of every document that became durable.</summary>
        private void Count(Document written, Document? before)
        {
            if (written is Player player)
            {
                Assert.Equal((before?.Version ?? 0) + 1, player.Version);
                var known = ((Player?)before)?.Remembered.Select(memory => memory.Interaction).ToHashSet() ?? [];
                foreach (var memory in player.Remembered.Where(memory => !known.Contains(memory.Interaction)))
                {
                    _counted[memory.Interaction.Value] = _counted.GetValueOrDefault(memory.Interaction.Value) + 1;
                }
            }
        }

        private void JudgeAnswers(Request request)
        {
            var count = _counted.GetValueOrDefault(request.Interaction);
            Assert.InRange(count, 0, 1);
            var replies = _deliveries.Where(delivery => delivery.Request == request && !delivery.Reply.IsFaulted).ToList();
            if (count == 0)
            {
                Assert.All(replies, delivery => Assert.True(Answer(delivery).IsRefusal || request.MayOnlyRead, $"{request} said '{Stage.Say(Answer(delivery))}' and did nothing."));
                return;
            }

            var memory = _stage.Player(request.Remembers).Recall(new Snowflake(request.Interaction))!;
            foreach (var delivery in replies.Where(delivery => delivery.CameLater || !(Answer(delivery).IsRefusal || request.MayOnlyRead)))
            {
                var reply = Answer(delivery);
                Assert.Equal((memory.Meaning, memory.IsPrivate, false), (Cut(Stage.Say(reply)), reply.IsPrivate, reply.IsRefusal));
            }
        }

#pragma warning disable VSTHRD002 // All of them have ended.
        private static Reply Answer(Delivery delivery) => delivery.Reply.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

        private static string Cut(string meaning) => Core.Localisation.Phrase.Verbatim(meaning).AtMost(Remembered.MaxMeaning).ToString();

        private void JudgeCoins()
        {
            var players = _stage.Store.Everything<Player>();
            var pages = _stage.Store.Everything<LedgerPage>();
            foreach (var player in players)
            {
                var own = pages.Where(page => page.Player == player.Id).ToList();
                Assert.Empty(Reconciliation.Differences(player, own));
                Assert.True(player.Balances is { Purse: >= 0, Bank: >= 0, Escrow: 0 }, player.Balances.ToString());

                var entries = own.SelectMany(page => page.Entries).Concat(player.Ledger.Entries).ToList();
                Assert.Equal(entries.Count, entries.DistinctBy(entry => (entry.Interaction, entry.Reason)).Count());
                Assert.All(entries, entry => Assert.True(_counted.ContainsKey(entry.Interaction.Value), $"{entry} was never counted."));
                Assert.Equal(player.Version, player.Remembered.Count);
            }

            Assert.Equal(players.Sum(player => (decimal)player.Balances.Total), players.Sum(player => (decimal)player.Minted - player.Burned));
            Assert.Equal(players.Count(player => player.Minted > 0 && player.StartedAt is not null), _stage.Store.Everything<StarterClaim>().Count);
        }

        private void JudgeAudit()
        {
            var entries = _stage.Store.Everything<AuditEntry>();
            Assert.Equal(_requests.Count(request => request.User == Stage.Operator.Value && _counted.ContainsKey(request.Interaction)), entries.Count);
            foreach (var day in entries.GroupBy(entry => entry.Day))
            {
                var hash = "";
                foreach (var entry in day)
                {
                    hash = entry.HashAfter(hash);
                    Assert.Equal(hash, entry.Hash);
                }

                var end = _stage.Store.Read<AuditDay>(day.Key)!;
                Assert.Equal((day.Count(), hash), (end.Count, end.Hash));
            }
        }
    }
}
