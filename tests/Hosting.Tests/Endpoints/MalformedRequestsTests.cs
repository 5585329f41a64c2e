using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Endpoints;

/// <summary>One bot for all of them: none may leave a trace.</summary>
public sealed class DoorThatIsKnockedAt : IAsyncLifetime
{
    public Bot Bot { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bot = await Bot.StartAsync(new BotOptions { Settings = { ["RateLimits:User"] = "1000000/0.000001" } });
        await Bot.Ada.SayAsync("/start");
        Bot.Store.Reset();
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}

public sealed class MalformedRequestsTests(DoorThatIsKnockedAt door) : IClassFixture<DoorThatIsKnockedAt>
{
    private const int Private = 64;

    private static readonly Dictionary<string, Malformed> ByName = MalformedRequests.All.ToDictionary(request => request.Name, StringComparer.Ordinal);

    private readonly Bot _bot = door.Bot;

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_answered_as_it_deserves_and_changes_nothing(string name)
    {
        var request = ByName[name];
        var (commits, troubles) = (_bot.Store[StoreOperation.Commit], _bot.Log.Troubles.Count());

        var answer = await request.Letter(_bot).SendAsync(_bot);

        if (request.Sentence is not null)
        {
            Payloads.Record("reply", name, answer.Body);
        }

        Assert.Equal((request.Status, request.Sentence ?? ""), (answer.Status, Told(answer)));
        Assert.Equal(commits, _bot.Store[StoreOperation.Commit]);
        Assert.Empty(_bot.Log.Troubles.Skip(troubles));
    }

    [Theory]
    [InlineData("A", 5_000)]
    [InlineData("😀", 2_000)]
    [InlineData("`*_~|>#", 500)]
    [InlineData("\u202e\u200b", 500)]
    [InlineData("@everyone <@1> ", 100)]
    public async Task Names_however_long_and_odd_are_answered_within_discords_limits(string part, int times)
    {
        var name = string.Concat(Enumerable.Repeat(part, times));
        var unknown = _bot.Ada.Command("/start");
        unknown["data"]!["name"] = name;
        var stranger = new Visitor(_bot, new Snowflake((ulong)times + (ulong)part.Length), name).Command("/balance");
        stranger["member"]!["nick"] = name;

        foreach (var interaction in (JsonObject[])[unknown, stranger])
        {
            var answer = await new Letter(interaction.ToJsonString()).SendAsync(_bot);
            Payloads.Record("reply", $"a name of {times} times {part}", answer.Body);
            var data = JsonNode.Parse(answer.Body)!["data"]!;
            Assert.InRange(((string?)data["content"] ?? "").Length, 0, Limits.Content);
            Assert.InRange(((string?)data["embeds"]?[0]?["title"] ?? "").Length, 0, Limits.EmbedTitle);
            Assert.Empty(data["allowed_mentions"]!["parse"]!.AsArray());
        }
    }

    [Fact]
    public void There_are_more_than_two_hundred() => Assert.InRange(ByName.Count, 200, int.MaxValue);

