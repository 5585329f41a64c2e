using System.Net;
using System.Text;
using FlippyFlip.Local.Sandbox;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Local.Tests.Sandbox;

public sealed class GuardTests
{
    private const string OnlyThisMachine = "The sandbox answers this machine only.";
    private const string OnlyOwnNames = "The sandbox answers to the names localhost, 127.0.0.1 and [::1] only.";
    private const string OnlyOwnPage = "The sandbox answers its own page only.";

    [Theory]
    [InlineData("127.0.0.1", null)]
    [InlineData("127.1.2.3", null)]
    [InlineData("::1", null)]
    [InlineData("::ffff:127.0.0.1", null)]
    [InlineData("192.168.1.20", OnlyThisMachine)]
    [InlineData("::ffff:192.168.1.20", OnlyThisMachine)]
    [InlineData("fe80::1", OnlyThisMachine)]
    [InlineData(null, OnlyThisMachine)]
    public async Task Only_this_machine_gets_in(string? remote, string? refusal) => Assert.Equal(refusal, await RefusalAsync(context => context.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote)));

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public async Task A_tunnel_lets_nobody_in(string header) => Assert.Equal(OnlyThisMachine, await RefusalAsync(context => context.Request.Headers[header] = "127.0.0.1"));

    [Theory]
    [InlineData("localhost:7071", null)]
    [InlineData("LOCALHOST", null)]
    [InlineData("127.0.0.1:80", null)]
    [InlineData("[::1]:7071", null)]
    [InlineData("rebound.example:7071", OnlyOwnNames)]
    [InlineData("localhost.rebound.example", OnlyOwnNames)]
    [InlineData("127.0.0.1.rebound.example", OnlyOwnNames)]
    [InlineData("192.168.1.20:7071", OnlyOwnNames)]
    [InlineData("", OnlyOwnNames)]
    public async Task A_name_that_was_turned_to_this_machine_is_not_ours(string host, string? refusal) => Assert.Equal(refusal, await RefusalAsync(context => context.Request.Host = new HostString(host)));

    [Theory]
    [InlineData("http://localhost:7071", null)]
    [InlineData("http://localhost:3000", OnlyOwnPage)]
    [InlineData("http://localhost", OnlyOwnPage)]
    [InlineData("https://localhost:7071", OnlyOwnPage)]
    [InlineData("http://127.0.0.1:7071", OnlyOwnPage)]
    [InlineData("https://evil.example", OnlyOwnPage)]
    [InlineData("null", OnlyOwnPage)]
    [InlineData("", OnlyOwnPage)]
    public async Task Another_site_in_the_same_browser_is_not_our_page(string origin, string? refusal) => Assert.Equal(refusal, await RefusalAsync(context => context.Request.Headers.Origin = origin));

    [Theory]
    [InlineData("application/json", null, null)]
    [InlineData("application/json; charset=utf-8", null, null)]
    [InlineData("multipart/form-data; boundary=x", "The sandbox takes application/json only.", null)]
    [InlineData("text/plain", "The sandbox takes application/json only.", "The sandbox takes application/json and multipart/form-data only.")]
    [InlineData("application/x-www-form-urlencoded", "The sandbox takes application/json only.", "The sandbox takes application/json and multipart/form-data only.")]
    [InlineData("application/jsonp", "The sandbox takes application/json only.", "The sandbox takes application/json and multipart/form-data only.")]
    [InlineData(null, "The sandbox takes application/json only.", null)]
    public async Task What_a_form_of_another_site_could_post_is_not_taken(string? type, string? page, string? api)
    {
        Assert.Equal(page, await RefusalAsync(Post, isApi: false));
        Assert.Equal(api, await RefusalAsync(Post, isApi: true));

        void Post(HttpContext context)
        {
            context.Request.Method = "POST";
            context.Request.ContentType = type;
        }
    }

    [Theory]
    [InlineData("same-origin", "/sandbox/page/world", "GET", "cors", "empty", null)]
    [InlineData("none", "/sandbox/page/world", "GET", "navigate", "document", null)]
    [InlineData("cross-site", "/sandbox", "GET", "navigate", "document", null)]
    [InlineData("same-site", "/sandbox/", "GET", "navigate", "document", null)]
    [InlineData("cross-site", "/", "GET", "navigate", "document", null)]
    [InlineData("cross-site", "/sandbox", "GET", "navigate", "iframe", OnlyOwnPage)]
    [InlineData("cross-site", "/sandbox", "POST", "navigate", "document", OnlyOwnPage)]
    [InlineData("cross-site", "/sandbox", "GET", "no-cors", "image", OnlyOwnPage)]
    [InlineData("cross-site", "/sandbox/page/feed", "GET", "no-cors", "image", OnlyOwnPage)]
    [InlineData("same-site", "/sandbox/page/feed", "GET", "no-cors", "script", OnlyOwnPage)]
    [InlineData("cross-site", "/sandbox/page/world", "GET", "navigate", "document", OnlyOwnPage)]
    [InlineData("same-site", "/sandbox/attachments/1/a.png", "GET", "no-cors", "image", OnlyOwnPage)]
    public async Task What_another_site_loads_without_an_origin_is_refused_and_a_link_to_the_page_is_not(string site, string path, string method, string mode, string destination, string? refusal) =>
        Assert.Equal(refusal, await RefusalAsync(context =>
        {
            context.Request.Path = path;
            context.Request.Method = method;
            context.Request.Headers["Sec-Fetch-Site"] = site;
            context.Request.Headers["Sec-Fetch-Mode"] = mode;
            context.Request.Headers["Sec-Fetch-Dest"] = destination;
        }));

    [Fact]
    public async Task A_body_has_a_type() => Assert.Equal(
        "The sandbox takes application/json and multipart/form-data only.",
        await RefusalAsync(
            context =>
            {
                context.Request.Method = "POST";
                context.Request.ContentLength = 2;
            },
            isApi: true));

    [Theory]
    [InlineData("GET", "sandbox")]
    [InlineData("GET", "sandbox/")]
    [InlineData("GET", "sandbox/assets/index.js")]
    [InlineData("GET", "sandbox/page/world?user=900000000000000002")]
    [InlineData("GET", "sandbox/page/channels/1100000000000000002/messages?user=900000000000000002")]
    [InlineData("GET", "sandbox/page/feed?user=900000000000000002")]
    [InlineData("POST", "sandbox/page/commands")]
    [InlineData("POST", "sandbox/page/autocomplete")]
    [InlineData("POST", "sandbox/page/components")]
    [InlineData("POST", "sandbox/page/modals")]
    [InlineData("POST", "sandbox/page/messages")]
    [InlineData("POST", "sandbox/page/switches")]
    [InlineData("GET", "sandbox/nothing")]
    [InlineData("GET", "sandbox/api/v10/users/@me")]
    [InlineData("POST", "sandbox/api/v10/channels/1/messages")]
    [InlineData("GET", "sandbox/attachments/1/a.png")]
    [InlineData("GET", "")]
    public async Task It_stands_before_every_address(string method, string path)
    {
        await using var playground = await Playground.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(playground.Url, path));
        request.Headers.Host = "rebound.example";
        if (method == "POST")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await playground.Http.SendAsync(request);

        Assert.Equal((403, OnlyOwnNames), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    /// <returns>Null: it let it pass.</returns>
    private static async Task<string?> RefusalAsync(Action<HttpContext> change, bool isApi = false)
    {
        var passed = false;
        var context = new DefaultHttpContext
        {
            Connection = { RemoteIpAddress = IPAddress.Loopback },
            Request = { Method = "GET", Scheme = "http", Host = new HostString("localhost:7071"), Path = isApi ? "/sandbox/API/v10/channels/1/messages" : "/sandbox/page/messages" },
            Response = { Body = new MemoryStream() },
        };
        change(context);
        await Guard.Around(
            _ =>
            {
                passed = true;
                return Task.CompletedTask;
            })(context);
        Assert.Equal(passed ? 200 : 403, context.Response.StatusCode);
        return passed ? null : Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
    }
}
