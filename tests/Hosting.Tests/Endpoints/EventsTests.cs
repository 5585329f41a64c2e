using System.Globalization;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Endpoints;

public sealed class EventsTests
{
    private const string Application = "1200000000000000001";
    private const string Buyer = "111178765189277770";
    private const string Noon = "2024-10-18T12:00:00.064834";

    private static readonly DateTimeOffset At = DateTimeOffset.Parse("2024-10-18T12:00:00.064Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("api/events")]
    [InlineData("api/events/1200000000000000001")]
    public async Task A_ping_is_answered_with_204_a_type_and_no_body(string path)
    {
        await using var bot = await Bot.StartAsync();

        var answer = await new Letter($$"""{"version":1,"application_id":"{{Application}}","type":0}""") { Path = "/" + path }.SendAsync(bot);

        Assert.Equal((204, "application/json", ""), (answer.Status, answer.Headers["Content-Type"], answer.Text));
        Assert.Equal(0, bot.Store[StoreOperation.Commit]);
    }

    [Fact]
    public async Task Whoever_brings_the_bot_to_a_server_is_greeted_once_however_often_it_is_told()
    {
        await using var bot = await StartAsync();

        var statuses = new[] { await bot.TellAsync(Authorized()), await bot.TellAsync(Authorized()), await bot.TellAsync(Authorized("2024-10-18T13:00:00.000000")) };
        var greeting = await bot.Discord.NextAsync();
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<OutboxMessage>()).All(message => message.State == OutboxState.Sent));