    [Theory]
    [InlineData(-300)]
    [InlineData(300)]
    [InlineData(0)]
    public async Task A_timestamp_at_the_edge_of_the_window_is_let_in(int offset)
    {
        var answer = await new Letter(Ping) { Offset = offset }.SendAsync(_bot);

        Assert.Equal((200, """{"type":1}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_signature_may_be_written_in_upper_case_and_with_blanks_around_it()
    {
        var answer = await new Letter(Ping) { Signatures = right => [$"  {right.ToUpperInvariant()}  "] }.SendAsync(_bot);

        Assert.Equal((200, """{"type":1}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_money_command_that_is_replayed_counts_once_and_is_told_the_same()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var letter = new Letter(bot.Ada.Command("/daily").ToJsonString());

        var answers = new List<JsonNode>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(JsonNode.Parse((await letter.SendAsync(bot)).Body)!["data"]!);
        }

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((1250, 2), (player.Purse, player.Ledger.Entries.Count));
        Assert.Equal("🪙 250 coins for today", (string?)answers[0]["embeds"]![0]!["title"]);
        Assert.All(answers[1..], answer => Assert.Equal("🪙 250 coins for today\nCome back <t:1767700800:R> for more. Purse 1,250.", (string?)answer["content"]));
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task A_money_command_that_comes_many_times_at_once_counts_once()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var letter = new Letter(bot.Ada.Command("/daily").ToJsonString());

        await bot.PassTimeAsync(Task.WhenAll(Enumerable.Range(0, 20).Select(_ => letter.SendAsync(bot))));

        Assert.Equal(1250, (await bot.PlayerAsync(bot.Ada))!.Purse);
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task A_connection_stays_usable_after_each_refusal_that_does_not_close_it()
    {
        using var wire = await Wire.ConnectAsync(_bot.Url);
        List<int> statuses = [];
        foreach (var name in (string[])["no signature", "the content type text/plain", "the word null", "GET instead of POST", "a foreign application in the body", "the address /api", "interaction type 999"])
        {
            statuses.Add((await wire.AskAsync(ByName[name].Letter(_bot).Write(_bot))).Status);
            statuses.Add((await wire.AskAsync(new Letter(Ping).Write(_bot))).Status);
        }

        Assert.Equal([401, 200, 415, 200, 400, 200, 405, 200, 401, 200, 404, 200, 200, 200], statuses);
    }

    [Fact]
    public async Task A_body_that_stops_half_way_is_given_up_without_a_trace()
    {
        var request = new Letter(Ping).Write(_bot);
        for (var sent = request.Length - 20; sent < request.Length; sent += 6)
        {
            using var wire = await Wire.ConnectAsync(_bot.Url);
            await wire.SendAsync(request.AsMemory(0, sent));
            wire.EndSending();
            Assert.Equal(400, (await AnswerOrHangUpAsync(wire))?.Status ?? 400);
        }

        Assert.Equal(200, (await new Letter(Ping).SendAsync(_bot)).Status);
        Assert.Empty(_bot.Log.Troubles);
    }

    [Fact]
    public async Task A_client_that_vanishes_half_way_leaves_no_trace()
    {
        var request = ByName["a whole 256 KiB with its length"].Letter(_bot).Write(_bot);
        foreach (var sent in (int[])[1, 20, 200, 700, 5_000, 100_000, request.Length])
        {
            using var wire = await Wire.ConnectAsync(_bot.Url);
            await wire.SendAsync(request.AsMemory(0, sent));
            wire.Reset();
        }

        Assert.Equal((200, 0), ((await new Letter(Ping).SendAsync(_bot)).Status, _bot.Store[StoreOperation.Commit]));
        Assert.Empty(_bot.Log.Troubles);
    }

    [Fact]
    public async Task A_client_that_sends_byte_by_byte_is_served()
    {
        using var wire = await Wire.ConnectAsync(_bot.Url);
        foreach (var one in new Letter(Ping).Write(_bot).Chunk(1))
        {
            await wire.SendAsync(one);
        }

        Assert.Equal(200, (await wire.AnswerAsync()).Status);
    }

    [Fact]
    public async Task Requests_sent_ahead_on_one_connection_are_answered_in_order()
    {
        using var wire = await Wire.ConnectAsync(_bot.Url);
        await wire.SendAsync((byte[])[.. new Letter(Ping).Write(_bot), .. ByName["no signature"].Letter(_bot).Write(_bot), .. new Letter(Ping).Write(_bot)]);

        List<int> statuses = [(await wire.AnswerAsync()).Status, (await wire.AnswerAsync()).Status, (await wire.AnswerAsync()).Status];
        Assert.Equal([200, 401, 200], statuses);
    }

    [Fact]
    public async Task Good_requests_are_served_among_a_hundred_bad_ones()
    {
        await using var bot = await Bot.StartAsync();
        var people = Enumerable.Range(0, 50).Select(i => new Visitor(bot, new Snowflake(900_000_000_000_001_000 + (ulong)i), $"P{i}")).ToList();
        List<Malformed> bad = [.. MalformedRequests.All.Where(request => request.Sentence is null).Where((_, i) => i % 2 == 0).Take(100)];

        var knocks = Task.WhenAll(bad.Select(async request => (request.Name, (await request.Letter(bot).SendAsync(bot)).Status)));
        var welcomes = await Task.WhenAll(people.Select(person => person.SayAsync("/start")));

        Assert.Equal(bad.Select(request => (request.Name, request.Status)), await knocks);
        Assert.All(welcomes, seen => Assert.StartsWith("# 🎁 Welcome, P", seen.ToString(), StringComparison.Ordinal));
        Assert.All(await Task.WhenAll(people.Select(bot.PlayerAsync)), player => Assert.Equal(1000, player!.Purse));
        Assert.Empty(bot.Log.Troubles);
    }

    internal static byte[] Ping { get; } = Encoding.UTF8.GetBytes("""{"id":"1459000000000000002","application_id":"1200000000000000001","type":1,"version":1,"token":"t"}""");

    /// <summary>What a person is told in private; the body itself when it is no such reply.</summary>
    private static string Told(WireAnswer answer) =>
        answer.Status == 200 && JsonNode.Parse(answer.Body)?["data"] is { } data && (int?)data["flags"] == Private ? (string?)data["content"] ?? "" : answer.Text;

    private static async Task<WireAnswer?> AnswerOrHangUpAsync(Wire wire)
    {
        try
        {
            return await wire.AnswerAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
