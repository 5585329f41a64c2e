using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Sandbox.Rest;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

/// <summary>What holds for every call.</summary>
public sealed class RestApiTests : SandboxTest
{
    private static readonly string Messages = $"channels/{SandboxDiscord.General}/messages";

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<(int Status, string Body)> ReadAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    [Theory]
    [InlineData("GET", "nowhere", 404, """{"message":"404: Not Found","code":0}""")]
    [InlineData("PUT", "users/@me", 405, """{"message":"405: Method Not Allowed","code":0}""")]
    public async Task Knows_its_routes(string method, string path, int status, string body) => Assert.Equal((status, body), await Discord.SendAsync(method, path));

    [Theory]
    [InlineData("Bot wrong")]
    [InlineData("Bearer " + SandboxDiscord.Secret)]
    [InlineData(null)]
    public async Task Asks_for_the_bot_s_token(string? authorization)
    {
        var answer = await ReadAsync(Discord.RawAsync("GET", "users/@me", change: headers =>
        {
            headers.Remove("Authorization");
            if (authorization is not null)
            {
                headers.TryAddWithoutValidation("Authorization", authorization);
            }
        }));

        Assert.Equal((401, """{"message":"401: Unauthorized","code":0}"""), answer);
    }

    [Fact]
    public async Task Asks_for_a_user_agent()
    {
        Assert.Equal((403, """{"message":"internal network error","code":40333}"""), await ReadAsync(Discord.RawAsync("GET", "users/@me", change: headers => headers.Remove("User-Agent"))));
    }

