using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Hosting.Discord;

namespace FlippyFlip.Hosting.Tests.Discord;

public sealed class DiscordRestApiTests : IAsyncLifetime
{
    private const string Token = "aW50ZXJhY3Rpb246c2VjcmV0";
    private const string OtherToken = "b3RoZXI6c2VjcmV0";
    private const string Html = "<!DOCTYPE html><title>Access denied | discord.com</title>";

    private static readonly Snowflake Application = new(1_200_000_000_000_000_001);
    private static readonly DiscordOutcome Done = new DiscordOutcome.Done();

    private readonly SteppedTime _time = new();
    private readonly CapturedLog<DiscordRestApi> _log = new();
    private readonly HttpClient _http = DiscordRestApi.CreateClient();
    private FakeDiscord _discord = null!;
    private DiscordRestApi _api = null!;

    public async ValueTask InitializeAsync()
    {
        _discord = await FakeDiscord.StartAsync();
        _api = new DiscordRestApi(_http, DiscordOptions.Default with { BaseAddress = _discord.BaseAddress }, _time, _log);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _discord.DisposeAsync();
        Assert.DoesNotContain(Token, _log.All);
        Assert.DoesNotContain(OtherToken, _log.All);
    }

    [Fact]
    public async Task Sends_the_edit_as_Discord_takes_it()
    {
        _discord.Answers(200);

        Assert.Equal(Done, await EditAsync());

        var request = Assert.Single(_discord.Requests);
        Assert.Equal(("PATCH", $"/api/v10/webhooks/{Application}/{Token}/messages/@original", """{"content":"hé"}"""), (request.Method, request.Path, request.Body));
        Assert.Equal("DiscordBot (https://github.com/flippyflip/flippyflip, 0.1.0)", request.Headers["User-Agent"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(["Content-Length", "Content-Type", "Host", "User-Agent"], request.Headers.Keys.Order());
    }

    [Fact]
    public async Task Sends_a_follow_up_as_Discord_takes_it()
    {
        _discord.Answers(200);

        Assert.Equal(Done, await FollowUpAsync());

        var request = Assert.Single(_discord.Requests);
        Assert.Equal(("POST", $"/api/v10/webhooks/{Application}/{Token}", """{"content":"hé","flags":64}"""), (request.Method, request.Path, request.Body));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(["Content-Length", "Content-Type", "Host", "User-Agent"], request.Headers.Keys.Order());
    }

    [Fact]
    public async Task Deletes_the_first_reply_as_Discord_takes_it()
    {
        _discord.Answers(204);

        Assert.Equal(Done, await DeleteAsync());

        var request = Assert.Single(_discord.Requests);
        Assert.Equal(("DELETE", $"/api/v10/webhooks/{Application}/{Token}/messages/@original", ""), (request.Method, request.Path, request.Body));
        Assert.Equal(["Host", "User-Agent"], request.Headers.Keys.Order());
    }

    [Fact]
    public async Task Opens_direct_messages_and_posts_into_a_channel_with_the_bot_s_token()
    {
        _discord.Answers(200, """{"id":"77","type":1,"recipients":[]}""").Answers(200);
        var token = new BotToken(OtherToken);

        Assert.Equal(new DiscordOutcome.Opened(new Snowflake(77)), await _api.OpenDirectMessagesAsync(token, new Snowflake(5), default));
        Assert.Equal(Done, await _api.SendMessageAsync(token, new Snowflake(77), "{\"content\":\"x\"}"u8.ToArray(), default));

        Assert.Equal(
            [("POST", "/api/v10/users/@me/channels", """{"recipient_id":"5"}""", $"Bot {OtherToken}"), ("POST", "/api/v10/channels/77/messages", """{"content":"x"}""", $"Bot {OtherToken}")],
            _discord.Requests.Select(request => (request.Method, request.Path, request.Body, request.Headers["Authorization"])));
    }

    [Fact]
    public async Task Posts_through_a_webhook_without_any_token_of_a_bot()
    {
        _discord.Answers(200);

        Assert.Equal(Done, await _api.PostWebhookAsync(new Snowflake(8), Token, "{}"u8.ToArray(), default));

        var request = Assert.Single(_discord.Requests);
        Assert.Equal(("POST", $"/api/v10/webhooks/8/{Token}"), (request.Method, request.Path));
        Assert.DoesNotContain("Authorization", request.Headers.Keys);
    }

    [Fact]
    public async Task Overwrites_the_commands_as_Discord_takes_it()
    {
        _discord.Answers(200, "[]");

        Assert.Equal(Done, await _api.OverwriteCommandsAsync(new BotToken(OtherToken), Application, """[{"name":"flip","description":"Flip"}]"""u8.ToArray(), default));

        var request = Assert.Single(_discord.Requests);
        Assert.Equal(
            ("PUT", $"/api/v10/applications/{Application}/commands", """[{"name":"flip","description":"Flip"}]""", $"Bot {OtherToken}", "application/json"),
            (request.Method, request.Path, request.Body, request.Headers["Authorization"], request.Headers["Content-Type"]));
    }

    [Fact]
    public async Task Says_what_is_wrong_with_the_commands()
    {
        _discord.Answers(400, """{"code":50035,"message":"Invalid Form Body","errors":{"0":{"name":{"_errors":[{"code":"APPLICATION_COMMAND_INVALID_NAME","message":"Command name is invalid"}]}}}}""");

        var refused = Assert.IsType<DiscordOutcome.Refused>(await _api.OverwriteCommandsAsync(new BotToken(OtherToken), Application, "[]"u8.ToArray(), default));

        Assert.Equal((400, 50035), (refused.Status, refused.Code));
        Assert.Contains("0.name", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, 50007, false)]
    [InlineData(403, 50278, false)]
    [InlineData(403, 50013, false)]
    [InlineData(401, 0, true)]
    [InlineData(400, 50035, true)]
    public async Task Whoever_is_not_welcome_is_told_so_without_an_alarm(int status, int code, bool alarms)
    {
        _discord.Answers(status, $$"""{"code":{{code}},"message":"No"}""");

        var outcome = Assert.IsType<DiscordOutcome.Refused>(await _api.SendMessageAsync(new BotToken(OtherToken), new Snowflake(77), "{}"u8.ToArray(), default));

        Assert.Equal((status, code, status == 403, status == 401), (outcome.Status, outcome.Code, outcome.IsUnwelcome, outcome.IsOfToken));
        Assert.Equal(alarms, _log.All.Contains("Discord refused", StringComparison.Ordinal));
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Is_put_off_where_Discord_throttles_without_a_429()
    {
        _discord.Answers(400, """{"code":40003,"message":"You are opening direct messages too fast"}""");

        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromMinutes(1)), await _api.OpenDirectMessagesAsync(new BotToken(OtherToken), new Snowflake(5), default));
    }

    [Fact]
    public async Task A_channel_without_an_id_is_asked_for_again_later()
    {
        _discord.Answers(200, "<html>");

        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(5)), await _api.OpenDirectMessagesAsync(new BotToken(OtherToken), new Snowflake(5), default));
    }

    [Fact]
    public async Task Says_that_the_first_reply_was_deleted_before()
    {
        _discord.Answers(404, """{"code":10008,"message":"Unknown Message"}""");
        Assert.Equal(new DiscordOutcome.Gone(DiscordOutcome.Gone.UnknownMessage), await DeleteAsync());
        Assert.Single(_discord.Requests);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Waits_for_Discord_to_learn_of_a_fresh_interaction_whatever_the_call(string method)
    {
        UnknownWebhook(times: 2).Answers(200);

        var call = method == "POST" ? FollowUpAsync() : DeleteAsync();

        Assert.Equal([0.5, 1], await WaitsAsync(2));
        Assert.Equal(Done, await call);
        Assert.Equal([method, method, method], _discord.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Gives_up_a_token_that_is_no_more_whatever_the_call(string method)
    {
        _discord.Answers(404, """{"code":10015,"message":"Unknown Webhook"}""");
        var late = TimeSpan.FromSeconds(15);
        Assert.Equal(new DiscordOutcome.Gone(10015), await (method == "POST" ? FollowUpAsync(late) : DeleteAsync(late)));
        Assert.Single(_discord.Requests);
    }

    /// <summary>The first may have got through: the message then stands there twice, which is better than not at all.</summary>
    [Fact]
    public async Task Repeats_a_follow_up_whose_answer_was_lost()
    {
        _discord.HangsUp().Answers(200);

        var call = FollowUpAsync();

        await WaitsAsync(1);
        Assert.Equal(Done, await call);
        Assert.Equal(2, _discord.Requests.Count);
        Assert.Contains("Discord failed POST webhooks/*/*: ", _log.All);
    }

    [Fact]
    public void Reaches_version_ten_of_Discord_by_itself() => Assert.Equal(
        new DiscordOptions(new Uri("https://discord.com/api/v10/"), "DiscordBot (https://github.com/flippyflip/flippyflip, 0.1.0)", TimeSpan.FromSeconds(30)),
        DiscordOptions.Default);

    [Fact]
    public async Task Takes_a_base_address_without_its_last_slash()
    {
        var bare = new Uri(_discord.BaseAddress.AbsoluteUri.TrimEnd('/'));
        _api = new DiscordRestApi(_http, DiscordOptions.Default with { BaseAddress = bare }, _time, _log);
        _discord.Answers(200);

        Assert.Equal(Done, await EditAsync());
        Assert.StartsWith("/api/v10/webhooks/", _discord.Requests[0].Path);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public async Task Is_done_when_Discord_says_so(int status)
    {
        _discord.Answers(status);
        Assert.Equal(Done, await EditAsync());
    }

    [Fact]
    public async Task Is_done_when_an_equal_call_got_through_before()
    {
        _discord.Answers(400, """{"code":40060,"message":"Interaction has already been acknowledged."}""");
        Assert.Equal(Done, await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Theory]
    [InlineData(404, 10062)]
    [InlineData(401, 50027)]
    [InlineData(404, 10008)]
    [InlineData(404, 10015)]
    [InlineData(404, 0)]
    public async Task Gives_up_a_target_that_is_no_more(int status, int code)
    {
        _discord.Answers(status, $$"""{"code":{{code}},"message":"gone"}""");

        Assert.Equal(new DiscordOutcome.Gone(code), await EditAsync(receivedBefore: TimeSpan.FromSeconds(15)));
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Waits_for_Discord_to_learn_of_a_fresh_interaction()
    {
        UnknownWebhook(times: 4).Answers(200);

        var edit = EditAsync();

        Assert.Equal([0.5, 1, 2, 4], await WaitsAsync(4));
        Assert.Equal(Done, await edit);
        Assert.Equal(5, _discord.Requests.Count);
    }

    [Fact]
    public async Task Gives_up_an_interaction_that_is_unknown_after_fifteen_seconds()
    {
        UnknownWebhook(times: 7);

        var edit = EditAsync();

        Assert.Equal([0.5, 1, 2, 4, 4, 4], await WaitsAsync(6));
        Assert.Equal(new DiscordOutcome.Gone(10015), await edit);
        Assert.Equal(7, _discord.Requests.Count);
    }

    [Fact]
    public async Task Tries_an_unknown_interaction_later_when_the_budget_ends_before_the_race()
    {
        UnknownWebhook(times: 5);
        Budget(TimeSpan.FromSeconds(11));

        var edit = EditAsync();

        Assert.Equal([0.5, 1, 2, 4], await WaitsAsync(4));
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(1)), await edit);
        Assert.Equal(5, _discord.Requests.Count);
    }

    [Fact]
    public async Task Says_where_Discord_found_the_mistakes()
    {
        _discord.Answers(400, """
            {"code":50035,"message":"Invalid Form Body","errors":{
              "_errors":[{"code":"TOP","message":"At the top"}],
              "embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"},{"code":"X","message":"And\nthat"}]}}},
              "content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}
            """);

        Assert.Equal(
            new DiscordOutcome.Refused(
                400,
                50035,
                "Invalid Form Body; request: TOP At the top; embeds.0.title: BASE_TYPE_REQUIRED This field is required; embeds.0.title: X And that; "
                + "content: BASE_TYPE_MAX_LENGTH Must be 2000 or fewer in length."),
            await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Clips_a_long_list_of_mistakes()
    {
        var many = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"code":"C{{i}}","message":"m"}"""));
        _discord.Answers(400, $$"""{"code":50035,"message":"Bad","errors":{"x":{"_errors":[{{many}}]} } }""");

        Assert.Equal(
            new DiscordOutcome.Refused(400, 50035, "Bad" + string.Concat(Enumerable.Range(0, 10).Select(i => $"; x: C{i} m")) + "; 490 more"),
            await EditAsync());
    }

    [Fact]
    public async Task Clips_a_long_message_between_characters()
    {
        _discord.Answers(400, $$"""{"code":1,"message":"{{new string('a', 599)}}🪙{{new string('b', 5000)}}"}""");
        Assert.Equal(new DiscordOutcome.Refused(400, 1, new string('a', 599) + "…"), await EditAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(590)]
    public async Task Hides_a_token_that_Discord_repeats(int before)
    {
        _discord.Answers(400, $$"""{"code":50109,"message":"{{new string('a', before)}}{{Token}} is wrong"}""");
        var refused = Assert.IsType<DiscordOutcome.Refused>(await EditAsync());
        Assert.StartsWith(new string('a', before) + "[token]", refused.Reason);
        Assert.DoesNotContain(Token[..4], refused.Reason);
    }

    [Theory]
    [InlineData(401, 40001, "Unauthorized")]
    [InlineData(403, 50013, "Missing Permissions")]
    [InlineData(413, 40005, "Request entity too large")]
    public async Task Never_repeats_what_Discord_forbids(int status, int code, string message)
    {
        _discord.Answers(status, $$"""{"code":{{code}},"message":"{{message}}"}""");
        Assert.Equal(new DiscordOutcome.Refused(status, code, message), await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Theory]
    [InlineData(Html)]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"code\":\"x\",\"message\":7,\"errors\":[]} trailing")]
    public async Task Is_refused_without_Discords_own_words(string body)
    {
        _discord.Answers(403, body, "text/html");
        Assert.Equal(new DiscordOutcome.Refused(403, 0, "HTTP 403 without Discord's JSON"), await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Reads_no_more_of_an_answer_than_it_needs()
    {
        _discord.Answers(400, $$"""{"code":50035,"message":"{{new string('a', 4_000_000)}}"}""").Answers(200, new string('b', 4_000_000));
        Assert.Equal(new DiscordOutcome.Refused(400, 0, "HTTP 400 without Discord's JSON"), await EditAsync());
        Assert.Equal(Done, await EditAsync());
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":1.337,"global":false}""", "2", 1.337)]
    [InlineData("""{"message":"You are being rate limited."}""", "2.5", 2.5)]
    [InlineData("""{"message":"You are being rate limited.","retry_after":"soon"}""", "Fri, 02 Jan 2026 03:04:05 GMT", 1)]
    [InlineData(Html, "3", 3)]
    [InlineData(Html, "-3", 1)]
    [InlineData(Html, "NaN", 1)]
    public async Task Waits_as_long_as_Discord_asks(string body, string header, double seconds)
    {
        _discord.Answers(429, body, headers: ("Retry-After", header)).Answers(200);

        var edit = EditAsync();

        Assert.Equal([seconds], await WaitsAsync(1));
        Assert.Equal(Done, await edit);
        Assert.Equal(2, _discord.Requests.Count);
    }

    [Fact]
    public async Task Waits_on_the_real_clock_too()
    {
        _discord.Answers(429, """{"retry_after":0.05}""").Answers(200);
        var clock = new RealTime();
        _api = new DiscordRestApi(_http, DiscordOptions.Default with { BaseAddress = _discord.BaseAddress }, clock, _log);

        Assert.Equal(Done, await _api.EditOriginalAsync(Application, Token, "{}"u8.ToArray(), clock.GetUtcNow(), CancellationToken.None));

        Assert.Contains(TimeSpan.FromSeconds(0.05), clock.Timers);
        Assert.Equal(2, _discord.Requests.Count);
    }

    [Fact]
    public async Task Tries_later_at_once_when_Discord_asks_for_longer_than_the_budget()
    {
        _discord.Answers(429, """{"retry_after":31.5}""");
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(31.5)), await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Spends_no_more_than_its_budget_on_limits()
    {
        for (var i = 0; i < 4; i++)
        {
            _discord.Answers(429, """{"retry_after":9}""");
        }

        var edit = EditAsync();

        Assert.Equal([9, 9, 9], await WaitsAsync(3));
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(9)), await edit);
        Assert.Equal(4, _discord.Requests.Count);
    }

    [Theory]
    [InlineData("X-RateLimit-Global", "true", """{"retry_after":5}""")]
    [InlineData("X-RateLimit-Scope", "global", """{"retry_after":5}""")]
    [InlineData("X-Other", "", """{"retry_after":5,"global":true}""")]
    [InlineData("Retry-After", "5", Html)]
    public async Task Holds_back_every_call_while_all_are_limited(string header, string value, string body)
    {
        _discord.Answers(429, body, headers: (header, value)).Answers(200).Answers(200);

        var first = EditAsync();
        var wait = await _time.WaitBegunAsync();
        var second = EditAsync(OtherToken);
        Assert.Equal((5, 5), (wait.TotalSeconds, (await _time.WaitBegunAsync()).TotalSeconds));
        Assert.Single(_discord.Requests);
        _time.Advance(wait);

        Assert.Equal([Done, Done], await Task.WhenAll(first, second));
        Assert.Equal(3, _discord.Requests.Count);
    }

    [Fact]
    public async Task Lets_other_calls_pass_while_one_resource_is_limited()
    {
        _discord.Answers(429, """{"retry_after":5,"global":false}""", headers: [("X-RateLimit-Scope", "shared"), ("X-RateLimit-Bucket", "b1")]).Answers(200).Answers(200);

        var first = EditAsync();
        var wait = await _time.WaitBegunAsync();
        Assert.Equal(Done, await EditAsync(OtherToken));
        _time.Advance(wait);

        Assert.Equal(Done, await first);
        Assert.Contains("Discord limits PATCH webhooks/*/*/messages/@original (scope shared) for 00:00:05", _log.All);
    }

    [Fact]
    public async Task Waits_for_the_reset_when_nothing_remains()
    {
        _discord.Answers(200, headers: Bucket(remaining: 0, resetAfter: "1.25")).Answers(200, headers: Bucket(remaining: 4, resetAfter: "1.25")).Answers(200);
        Assert.Equal(Done, await EditAsync());

        var held = EditAsync();
        var wait = await _time.WaitBegunAsync();
        Assert.Equal(1.25, wait.TotalSeconds);
        Assert.Equal(Done, await EditAsync(OtherToken));
        Assert.Equal(2, _discord.Requests.Count);
        _time.Advance(wait);

        Assert.Equal(Done, await held);
        Assert.Equal(3, _discord.Requests.Count);
    }

    [Fact]
    public async Task Tries_later_without_asking_when_the_reset_is_beyond_the_budget()
    {
        _discord.Answers(200, headers: Bucket(remaining: 0, resetAfter: "60"));
        Assert.Equal(Done, await EditAsync());
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(60)), await EditAsync());
        Assert.Single(_discord.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task Tries_a_failing_Discord_three_times(int status)
    {
        for (var i = 0; i < 3; i++)
        {
            _discord.Answers(status, Html);
        }

        var edit = EditAsync();

        Assert.All(await WaitsAsync(2), wait => Assert.InRange(wait, 0, 5));
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(5)), await edit);
        Assert.Equal(3, _discord.Requests.Count);
    }

    [Fact]
    public async Task Waits_as_long_as_a_failing_Discord_asks()
    {
        _discord.Answers(503, """{"code":130000,"message":"overloaded"}""", headers: ("Retry-After", "7")).Answers(200);

        var edit = EditAsync();

        Assert.Equal([7], await WaitsAsync(1));
        Assert.Equal(Done, await edit);
    }

    [Fact]
    public async Task Gets_over_a_failure_of_Discord_and_a_lost_connection()
    {
        _discord.HangsUp().Answers(502, Html).Answers(200);

        var edit = EditAsync();

        await WaitsAsync(2);
        Assert.Equal(Done, await edit);
        Assert.Equal(3, _discord.Requests.Count);
    }

    [Fact]
    public async Task Gets_over_a_connection_that_hangs()
    {
        _discord.Hangs().Answers(200);

        var edit = EditAsync();
        await _discord.SawAsync(1);
        _time.Advance(TimeSpan.FromSeconds(10));
        await _time.PassWaitAsync();

        Assert.Equal(Done, await edit);
    }

    [Fact]
    public async Task Spends_no_more_than_its_budget_on_connections_that_hang()
    {
        _discord.Hangs();
        var edit = EditAsync();
        await _discord.SawAsync(1);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(5)), await edit);
    }

    [Fact]
    public async Task Tries_later_when_nobody_listens()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        _api = new DiscordRestApi(_http, DiscordOptions.Default with { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v10/") }, _time, _log);

        var edit = EditAsync();

        await WaitsAsync(2);
        Assert.Equal(new DiscordOutcome.TryLater(TimeSpan.FromSeconds(5)), await edit);
        Assert.Contains("Discord failed PATCH webhooks/*/*/messages/@original: ConnectionError", _log.All);
    }

    [Fact]
    public async Task Ends_a_wait_when_the_caller_does()
    {
        _discord.Answers(429, """{"retry_after":9}""");
        using var cancel = new CancellationTokenSource();

        var edit = _api.EditOriginalAsync(Application, Token, "{}"u8.ToArray(), _time.GetUtcNow(), cancel.Token);
        await _time.WaitBegunAsync();
        await cancel.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edit);
        Assert.DoesNotContain(Token, ended.ToString());
        Assert.Single(_discord.Requests);
    }

    [Fact]
    public async Task Ends_a_call_when_the_caller_does()
    {
        _discord.Hangs();
        using var cancel = new CancellationTokenSource();

        var edit = _api.EditOriginalAsync(Application, Token, "{}"u8.ToArray(), _time.GetUtcNow(), cancel.Token);
        await _discord.SawAsync(1);
        await cancel.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => edit);
        Assert.DoesNotContain(Token, ended.ToString());
    }

    [Fact]
    public async Task Leaves_no_trace_of_the_token()
    {
        var traces = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        _discord.Answers(500, Html).Answers(400, """{"code":1,"message":"no"}""");

        var edit = EditAsync();
        await WaitsAsync(1);

        Assert.Equal(new DiscordOutcome.Refused(400, 1, "no"), await edit);
        Assert.DoesNotContain(traces, trace => trace.Contains(Token));
        Assert.All(_discord.Requests, request => Assert.DoesNotContain("traceparent", request.Headers.Keys));
        Assert.Contains("Error Discord refused PATCH webhooks/*/*/messages/@original: HTTP 400, code 1: no", _log.All);
    }

    private static (string Name, string Value)[] Bucket(int remaining, string resetAfter) =>
    [
        ("X-RateLimit-Bucket", "b1"),
        ("X-RateLimit-Limit", "5"),
        ("X-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
        ("X-RateLimit-Reset-After", resetAfter),
    ];

    private void Budget(TimeSpan budget) => _api = new DiscordRestApi(_http, new DiscordOptions(_discord.BaseAddress, DiscordOptions.Default.UserAgent, budget), _time, _log);

    private FakeDiscord UnknownWebhook(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _discord.Answers(404, """{"code":10015,"message":"Unknown Webhook"}""");
        }

        return _discord;
    }

    private Task<DiscordOutcome> EditAsync(string token = Token, TimeSpan receivedBefore = default) =>
        _api.EditOriginalAsync(Application, token, Encoding.UTF8.GetBytes("""{"content":"hé"}"""), _time.GetUtcNow() - receivedBefore, CancellationToken.None);

    private Task<DiscordOutcome> FollowUpAsync(TimeSpan receivedBefore = default) =>
        _api.FollowUpAsync(Application, Token, Encoding.UTF8.GetBytes("""{"content":"hé","flags":64}"""), _time.GetUtcNow() - receivedBefore, null, CancellationToken.None);

    private Task<DiscordOutcome> DeleteAsync(TimeSpan receivedBefore = default) =>
        _api.DeleteOriginalAsync(Application, Token, _time.GetUtcNow() - receivedBefore, CancellationToken.None);

    /// <summary>Lets so many waits pass, one after the other.</summary>
    private async Task<List<double>> WaitsAsync(int count)
    {
        var waits = new List<double>();
        while (waits.Count < count)
        {
            waits.Add((await _time.PassWaitAsync()).TotalSeconds);
        }

        return waits;
    }

    /// <summary>The system's clock, which tells what it was asked to wait for.</summary>
    private sealed class RealTime : TimeProvider
    {
        public ConcurrentQueue<TimeSpan> Timers { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Timer(this, base.CreateTimer(callback, state, dueTime, period), dueTime);

        private sealed class Timer : ITimer
        {
            private readonly RealTime _time;
            private readonly ITimer _timer;

            public Timer(RealTime time, ITimer timer, TimeSpan dueTime)
            {
                (_time, _timer) = (time, timer);
                _time.Timers.Enqueue(dueTime);
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _time.Timers.Enqueue(dueTime);
                return _timer.Change(dueTime, period);
            }

            public void Dispose() => _timer.Dispose();

            public ValueTask DisposeAsync() => _timer.DisposeAsync();
        }
    }
}
