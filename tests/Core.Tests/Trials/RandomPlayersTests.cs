using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;
using FlippyFlip.FrontDoor.Trials;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Core.Tests.Trials;

/// <summary>
/// Two hundred people do anything at all with two heads on one folder, months go by and the jobs run: every reply is one that Discord takes, nothing is logged that should
/// not be, each coin is accounted for, and in the end no stake is left behind.
/// </summary>
public sealed class RandomPlayersTests(ITestOutputHelper output)
{
    private const int UsualTurns = 1500;

    /// <summary>Of each so many replies one is kept for the judge of all payloads.</summary>
    private const int RecordedEvery = 10;

    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<int> Seeds => Trial.Seed(0) is > 0 and var seed ? [seed] : [1, 2];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_people_do_is_answered_and_every_coin_is_accounted_for(int seed)
    {
        var turns = Trial.Turns(UsualTurns);
        var again = Trial.Again(seed, turns);
        output.WriteLine(again);
        await using var world = await World.StartAsync(seed);
        List<string> broken = [];
        try
        {
            for (var turn = 1; turn <= turns && broken.Count == 0; turn++)
            {
                broken.AddRange(await world.TurnAsync(turn));
            }

            broken.AddRange(broken.Count == 0 ? await world.JudgeAsync() : []);
        }
        catch (Exception failure)
        {
            broken.Add(failure.ToString());
        }

        Assert.True(broken.Count == 0, $"{again}\n{string.Join('\n', broken)}\nThe latest turns were:\n{world.Players.Recent}");
        output.WriteLine(world.Tally);
    }

    private sealed class World : IAsyncDisposable
    {
        private readonly Bot[] _bots;
        private readonly Random _random;
        private readonly SortedDictionary<string, int> _said = new(StringComparer.Ordinal);

        private World(Bot[] bots, int seed)
        {
            _bots = bots;
            _random = new Random(seed);
            Players = new RandomPlayers(seed, new Scribe(bots[0]));
        }

        public RandomPlayers Players { get; }

        /// <summary>How often each command did something or refused.</summary>
        public string Tally => string.Join(", ", _said.Select(said => $"{said.Key} {said.Value}"));

        private TestClock Clock => _bots[0].Clock;

        public static async Task<World> StartAsync(int seed)
        {
            var chance = new Random(seed);
            // Two bytes are asked for only to spread retries over time, for which nobody moves the clock here.
            var entropy = new Entropy(bytes =>
            {
                lock (chance)
                {
                    chance.NextBytes(bytes);
                }

                if (bytes.Length == 2)
                {
                    bytes.Clear();
                }
            });
            var options = new BotOptions { Entropy = entropy, IsOutboxSilent = true, Settings = { ["Bot:Token"] = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-no-bot" } };
            var bot = await Bot.StartAsync(options);
            var world = new World([bot, await Bot.StartAsync(options with { Beside = bot })], seed);
            foreach (var person in world.Players.People.Where((_, at) => at % 2 == 0))
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                await bot.Owner.SayAsync($"/dev-grant user:{person.Id} amount:5000 reason:to play with");
            }

            // Before the first backup its verification has nothing to verify.
            await bot.Part<JobRunner>().RunAsync("Backup", None);
            return world;
        }

        /// <returns>What is wrong with what came of it.</returns>
        public async Task<IReadOnlyList<string>> TurnAsync(int turn)
        {
            List<string> broken = [.. await PassAsync()];
            var deeds = Players.Next();
            var replies = await Task.WhenAll(deeds.Select((deed, at) => AskAsync(_bots[(turn + at) % 2], deed, turn % RecordedEvery == 0)));
            foreach (var (deed, reply) in deeds.Zip(replies))
            {
                broken.AddRange(ReplyRules.Broken(deed.Interaction, reply).Select(rule => $"{deed}: {rule}"));
                Players.Hear(deed, reply);
                Count(deed);
            }

            // In the background it would be under way while months go by.
            broken.AddRange(await RunAsync(_bots[0].Part<JobTable>().Find("OutboxSweep")!));
            while (!_bots[0].Discord.IsQuiet)
            {
                var sent = await _bots[0].Discord.NextAsync();
                broken.AddRange(ReplyRules.OfMessage(sent.Message).Select(rule => $"{sent.Kind}: {rule}"));
                Players.Hear(sent.Message);
            }

            broken.AddRange(_bots.SelectMany(bot => bot.Log.Troubles));
            return broken;
        }

        /// <summary>Long after everybody has left.</summary>
        public async Task<IReadOnlyList<string>> JudgeAsync()
        {
            List<string> found = [];
            foreach (var pause in (TimeSpan[])[TimeSpan.FromMinutes(11), TimeSpan.FromDays(4), TimeSpan.FromDays(40)])
            {
                found.AddRange(await WaitAsync(pause));
                // The outbox last, before what the others told it grows old.
                foreach (var job in _bots[0].Part<JobTable>().All.OrderBy(job => job.Name == "OutboxSweep"))
                {
                    found.AddRange(await RunAsync(job));
                }
            }

            found.AddRange(await Accounts.DifferencesAsync(_bots[0]));
            foreach (var player in await _bots[0].EverythingAsync<Player>())
            {
                if (player.Balances.Escrow != 0)
                {
                    found.Add($"{player.Id} has {player.Balances.Escrow} coins in escrow that nobody will ever settle.");
                }
            }

            found.AddRange(_bots.SelectMany(bot => bot.Log.Troubles));
            return found;
        }

        public async ValueTask DisposeAsync()
        {
            await _bots[1].DisposeAsync();
            await _bots[0].DisposeAsync();
        }

        private static async Task<JsonObject> AskAsync(Bot bot, Deed deed, bool isRecorded)
        {
            using var answer = await bot.PostAsync(InteractionBody.Utf8(deed.Interaction));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{deed} was answered with {(int)answer.StatusCode}.");
            }

            if (isRecorded)
            {
                Payloads.Record("reply", deed.ToString(), bytes);
            }

            return (JsonObject)JsonNode.Parse(bytes)!;
        }

