using System.Text.Json.Nodes;
using FlippyFlip.Local.OpenSsl;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

public sealed class ApplicationRoutesTests : SandboxTest
{
    private const string Refusal =
        """{"message":"Invalid Form Body","code":50035,"errors":{"interactions_endpoint_url":{"_errors":[{"code":"APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID","message":"The specified interactions endpoint url could not be verified."}]}}}""";

    /// <summary>An endpoint with its own idea of what to check.</summary>
    private static async Task<WebApplication> EndpointAsync(RequestDelegate answer)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/hook", answer);
        await app.StartAsync();
        return app;
    }

    private async Task<(int Status, string Body)> WireAsync(RequestDelegate answer, string field = "interactions_endpoint_url")
    {
        await using var app = await EndpointAsync(answer);
        return await Discord.SendAsync("PATCH", "applications/@me", $$"""{"{{field}}":"{{app.Urls.First()}}/hook"}""");
    }

    private async Task<bool> IsSignedAsync(HttpContext http)
    {
        Assert.Equal("Discord-Interactions/1.0 (+https://discord.com)", http.Request.Headers.UserAgent.ToString());
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        byte[] message = [.. System.Text.Encoding.UTF8.GetBytes(http.Request.Headers["X-Signature-Timestamp"].ToString()), .. body.ToArray()];
        return new OpenSslVerifier().Import(Discord.Identity.PublicKey.Span).Verify(message, Convert.FromHexString(http.Request.Headers["X-Signature-Ed25519"].ToString()));
    }

    private async Task PongAsync(HttpContext http)
    {
        if (!await IsSignedAsync(http))
        {
            http.Response.StatusCode = 401;
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("""{"type":1}""");
    }

    [Fact]
    public async Task Says_its_key_and_where_interactions_go()
    {
        var application = await Discord.OkAsync("GET", "applications/@me");

        Assert.Equal(
            (Discord.Application.ToString(), Convert.ToHexStringLower(Discord.Identity.PublicKey.Span), null, 1),
            (application["id"]!.GetValue<string>(), application["verify_key"]!.GetValue<string>(), application["interactions_endpoint_url"], application["event_webhooks_status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Takes_an_endpoint_that_checks_signatures_and_lets_it_go_again()
    {
        var (status, body) = await WireAsync(PongAsync);

        Assert.Equal(200, status);
        Assert.Equal(JsonNode.Parse(body)!["interactions_endpoint_url"]!.GetValue<string>(), Discord.World.Application.InteractionsEndpoint!.ToString());
        await Discord.OkAsync("PATCH", "applications/@me", """{"interactions_endpoint_url":null}""");
        Assert.Null(Discord.World.Application.InteractionsEndpoint);
    }

    [Fact]
    public async Task Takes_no_endpoint_that_believes_everybody()
    {
        Assert.Equal((400, Refusal), await WireAsync(http =>
        {
            http.Response.ContentType = "application/json";
            return http.Response.WriteAsync("""{"type":1}""");
        }));
        Assert.Null(Discord.World.Application.InteractionsEndpoint);
    }

    [Fact]
    public async Task Takes_no_endpoint_whose_pong_is_no_JSON_or_that_is_not_there()
    {
        Assert.Equal((400, Refusal), await WireAsync(http => http.Response.WriteAsync("""{"type":1}""")));
        Assert.Equal((400, Refusal), await Discord.SendAsync("PATCH", "applications/@me", """{"interactions_endpoint_url":"http://127.0.0.1:1/hook"}"""));
    }

    [Fact]
    public async Task Takes_an_address_for_events_that_answers_204()
    {
        var (status, body) = await WireAsync(
            async http => http.Response.StatusCode = await IsSignedAsync(http) ? 204 : 401, "event_webhooks_url");

        Assert.True(status == 200, body);
        Assert.NotNull(Discord.World.Application.EventWebhooks);
    }

    [Fact]
    public async Task Takes_no_other_scheme_and_no_unknown_event()
    {
        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"interactions_endpoint_url":{"_errors":[{"code":"URL_TYPE_INVALID_SCHEME","message":"Scheme \"ftp\" is not supported. Scheme must be one of ('http', 'https')."}]}}}"""),
            await Discord.SendAsync("PATCH", "applications/@me", """{"interactions_endpoint_url":"ftp://x/"}"""));
        Assert.Equal(400, (await Discord.SendAsync("PATCH", "applications/@me", """{"event_webhooks_types":["MESSAGE_CREATE"]}""")).Status);
    }
}
