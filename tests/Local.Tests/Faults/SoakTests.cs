using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;
using FlippyFlip.FrontDoor.Trials;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.Tests.Sqlite;
using FlippyFlip.Local.Wire;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Local.Tests.Faults;

/// <summary>
/// Two real servers on one folder, two hundred people who do anything, the jobs of a third process whose clock is ahead: every answer comes in time, is one that Discord
/// takes and no apology; neither server says anything at all; and the books add up.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int UsualTurns = 2500;
    private const int Lanes = 6;

    /// <summary>Of each so many replies one is kept for the judge of all payloads.</summary>
    private const int RecordedEvery = 20;

    [Fact]
    public async Task Two_servers_stand_whatever_two_hundred_people_do()
    {
        var (seed, turns) = (Trial.Seed(1), Trial.Turns(UsualTurns));
        var again = Trial.Again(seed, turns);
        output.WriteLine(again);
        await using var soak = await Soak.StartAsync(seed);
        await soak.PlayAsync(turns);
        await soak.JudgeAsync();

        Assert.True(soak.Broken.IsEmpty, $"{again}\n{string.Join('\n', soak.Broken.Take(20))}\nThe latest turns were:\n{soak.Players.Recent}");
        output.WriteLine(soak.Summary);
    }

    private sealed class Soak : IAsyncDisposable
    {
        private readonly TemporaryFolder _folder;
        private readonly FakeDiscord _discord;
        private readonly FlippyProcess[] _servers;
        private readonly Endpoint[] _endpoints;
        private readonly Pulse _pulse = new();
        private int _answers;
        private int _later;
        private long _slowest;

        private Soak(TemporaryFolder folder, FakeDiscord discord, FlippyProcess[] servers, int seed)
        {
            (_folder, _discord, _servers) = (folder, discord, servers);
            var identity = DevelopmentSigning.Identity(new DirectoryInfo(folder.Path));
            _endpoints = [.. servers.Select(server => new Endpoint(server.Url, identity, TimeProvider.System, Endpoint.Handler(Lanes * 6)))];
            Players = new RandomPlayers(seed, new Scribe(identity.ApplicationId, TimeProvider.System));
        }

        public RandomPlayers Players { get; }

        public ConcurrentQueue<string> Broken { get; } = [];

        public string Summary => $"{_answers} answers, {_later} of them later; the slowest took {TimeSpan.FromTicks(_slowest).TotalMilliseconds:N0} ms.";

        public static async Task<Soak> StartAsync(int seed)
        {
            var (folder, discord) = (new TemporaryFolder(), new FakeDiscord());
            await discord.StartAsync();
            var surroundings = new Dictionary<string, string>
            {
                ["Discord__BaseAddress"] = discord.BaseAddress.AbsoluteUri, ["Bot__Token"] = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-no-bot", ["RateLimits__User"] = "40/0.05",
            };
            return new Soak(folder, discord, [await FlippyProcess.ServeAsync(folder.Path, surroundings), await FlippyProcess.ServeAsync(folder.Path, surroundings)], seed);
        }

        public async Task PlayAsync(int turns)
        {
            var crowd = new Crowd(_folder.Path);
            await Task.WhenAll(Players.People.Where((_, at) => at % 2 == 0).Chunk(20).Select(async people =>
            {
                foreach (var person in people)
                {
                    await crowd.SayAsync(_servers[0].Url, LocalHead.DevelopmentOwner, $"/dev-grant user:{person.Id} amount:5000 reason:to play with");
                }
            }));
            await using var ahead = new Ahead(_folder.Path, _discord.BaseAddress);
            var turn = 0;
            await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async lane =>
            {
                while (Interlocked.Increment(ref turn) is var number && number <= turns && Broken.IsEmpty)
                {
                    await TurnAsync(number);
                    if (number % (turns / 4) == 0)
                    {
                        Players.Note("(the jobs, by a clock that is ahead)");
                        (await ahead.RunJobsAsync()).ToList().ForEach(Broken.Enqueue);
                    }
                }
            }));
        }

        /// <summary>Ends the servers and looks at what they leave.</summary>
        public async Task JudgeAsync()
        {
            var reconciled = await new Crowd(_folder.Path).ReconcileAsync(_servers[1].Url);
            Expect(reconciled.StartsWith("(private)\n# ✅ Everything adds up\n", StringComparison.Ordinal), reconciled);
            foreach (var server in _servers)
            {
                var ended = await server.EndAsync(FlippyProcess.Terminate);
                Expect(ended.Code == 0 && ended.Error.Length == 0, $"A server ended with {ended.Code} and said: {ended.Error}");
                foreach (var line in ended.Out.Split('\n').Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)))
                {
                    Broken.Enqueue($"A server said: {line}\n{ended.Out}");
                    break;
                }
            }

            var kept = await Crowd.ReadAsync(_folder.Path);
            foreach (var (user, books) in kept)
            {
                foreach (var difference in books.Differences.Concat(Accounts.Repeated(user.ToString(), books.Entries, books.Rounds)))
                {
                    Broken.Enqueue(difference);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var endpoint in _endpoints)
            {
                endpoint.Dispose();
            }

            foreach (var server in _servers)
            {
                await server.DisposeAsync();
            }

            await _pulse.DisposeAsync();
            await _discord.DisposeAsync();
            _folder.Dispose();
        }

        private async Task TurnAsync(int number)
        {
            var deeds = Players.Next();
            await Task.WhenAll(deeds.Select((deed, at) => AskAsync(_endpoints[(number + at) % 2], deed)));
            while (!_discord.IsQuiet)
            {
                var sent = await _discord.NextAsync();
                ReplyRules.OfMessage(sent.Message).ToList().ForEach(rule => Broken.Enqueue($"{sent.Kind}: {rule}"));
                Players.Hear(sent.Message);
            }
        }

        private async Task AskAsync(Endpoint endpoint, Deed deed)
        {
            var body = InteractionBody.Utf8(deed.Interaction);
            var answer = await endpoint.PostAsync([.. new byte[Endpoint.TimestampLength], .. body], CancellationToken.None);
            var nth = Interlocked.Increment(ref _answers);
            Expect(answer.Elapsed < Core.Discord.Limits.FirstAnswer || _pulse.HasStopped, $"{deed} took {answer.Elapsed.TotalMilliseconds:N0} ms.");
            InterlockedMax(answer.Elapsed.Ticks);
            if (answer.Status != System.Net.HttpStatusCode.OK)
            {
                Broken.Enqueue($"{deed} was answered with {(int)answer.Status}.");
                return;
            }

            var reply = (JsonObject)JsonNode.Parse(answer.Body)!;
            _later += (int)reply["type"]! is 5 or 6 ? 1 : 0;
            ReplyRules.Broken(deed.Interaction, reply, mayBeLater: true).ToList().ForEach(rule => Broken.Enqueue($"{deed}: {rule}"));
            Players.Hear(deed, reply);
            if (nth % RecordedEvery == 0)
            {
                Payloads.Record("reply", deed.ToString(), answer.Body);
            }
        }

        private void InterlockedMax(long ticks)
        {
            for (var before = Volatile.Read(ref _slowest); ticks > before && Interlocked.CompareExchange(ref _slowest, ticks, before) != before;)
            {
                before = Volatile.Read(ref _slowest);
            }
        }

        private void Expect(bool isSo, string otherwise)
        {
            if (!isSo)
            {
                Broken.Enqueue(otherwise);
            }
        }
    }

    /// <summary>The parts of a third process on the same folder, without a door; by its clock all that is open has been left alone for long.</summary>
    private sealed class Ahead(string folder, Uri discord) : IAsyncDisposable
    {
        private readonly Microsoft.AspNetCore.Builder.WebApplication _app = LocalHead.Build(DataFolder.Open(folder), [], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Discord:BaseAddress"] = discord.AbsoluteUri, ["Jobs:Clock"] = "off" });
            builder.Services.AddSingleton<TimeProvider>(new AheadClock());
        });

        /// <returns>What did not succeed.</returns>
        public async Task<IReadOnlyList<string>> RunJobsAsync()
        {
            await _app.Services.GetRequiredService<OpeningStore>().EnsureSchemaAsync(CancellationToken.None);
            List<string> broken = [];
            foreach (var job in _app.Services.GetRequiredService<JobTable>().All)
            {
                if (await _app.Services.GetRequiredService<JobRunner>().RunAsync(job.Name, CancellationToken.None) is JobResult.Ran { Outcome: { IsWell: false } outcome })
                {
                    broken.Add($"{job.Name}: {outcome.Sentence}");
                }
            }

            return broken;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }

    private sealed class AheadClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromMinutes(20);
    }

    /// <summary>Notices when the whole machine stood still: then an answer that comes late is not the bot's fault.</summary>
    private sealed class Pulse : IAsyncDisposable
    {
        private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
        private static readonly TimeSpan Standstill = TimeSpan.FromMilliseconds(800);

        private readonly CancellationTokenSource _end = new();
        private readonly Task _beating;

        public Pulse() => _beating = BeatAsync();

        public bool HasStopped { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _beating;
            _end.Dispose();
        }

        private async Task BeatAsync()
        {
            while (!_end.IsCancellationRequested)
            {
                var start = TimeProvider.System.GetTimestamp();
                await Task.Delay(Beat, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                HasStopped |= TimeProvider.System.GetElapsedTime(start) > Standstill;
            }
        }
    }
}