        /// <summary>Time goes by, mostly little of it; now and then a job runs, or a head starts anew.</summary>
        private async Task<IReadOnlyList<string>> PassAsync()
        {
            var chance = _random.Next(1000);
            List<string> broken = [.. await WaitAsync(chance switch
            {
                < 200 => TimeSpan.Zero,
                < 860 => TimeSpan.FromMilliseconds(_random.Next(5000)),
                < 950 => TimeSpan.FromMinutes(_random.Next(1, 15)),
                < 990 => TimeSpan.FromHours(_random.Next(1, 30)),
                _ => TimeSpan.FromDays(_random.Next(1, 10)),
            })];
            switch (_random.Next(1000))
            {
                case < 60:
                    var jobs = _bots[0].Part<JobTable>().All;
                    return [.. broken, .. await RunAsync(jobs[_random.Next(jobs.Count)])];
                case < 62:
                    Players.Note("(a restart)");
                    await _bots[1].RestartAsync();
                    return broken;
                default:
                    return broken;
            }
        }

        /// <summary>Days go by one by one, since the store tidies up every minute, and each is at an end before the next begins.</summary>
        private async Task<IReadOnlyList<string>> WaitAsync(TimeSpan time)
        {
            List<string> broken = [];
            for (; time > TimeSpan.FromDays(1); time -= TimeSpan.FromDays(1))
            {
                Clock.Advance(TimeSpan.FromDays(1));
                broken.AddRange(await RunAsync(_bots[0].Part<JobTable>().Find("OutboxSweep")!));
            }

            Clock.Advance(time);
            return broken;
        }

        private async Task<IReadOnlyList<string>> RunAsync(Job job)
        {
            Players.Note($"(job {job.Name})");
            var results = await Task.WhenAll(_bots.Select(bot => bot.Part<JobRunner>().RunAsync(job.Name, None)));
            return [.. results.OfType<JobResult.Ran>().Where(ran => !ran.Outcome.IsWell).Select(ran => $"{job.Name}: {ran.Outcome.Sentence}")];
        }

        private void Count(Deed deed)
        {
            var name = (string?)deed.Interaction["data"]!["name"] ?? string.Join('.', ((string)deed.Interaction["data"]!["custom_id"]!).Split('.')[..2]);
            _said[name] = _said.GetValueOrDefault(name) + 1;
        }
    }
}