        Assert.Equal([204, 204, 204], statuses);
        Assert.Equal($"(in 9{Buyer})\n🎁 Thank you for bringing me to **A \\*fine\\* place**! Anyone there can begin with /start, and /help shows what I can do.", greeting.ToString());
        Assert.True(bot.Discord.IsQuiet);
        // Its id goes into logs and the audit, where no erasure reaches it.
        Assert.DoesNotContain($"{Buyer}", Assert.Single(await bot.EverythingAsync<OutboxMessage>()).Id, StringComparison.Ordinal);
        var installation = Assert.Single(await bot.EverythingAsync<Installation>());
        Assert.Equal((At.AddHours(1).AddMilliseconds(-64), true, null), (installation.AuthorizedAt, installation.IsInForce, installation.ExpiresAt));
    }

    [Fact]
    public async Task Many_deliveries_at_once_greet_once()
    {
        await using var bot = await StartAsync();
        await using var other = await StartAsync(bot);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? bot : other).TellAsync(Authorized())));
        await bot.Discord.NextAsync();

        Assert.All(statuses, status => Assert.Contains(status, (int[])[204, 503]));
        Assert.Contains(204, statuses);
        Assert.Single(await bot.EverythingAsync<OutboxMessage>());
        Assert.True(bot.Discord.IsQuiet);
    }

    [Fact]
    public async Task The_greeting_speaks_the_user_s_language_or_the_server_s()
    {
        await using var bot = await StartAsync();

        await bot.TellAsync(Authorized().Replace("en-US", "de", StringComparison.Ordinal));

        Assert.Contains("Danke, dass du mich zu **A \\*fine\\* place** geholt hast!", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"integration_type":1,"scopes":["applications.commands"],"user":{"id":"111178765189277770","username":"ada"}}""")]
    [InlineData("""{"scopes":["identify"],"user":{"id":"111178765189277770"}}""")]
    [InlineData("""{"integration_type":0,"scopes":[],"user":{"id":"111178765189277770","bot":true},"guild":{"id":"7","name":"x"}}""")]
    public async Task Who_brings_it_to_no_server_or_is_a_bot_is_kept_and_not_greeted(string data)
    {
        await using var bot = await StartAsync();

        Assert.Equal(204, await bot.TellAsync(Event("APPLICATION_AUTHORIZED", data)));

        Assert.Single(await bot.EverythingAsync<Installation>());
        Assert.Empty(await bot.EverythingAsync<OutboxMessage>());
    }

    [Fact]
    public async Task A_bot_without_a_token_keeps_the_installation_and_queues_nothing()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(204, await bot.TellAsync(Authorized()));

        Assert.Null(Assert.Single(await bot.EverythingAsync<Installation>()).GreetedAt);
        Assert.Empty(await bot.EverythingAsync<OutboxMessage>());
    }

    [Fact]
    public async Task An_end_that_is_heard_of_before_its_beginning_is_the_end()
    {
        await using var bot = await StartAsync();

        await bot.TellAsync(Event("APPLICATION_DEAUTHORIZED", $$$"""{"user":{"id":"{{{Buyer}}}"}}""", "2026-01-05T11:00:00"));
        await bot.TellAsync(Authorized("2026-01-05T10:00:00"));

        Assert.Empty(await bot.EverythingAsync<OutboxMessage>());
        var installation = Assert.Single(await bot.EverythingAsync<Installation>());
        var end = TestClock.Start.AddHours(-1);
        Assert.Equal((end.AddHours(-1), end, end.AddDays(30), false), (installation.AuthorizedAt, installation.DeauthorizedAt, installation.ExpiresAt, installation.IsInForce));
    }

    [Fact]
    public async Task An_entitlement_is_kept_as_told()
    {
        await using var bot = await StartAsync();

        Assert.Equal(204, await bot.TellAsync(Entitlement("CREATE", """, "starts_at":"2024-10-18T10:00:00.000000+00:00", "ends_at":null""")));
        Assert.Equal(204, await bot.TellAsync(Entitlement("UPDATE", """, "starts_at":"2024-10-18T10:00:00.000000+00:00", "ends_at":"2036-10-18T12:00:00+02:00" """, "2024-10-18T13:00:00")));

        var kept = Assert.Single(await bot.EverythingAsync<EntitlementRecord>());
        Assert.Equal(
            (Snowflake.Parse("1234505980407808808"), Snowflake.Parse("123489045643835123"), Snowflake.Parse(Buyer), null, 4, At.AddHours(-2).AddMilliseconds(-64), false),
            (kept.Entitlement, kept.Sku, kept.User!.Value, kept.Guild, kept.Kind, kept.StartsAt, kept.IsDeleted));
        var ends = new DateTimeOffset(2036, 10, 18, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal((ends, ends + EntitlementRecord.KeptAfterwards), (kept.EndsAt, kept.ExpiresAt));
    }

    [Fact]
    public async Task Entitlement_events_in_any_order_and_number_lead_to_the_same()
    {
        string[] told =
        [
            Entitlement("CREATE", "", "2026-01-05T10:00:00"),
            Entitlement("UPDATE", """, "ends_at":"2026-03-01T00:00:00+00:00" """, "2026-01-05T11:00:00"),
            Entitlement("DELETE", """, "ends_at":"2026-02-01T00:00:00+00:00" """, "2026-01-05T12:00:00"),
        ];
        int[][] orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0, 0, 1], [2, 0, 1, 2], [1, 0, 2, 1], [0, 2, 1, 1, 0]];
        List<object> ends = [];
        foreach (var order in orders)
        {
            await using var bot = await StartAsync();
            foreach (var i in order)
            {
                Assert.Equal(204, await bot.TellAsync(told[i]));
            }

            var kept = Assert.Single(await bot.EverythingAsync<EntitlementRecord>());
            ends.Add((kept.EndsAt, kept.IsDeleted, kept.ToldAt, kept.ExpiresAt));
        }

        Assert.Single(ends.Distinct());
    }

    [Fact]
    public async Task The_same_event_again_writes_nothing()
    {
        await using var bot = await StartAsync();
        string[] all = [Authorized(), Entitlement("CREATE", ""), Event("APPLICATION_DEAUTHORIZED", """{"user":{"id":"5"}}""", "2026-01-05T12:00:00")];
        foreach (var body in all)
        {
            await bot.TellAsync(body);
        }

        await bot.Discord.NextAsync();
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<OutboxMessage>()).All(message => message.State == OutboxState.Sent));
        bot.Store.Reset();
        foreach (var body in all)
        {
            Assert.Equal(204, await bot.TellAsync(body));
        }

        Assert.Equal((3, 0), (bot.Store[StoreOperation.Find], bot.Store[StoreOperation.Commit]));
    }

    [Theory]
    [InlineData("QUEST_USER_ENROLLMENT", """, "data":{}""")]
    [InlineData("LOBBY_MESSAGE_DELETE", """, "data":{"id":"1402406637632884857","lobby_id":"1402399883394285659"}""")]
    [InlineData("SOMETHING_NEW", "")]
    [InlineData("", """, "data":[1]""")]
    public async Task Events_of_other_types_are_taken_and_left_out(string type, string data)
    {
        await using var bot = await StartAsync();

        Assert.Equal(204, await bot.TellAsync($$$"""{"version":1,"application_id":"{{{Application}}}","type":1,"event":{"type":"{{{type}}}","timestamp":"{{{Noon}}}"{{{data}}} }}"""));

        Assert.Equal(0, bot.Store.RoundTrips - bot.Store[StoreOperation.EnsureSchema]);
    }

    [Theory]
    [InlineData(Hang.UntilCancelled)]
    [InlineData(Hang.IgnoringCancellation)]
    public async Task A_store_that_hangs_lets_Discord_send_it_again_within_two_seconds(Hang hang)
    {
        await using var bot = await StartAsync();
        bot.Hanging.Start(hang);
        var began = bot.Clock.GetUtcNow();

        var during = await bot.PassTimeAsync(bot.TellAsync(Authorized()));
        var took = bot.Clock.GetUtcNow() - began;
        bot.Hanging.Release();
        var after = await bot.TellAsync(Authorized());

        Assert.Equal((503, 204), (during, after));
        Assert.InRange(took, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        await bot.Discord.NextAsync();
        Assert.Single(await bot.EverythingAsync<OutboxMessage>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_before_or_after_it_kept_the_event_lets_it_greet_once(bool isAfter)
    {
        var faulty = new FaultyStore();
        await using var bot = await StartAsync(around: faulty.Around);
        var strikes = 1;
        Task Strike(StoreOperation operation) => operation == StoreOperation.Commit && Interlocked.Decrement(ref strikes) == 0
            ? throw new StoreException(StoreFault.Full, "The disk is full.")
            : Task.CompletedTask;
        if (isAfter)
        {
            faulty.After = Strike;
        }
        else
        {
            faulty.Before = Strike;
        }

        var statuses = new[] { await bot.TellAsync(Authorized()), await bot.TellAsync(Authorized()) };
        await bot.Part<Core.Jobs.JobRunner>().RunAsync("OutboxSweep", CancellationToken.None);

        Assert.Equal([503, 204], statuses);
        await bot.Discord.NextAsync();
        Assert.Single(await bot.EverythingAsync<OutboxMessage>());
        Assert.True(bot.Discord.IsQuiet);
    }

    public static TheoryData<string, int> Malformed { get; } = new()
    {
        { "", 400 }, { " ", 400 }, { "null", 400 }, { "0", 400 }, { "[]", 400 }, { "{}", 400 }, { "\"text\"", 400 }, { "{", 400 }, { "{\"type\":", 400 }, { "\0", 400 },
        { """{"type":0}""", 400 }, { $$"""{"application_id":"{{Application}}"}""", 400 }, { $$"""{"application_id":null,"type":0}""", 400 },
        { """{"application_id":"x","type":0}""", 400 }, { """{"application_id":{},"type":0}""", 400 }, { $$"""{"application_id":"{{Application}}","type":"0"}""", 400 },
        { $$"""{"application_id":"{{Application}}","type":null}""", 400 }, { $$"""{"application_id":"{{Application}}","type":1.5}""", 400 }, { $$"""{"application_id":"{{Application}}","type":99999999999}""", 400 },
        { $$"""{"application_id":"{{Application}}","type":0,"type":1}""", 400 }, { $$"""{"application_id":"{{Application}}","type":0} {}""", 400 }, { $$"""{"application_id":"{{Application}}","type":1}""", 400 },
        { $$"""{"application_id":"{{Application}}","type":1,"event":null}""", 400 }, { $$"""{"application_id":"{{Application}}","type":1,"event":[]}""", 400 },
        { $$"""{"application_id":"{{Application}}","type":1,"event":{} }""", 400 }, { $$"""{"application_id":"{{Application}}","type":1,"event":"x"}""", 400 },
        { Whole("\"type\":\"APPLICATION_AUTHORIZED\""), 400 }, { Whole("\"timestamp\":\"2024-10-18T12:00:00\""), 400 },
        { Whole("\"type\":1,\"timestamp\":\"2024-10-18T12:00:00\""), 400 }, { Whole("\"type\":null,\"timestamp\":\"2024-10-18T12:00:00\""), 400 },
        { Whole("\"type\":\"X\",\"timestamp\":\"yesterday\""), 400 }, { Whole("\"type\":\"X\",\"timestamp\":5"), 400 }, { Whole("\"type\":\"X\",\"timestamp\":null"), 400 },
        { Whole("\"type\":\"X\",\"timestamp\":\"\""), 400 }, { Whole("\"type\":\"X\",\"timestamp\":\"2024-10-18T12:00:00\",\"timestamp\":\"2024-10-18T12:00:00\""), 400 },
        { Whole("\"type\":\"X\",\"timestamp\":\"2024-10-18T12:00:00\",\"data\":" + new string('[', 40) + new string(']', 40)), 400 },
        { """{"application_id":"1300000000000000001","type":0}""", 401 }, { """{"application_id":"1300000000000000001","type":1,"event":{"type":"X","timestamp":"2024-10-18T12:00:00"}}""", 401 },
        { $$"""{"application_id":"{{Application}}","type":2}""", 204 }, { $$"""{"application_id":"{{Application}}","type":-1}""", 204 },
        { Event("APPLICATION_AUTHORIZED", "null"), 204 }, { Event("APPLICATION_AUTHORIZED", "[]"), 204 }, { Event("APPLICATION_AUTHORIZED", "\"x\""), 204 }, { Event("APPLICATION_AUTHORIZED", "{}"), 204 },
        { Event("APPLICATION_AUTHORIZED", """{"user":null}"""), 204 }, { Event("APPLICATION_AUTHORIZED", """{"user":{"id":null}}"""), 204 }, { Event("APPLICATION_AUTHORIZED", """{"user":{"id":"-1"}}"""), 204 },
        { Event("APPLICATION_AUTHORIZED", """{"user":{"id":"5"},"guild":{"id":"x"}}"""), 204 }, { Event("APPLICATION_AUTHORIZED", """{"user":{"id":"5"},"guild":{"id":"1","name":null}}"""), 204 },
        { Event("APPLICATION_AUTHORIZED", """{"user":{"id":"5"},"integration_type":"0"}"""), 204 }, { Event("APPLICATION_DEAUTHORIZED", "{}"), 204 }, { Event("APPLICATION_DEAUTHORIZED", "5"), 204 },
        { Event("ENTITLEMENT_CREATE", "{}"), 204 }, { Event("ENTITLEMENT_UPDATE", """{"id":"1"}"""), 204 }, { Event("ENTITLEMENT_DELETE", """{"id":"1","sku_id":{}}"""), 204 },
        { Event("ENTITLEMENT_CREATE", """{"id":"1","sku_id":"2","type":"x"}"""), 204 }, { Event("ENTITLEMENT_CREATE", """{"id":"1","sku_id":"2","ends_at":"never"}"""), 204 },
        { Event("ENTITLEMENT_CREATE", """{"id":"1","sku_id":"2","deleted":null}"""), 204 },
    };

    [Fact]
    public async Task Whatever_is_wrong_with_an_event_is_never_a_500_and_changes_nothing()
    {
        await using var bot = await StartAsync();
        var rows = Malformed.Select(row => row.Data).ToList();
        Assert.InRange(rows.Count, 40, int.MaxValue);
        List<(string, int)> got = [];
        foreach (var (body, _) in rows)
        {
            got.Add((body, await bot.TellAsync(body)));
        }

        Assert.Equal(rows.Select(row => (row.Item1, row.Item2)), got);
        Assert.Equal(0, bot.Store[StoreOperation.Commit]);
        Assert.All(bot.Log.Troubles, line => Assert.Contains("could not be read and was left out", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_gate_is_that_of_the_interactions()
    {
        await using var bot = await StartAsync();
        var right = new Letter(Authorized()) { Path = "/api/events" };
        Letter[] wrong =
        [
            right with { Signatures = signature => [signature[64..] + signature[..64]] }, right with { Signatures = _ => [] }, right with { Timestamps = [] }, right with { Offset = 301 },
            right with { Path = "/api/events/1300000000000000001" }, right with { Path = "/api/events/x" }, right with { ContentTypes = ["text/plain"] },
            right with { Method = "GET" }, new Letter(new byte[(256 * 1024) + 1]) { Path = "/api/events" },
        ];
        List<int> statuses = [];
        foreach (var letter in wrong)
        {
            statuses.Add((await letter.SendAsync(bot)).Status);
        }

        Assert.Equal([401, 401, 401, 401, 401, 401, 415, 405, 413], statuses);
        Assert.Equal(0, bot.Store[StoreOperation.Commit]);
    }

    private static Task<Bot> StartAsync(Bot? beside = null, Func<IStore, IStore>? around = null) => Bot.StartAsync(new BotOptions
    {
        Settings = new() { ["Bot:Token"] = "MTIwMDAwMDAwMDAwMDAwMDAwMQ.test.token-of-no-bot" },
        Beside = beside,
        Around = around ?? (store => store),
    });

    private static string Authorized(string at = Noon) => Event(
        "APPLICATION_AUTHORIZED",
        $$$"""
        {"integration_type":0,"scopes":["bot","applications.commands"],"user":{"id":"{{{Buyer}}}","username":"ada","discriminator":"0","avatar":null},
        "guild":{"id":"1100000000000000001","name":"A *fine* place","preferred_locale":"en-US","roles":[{"id":"1","tags":{}}],"emojis":[]}}
        """,
        at);

    private static string Entitlement(string what, string more, string at = Noon) => Event(
        $"ENTITLEMENT_{what}",
        $$$"""
        {"application_id":"{{{Application}}}","consumed":false,"deleted":{{{(what == "DELETE" ? "true" : "false")}}},"gift_code_flags":0,"id":"1234505980407808808","promotion_id":null,
        "sku_id":"123489045643835123","type":4,"user_id":"{{{Buyer}}}"{{{more}}}}
        """,
        at);

    private static string Event(string type, string data, string at = Noon) => Whole($"\"type\":\"{type}\",\"timestamp\":\"{at}\",\"data\":{data}");

    private static string Whole(string inner) => $"{{\"version\":1,\"application_id\":\"{Application}\",\"type\":1,\"event\":{{{inner}}}}}";
}