    [Fact]
    public async Task Says_who_the_bot_is()
    {
        var me = await Discord.OkAsync("GET", "users/@me");

        Assert.Equal((Discord.Application.ToString(), true), (me["id"]!.GetValue<string>(), me["bot"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("""{"content":""")]
    [InlineData("""{"content":"a","content":"b"}""")]
    public async Task Refuses_what_is_no_JSON(string body) => Assert.Equal((400, """{"message":"The request body contains invalid JSON.","code":50109}"""), await Discord.SendAsync("POST", Messages, body));

    [Fact]
    public async Task Refuses_JSON_that_is_too_deep() =>
        Assert.Equal(400, (await Discord.SendAsync("POST", Messages, string.Concat(Enumerable.Repeat("[", 10_000)))).Status);

    [Fact]
    public async Task Refuses_other_content()
    {
        var (status, body) = await ReadAsync(Discord.RawAsync("POST", Messages, new StringContent("content=x", Encoding.UTF8, "text/plain")));

        Assert.Equal((400, 50035), (status, JsonNode.Parse(body)!["code"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Refuses_more_than_25_MiB()
    {
        Assert.Equal((413, """{"message":"Request entity too large","code":40005}"""), await ReadAsync(Discord.RawAsync("POST", Messages, new ByteArrayContent(new byte[(25 * 1024 * 1024) + 1]))));
    }

    [Fact]
    public async Task Announces_its_limits_by_route_and_resource()
    {
        using var first = await Discord.RawAsync("POST", Messages, Json("""{"content":"x"}"""));
        using var second = await Discord.RawAsync("POST", Messages, Json("""{"content":"x"}"""));
        using var other = await Discord.RawAsync("GET", Messages);

        Assert.Equal(("5", "4", "5.000"), (Header(first, "X-RateLimit-Limit"), Header(first, "X-RateLimit-Remaining"), Header(first, "X-RateLimit-Reset-After")));
        Assert.Equal("3", Header(second, "X-RateLimit-Remaining"));
        Assert.Equal(Header(first, "X-RateLimit-Bucket"), Header(second, "X-RateLimit-Bucket"));
        Assert.NotEqual(Header(first, "X-RateLimit-Bucket"), Header(other, "X-RateLimit-Bucket"));
        Assert.Equal($"{(Discord.Clock.GetUtcNow() + TimeSpan.FromSeconds(5)).ToUnixTimeSeconds()}.000", Header(first, "X-RateLimit-Reset"));
    }

    [Fact]
    public async Task Never_holds_anybody_back_unless_that_is_switched_on()
    {
        for (var call = 0; call < 20; call++)
        {
            using var response = await Discord.RawAsync("GET", "users/@me");
            Assert.Equal(200, (int)response.StatusCode);
            Assert.NotEqual("0", Header(response, "X-RateLimit-Remaining"));
        }
    }

    [Fact]
    public async Task Limits_when_switched_on_and_finds_every_third_call_s_resource_used_up()
    {
        using var heard = Discord.World.Feed.Listen(SandboxDiscord.Ben)!;
        Discord.World.Switches.Set(rateLimits: true, outage: null);
        Assert.True(heard.Events.TryRead(out var told));
        Assert.Equal(("switches", """{"switches":{"rate_limits":true,"outage":false}}"""), (told.Name, told.Data.ToJsonString()));

        using var first = await Discord.RawAsync("GET", "users/@me");
        Assert.Equal(("200", "1", "0"), ($"{(int)first.StatusCode}", Header(first, "X-RateLimit-Limit"), Header(first, "X-RateLimit-Remaining")));
        using var early = await Discord.RawAsync("GET", "users/@me");
        Assert.Equal((429, "user", "2"), ((int)early.StatusCode, Header(early, "X-RateLimit-Scope"), Header(early, "Retry-After")));
        Assert.Equal("""{"message":"You are being rate limited.","code":0,"retry_after":2,"global":false}""", await early.Content.ReadAsStringAsync());

        Discord.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await Discord.SendAsync("GET", "users/@me")).Status);
        Discord.Clock.Advance(TimeSpan.FromSeconds(2));
        using var shared = await Discord.RawAsync("GET", "users/@me");
        Assert.Equal((429, "shared", "1"), ((int)shared.StatusCode, Header(shared, "X-RateLimit-Scope"), Header(shared, "Retry-After")));
    }

    [Fact]
    public async Task Is_out_of_reach_when_switched_off()
    {
        Discord.World.Switches.Set(rateLimits: null, outage: true);

        using var response = await Discord.RawAsync("GET", "users/@me");
        Assert.Equal((503, "text/html"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Tells_everybody_of_a_call_without_its_secrets()
    {
        using var heard = Discord.World.Feed.Listen(SandboxDiscord.Ben)!;

        var webhook = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/webhooks", """{"name":"Bank"}""");
        var token = webhook["token"]!.GetValue<string>();
        await Discord.SendAsync("POST", $"webhooks/{webhook["id"]}/{token}?wait=true", """{"content":7}""");

        var told = new List<string>();
        while (heard.Events.TryRead(out var each))
        {
            told.Add(each.Data.ToJsonString());
        }

        Assert.DoesNotContain(told, each => each.Contains(SandboxDiscord.Secret, StringComparison.Ordinal) || each.Contains(token, StringComparison.Ordinal));
        var exchange = JsonNode.Parse(told[^1])!["exchange"]!;
        Assert.Equal($"POST /webhooks/{webhook["id"]}/…", exchange["title"]!.GetValue<string>());
        Assert.Equal(("rest", 400, "Bot …"), (exchange["kind"]!.GetValue<string>(), exchange["response"]!["status"]!.GetValue<int>(), exchange["request"]!["headers"]!["Authorization"]!.GetValue<string>()));
        Assert.Equal("""[{"path":"content","code":"STRING_TYPE_CONVERT","message":"Could not interpret the value as string."}]""", exchange["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task Tells_of_an_interaction_only_whose_it_is()
    {
        var interaction = Discord.Answered("""{"type":4,"data":{"content":"psst","flags":64}}""");
        using var ada = Discord.World.Feed.Listen(SandboxDiscord.Ada)!;
        using var ben = Discord.World.Feed.Listen(SandboxDiscord.Ben)!;

        await Discord.OkAsync("GET", $"webhooks/{Discord.Application}/{interaction.Token}/messages/@original");
        await Discord.SendAsync("POST", $"webhooks/{Discord.Application}/never/messages/@original", """{"content":"x"}""");

        Assert.True(ada.Events.TryRead(out var told));
        Assert.Equal("GET /webhooks/1200000000000000001/…/messages/@original", told.Data["exchange"]!["title"]!.GetValue<string>());
        Assert.Contains(interaction.Token, told.Data["exchange"]!["request"]!["url"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(ada.Events.TryRead(out _));
        Assert.False(ben.Events.TryRead(out _));
    }

    [Fact]
    public async Task Keeps_files_and_shows_them_where_they_are_named()
    {
        using var form = new MultipartFormDataContent
        {
            { Json("""{"embeds":[{"title":"x","image":{"url":"attachment://coin.png"}}],"attachments":[{"id":1,"description":"Rules"}]}"""), "payload_json" },
            { new ByteArrayContent([1, 2, 3]), "files[0]", "coin.png" },
            { new ByteArrayContent("<script>"u8.ToArray()), "files[1]", "../rules.html" },
        };

        var (status, body) = await ReadAsync(Discord.RawAsync("POST", Messages, form));

        Assert.True(status == 200, body);
        var message = JsonNode.Parse(body)!;
        var listed = Assert.Single(message["attachments"]!.AsArray())!;
        Assert.Equal(("rules.html", "Rules", 8), (listed["filename"]!.GetValue<string>(), listed["description"]!.GetValue<string>(), listed["size"]!.GetValue<int>()));
        using var http = new HttpClient();
        using var picture = await http.GetAsync(new Uri(message["embeds"]![0]!["image"]!["url"]!.GetValue<string>()));
        Assert.Equal(("image/png", "inline", "nosniff"), (picture.Content.Headers.ContentType!.MediaType, picture.Content.Headers.ContentDisposition!.DispositionType, Header(picture, "X-Content-Type-Options")));
        Assert.Equal([1, 2, 3], await picture.Content.ReadAsByteArrayAsync());
        using var page = await http.GetAsync(new Uri(listed["url"]!.GetValue<string>()));
        Assert.Equal(("application/octet-stream", "attachment"), (page.Content.Headers.ContentType!.MediaType, page.Content.Headers.ContentDisposition!.DispositionType));
    }

    [Fact]
    public async Task An_edit_keeps_the_files_it_lists_and_no_others()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "files[0]", "a.png" }, { new ByteArrayContent([2]), "files[1]", "b.png" } };
        var sent = JsonNode.Parse((await ReadAsync(Discord.RawAsync("POST", Messages, form))).Body)!;

        var kept = await Discord.OkAsync("PATCH", $"{Messages}/{sent["id"]}", $$"""{"attachments":[{"id":"{{sent["attachments"]![1]!["id"]}}"}]}""");

        Assert.Equal(["b.png"], kept["attachments"]!.AsArray().Select(file => file!["filename"]!.GetValue<string>()));
        Assert.Equal((400, """{"message":"Uploaded file not found","code":50146}"""), await Discord.SendAsync("PATCH", $"{Messages}/{sent["id"]}", """{"attachments":[{"id":"7"}]}"""));
    }

    [Fact]
    public async Task An_edit_leaves_no_more_than_ten_files()
    {
        using var six = Files(6);
        using var five = Files(5);
        using var four = Files(4);
        var sent = JsonNode.Parse((await ReadAsync(Discord.RawAsync("POST", Messages, six))).Body)!;

        Assert.Equal((400, """{"message":"Maximum number of attachments in a message reached (10)","code":30015}"""), await ReadAsync(Discord.RawAsync("PATCH", $"{Messages}/{sent["id"]}", five)));
        Assert.Equal(10, JsonNode.Parse((await ReadAsync(Discord.RawAsync("PATCH", $"{Messages}/{sent["id"]}", four))).Body)!["attachments"]!.AsArray().Count);

        static MultipartFormDataContent Files(int count)
        {
            var form = new MultipartFormDataContent();
            foreach (var number in Enumerable.Range(0, count))
            {
                form.Add(new ByteArrayContent([1]), $"files[{number}]", "a.png");
            }

            return form;
        }
    }

    [Fact]
    public async Task Pages_get_pictures_by_an_address_without_a_host()
    {
        using var heard = Discord.World.Feed.Listen(SandboxDiscord.Ben)!;
        using var form = new MultipartFormDataContent
        {
            { Json("""{"embeds":[{"title":"x","image":{"url":"attachment://coin.png"},"url":"https://example.com/sandbox/attachments/1/a.png"}]}"""), "payload_json" },
            { new ByteArrayContent([1]), "files[0]", "coin.png" },
        };

        var sent = JsonNode.Parse((await ReadAsync(Discord.RawAsync("POST", Messages, form))).Body)!["embeds"]![0]!;

        Assert.True(heard.Events.TryRead(out var told));
        var shown = told.Data["message"]!["embeds"]![0]!;
        var absolute = new Uri(sent["image"]!["url"]!.GetValue<string>());
        Assert.Equal((absolute.AbsolutePath, "https://example.com/sandbox/attachments/1/a.png"), (shown["image"]!["url"]!.GetValue<string>(), shown["url"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_goes_wrong_within_is_logged_and_answered_as_Discord_does()
    {
        var log = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        new RestApi(app.MapGroup("/api"), Discord.World).Map("broken", new RestMethod("GET", _ => throw new InvalidOperationException("Within"), NeedsBot: false));
        await app.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("User-Agent", "DiscordBot (https://example.com, 1)");

        Assert.Equal((500, """{"message":"500: Internal Server Error","code":0}"""), await ReadAsync(http.GetAsync(new Uri(new Uri(app.Urls.First()), "api/broken"))));

        Assert.Contains(log.All, line => line.Contains("The sandbox failed at GET broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refuses_before_it_is_kept_what_would_be_too_deep_to_be_read_again()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 40)) + "1" + new string('}', 40);

        Assert.Equal((400, """{"message":"The request body contains invalid JSON.","code":50109}"""), await Discord.SendAsync("POST", Messages, $$"""{"embeds":[{"title":"x","more":{{deep}}}]}"""));
        Assert.Empty(Discord.World.Messages(SandboxDiscord.General));
    }

    [Fact]
    public async Task Takes_ten_files_and_not_eleven()
    {
        using var form = new MultipartFormDataContent();
        foreach (var number in Enumerable.Range(0, 11))
        {
            form.Add(new ByteArrayContent([1]), $"files[{number}]", "a.png");
        }

        Assert.Equal((400, """{"message":"Maximum number of attachments in a message reached (10)","code":30015}"""), await ReadAsync(Discord.RawAsync("POST", Messages, form)));
    }

    [Fact]
    public void Forgets_the_oldest_files_beyond_64_MiB()
    {
        var files = Enumerable.Range(0, 7).Select(_ => new StoredFile(Discord.World.Ids.Next(), "a.png", "image/png", new byte[Attachments.MostOfOne])).ToList();

        Discord.World.Attachments.Keep(files);

        Assert.Null(Discord.World.Attachments.Find(files[0].Id));
        Assert.All(files[1..], file => Assert.Same(file, Discord.World.Attachments.Find(file.Id)));
    }
}
