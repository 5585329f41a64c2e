using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Web;
using FlippyFlip.Local.Sandbox;
using FlippyFlip.Local.Tests.Faults;
using FlippyFlip.Local.Tests.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>Where the sandbox is, and where it must not be.</summary>
public sealed class PresenceTests
{
    private static readonly Dictionary<string, string> Stranger = new() { ["Bot__ApplicationId"] = "1234567890123456789", ["Bot__PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a" };

    [Fact]
    public async Task Serve_ends_its_greeting_with_the_sandbox()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path);
        using var http = new HttpClient();

        // The page is what npm builds, and this build may have been made without it; greeting and answer agree in either case.
        var isBuilt = File.Exists(Path.Combine(AppContext.BaseDirectory, "web", "sandbox", "index.html"));

        using var page = await http.GetAsync(new Uri(server.Url, "sandbox"));
        using var world = await http.GetAsync(new Uri(server.Url, "sandbox/page/world?user=900000000000000002"));
        var ended = await server.EndAsync(FlippyProcess.Interrupt);

        // What is printed to a file is broken at 80 columns.
        Assert.EndsWith(
            isBuilt ? $" Sandbox: {new Uri(server.Url, "sandbox")}" : $" Sandbox: {new Uri(server.Url, "sandbox")} has its API only. Its page is not built: ./run builds it where there is Node 20.19 or newer.",
            InOneLine(ended.Out), StringComparison.Ordinal);
        Assert.Equal(isBuilt ? 200 : 503, (int)page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Equal([WebFiles.ContentPolicy], page.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(200, (int)world.StatusCode);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
    }

    [Fact]
    public async Task Without_the_sandbox_not_one_address_is_left()
    {
        await using var playground = await Playground.StartAsync(new PlaygroundOptions { Sandbox = false });

        foreach (var path in (string[])["sandbox", "sandbox/", "sandbox/index.html", "sandbox/page/world?user=900000000000000002", "sandbox/page/feed?user=900000000000000002", "sandbox/api/v10/users/@me", "sandbox/attachments/1/a.png"])
        {
            using var answer = await playground.Http.GetAsync(new Uri(playground.Url, path));
            Assert.Equal((path, 404), (path, (int)answer.StatusCode));
            using var post = await playground.Http.PostAsync(new Uri(playground.Url, path), null);
            Assert.Equal((path, 404), (path, (int)post.StatusCode));
        }

        Assert.Throws<InvalidOperationException>(() => playground.Part<SmallDiscord>());
        Assert.Equal(new Uri("https://discord.com/api/v10/"), playground.Part<Settings>().Discord.BaseAddress);
        Assert.Null(playground.Part<Settings>().BotToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_that_checks_rounds_is_there_in_either_case(bool sandbox)
    {
        await using var playground = await Playground.StartAsync(new PlaygroundOptions { Sandbox = sandbox });

        using var page = await playground.Http.GetAsync(new Uri(playground.Url, "verify"));
        using var post = await playground.Http.PostAsync(new Uri(playground.Url, "verify"), null);

        Assert.Equal((Verifier.IsBuilt ? 200 : 503, 405), ((int)page.StatusCode, (int)post.StatusCode));
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        if (Verifier.IsBuilt)
        {
            Assert.Matches(
                "^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$",
                Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        }
    }

    [Fact]
    public async Task Rounds_lead_to_this_server_s_own_page_where_its_address_is_known()
    {
        await using var playground = await Playground.StartAsync();
        await using var alone = await Playground.StartAsync(new PlaygroundOptions { Sandbox = false });
        await using var elsewhere = await Playground.StartAsync(new PlaygroundOptions { Settings = { ["Links:Verifier"] = "https://flippy.example/check" } });
        var seeds = new Seeds { Server = new string('0', 64), Client = "c" };

        Assert.Equal(Verifier.IsBuilt ? new Uri(playground.Url, "verify").AbsoluteUri : null, playground.Part<VerifierPage>().Of(seeds)?.GetLeftPart(UriPartial.Query));
        Assert.Null(alone.Part<VerifierPage>().Of(seeds));
        Assert.StartsWith("https://flippy.example/check#", elsewhere.Part<VerifierPage>().Of(seeds)!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_leaves_it_out_when_told_so_and_says_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        await using var server = FlippyProcess.Start(["serve", "--no-sandbox", "--port", "0", "--data", folder.Path]);

        var url = await server.ListensAsync();
        using var http = new HttpClient();
        using var page = await http.GetAsync(new Uri(url, "sandbox"));
        var ended = await server.EndAsync(FlippyProcess.Interrupt);

        Assert.Equal(404, (int)page.StatusCode);
        Assert.DoesNotContain("andbox", ended.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
    }

    [Fact]
    public async Task A_real_application_has_no_sandbox()
    {
        using var folder = new TemporaryFolder();
        await using var server = await FlippyProcess.ServeAsync(folder.Path, Stranger);
        using var http = new HttpClient();

        using var page = await http.GetAsync(new Uri(server.Url, "sandbox"));
        var ended = await server.EndAsync(FlippyProcess.Interrupt);

        Assert.Equal(404, (int)page.StatusCode);
        // What is printed to a file is broken at 80 columns.
        Assert.EndsWith(" No sandbox: application 1234567890123456789 is not the development bot (Bot__ApplicationId).", InOneLine(ended.Out), StringComparison.Ordinal);
        // Nobody here has its key.
        Assert.DoesNotContain("flippy send", ended.Out, StringComparison.Ordinal);
        Assert.Contains("It answers Discord alone, as application 1234567890123456789: its interactions endpoint is /api/interactions.", InOneLine(ended.Out), StringComparison.Ordinal);
    }

    private static string InOneLine(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData(true, 302, "/sandbox")]
    [InlineData(false, 404, null)]
    public async Task The_server_s_own_address_leads_to_the_page_where_there_is_one(bool sandbox, int status, string? to)
    {
        await using var playground = await Playground.StartAsync(new PlaygroundOptions { Sandbox = sandbox });

        using var answer = await playground.Http.GetAsync(playground.Url);

        Assert.Equal((status, to), ((int)answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task A_real_application_with_the_sandbox_does_not_start()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(
            new Ended(3, "", "There can be no sandbox: application 1234567890123456789 is not the development bot (Bot__ApplicationId)."),
            await FlippyProcess.RunAsync(["serve", "--sandbox", "--port", "0", "--data", folder.Path], Stranger));
    }

    [Fact]
    public async Task With_and_without_is_a_wrong_command_line()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(new Ended(2, "", "Give --sandbox or --no-sandbox, not both."), await FlippyProcess.RunAsync(["serve", "--sandbox", "--no-sandbox", "--data", folder.Path]));
    }

    [Theory]
    [InlineData("Discord:BaseAddress", "https://discord.com/api/v10/", "http://127.0.0.1:0", "another Discord is configured (Discord__BaseAddress)")]
    [InlineData("Bot:PublicKey", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "http://127.0.0.1:0", "the bot's public key is not this data folder's (Bot__PublicKey)")]
    [InlineData("Bot:Name", "Flippy", "http://192.0.2.7:7071", "the bot does not listen on this machine's own address (--urls)")]
    [InlineData("Bot:Name", "Flippy", "http://0.0.0.0:7071", null)]
    [InlineData("Bot:Name", "Flippy", "http://[::]:7071", null)]
    [InlineData("Bot:Name", "Flippy", "http://my-machine:7071", null)]
    public async Task What_stands_in_its_way_is_said_or_refused(string setting, string value, string url, string? obstacle)
    {
        using var folder = new TemporaryFolder();
        await using var off = Build(null);

        Assert.Equal(new SandboxPresence(obstacle is null, obstacle), off.Services.GetRequiredService<SandboxPresence>());
        if (obstacle is not null)
        {
            Assert.Equal($"There can be no sandbox: {obstacle}.", Assert.Throws<SandboxRefusedException>(() => Build(true)).Message);
        }

        Microsoft.AspNetCore.Builder.WebApplication Build(bool? sandbox) => LocalHead.Build(
            DataFolder.Open(folder.Path), [url], builder => builder.Configuration[setting] = value, sandbox);
    }

    [Fact]
    public async Task The_bot_calls_this_very_server_with_a_token_of_its_own()
    {
        await using var playground = await Playground.StartAsync();
        var settings = playground.Part<Settings>();

        using var http = new HttpClient(new ToOwnAddress(playground.Part<OwnAddress>(), new SocketsHttpHandler { UseProxy = false }));

        Assert.Equal("live", await http.GetStringAsync(new Uri(new Uri(ToOwnAddress.Anywhere), "api/health/live")));
        Assert.Equal(new Uri("http://sandbox.invalid/sandbox/api/v10/"), settings.Discord.BaseAddress);
        Assert.Matches(@"^MTIwMDAwMDAwMDAwMDAwMDAwMQ\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{38}$", settings.BotToken!.Reveal());
        Assert.Equal(settings.BotToken.Reveal(), playground.Part<SmallDiscord>().World.Token.Reveal());
        Assert.IsNotType<DiscordOutcome.TryLater>(await playground.Part<IDiscordApi>().SendMessageAsync(settings.BotToken, new Snowflake(1), "{}"u8.ToArray(), CancellationToken.None));
    }

    [Fact]
    public async Task The_token_stays_after_a_restart_and_gives_way_to_a_configured_one()
    {
        using var folder = new TemporaryFolder();
        var keys = DevelopmentKeys.Open(folder.Path);
        await using var first = LocalHead.Build(DataFolder.Open(folder.Path), ["http://127.0.0.1:0"], sandbox: true);
        await using var second = LocalHead.Build(DataFolder.Open(folder.Path), ["http://127.0.0.1:0"], sandbox: true);
        await using var configured = LocalHead.Build(DataFolder.Open(folder.Path), ["http://127.0.0.1:0"], builder => builder.Configuration["Bot:Token"] = "abcdefghijklmnopqrstuvwxyz", sandbox: true);

        Assert.Equal(TokenOf(first), TokenOf(second));
        Assert.DoesNotContain(Convert.ToHexStringLower(keys.Seed.Span), TokenOf(first), StringComparison.Ordinal);
        Assert.Equal("abcdefghijklmnopqrstuvwxyz", TokenOf(configured));

        static string TokenOf(Microsoft.AspNetCore.Builder.WebApplication app) => app.Services.GetRequiredService<Settings>().BotToken!.Reveal();
    }

    [Theory]
    [InlineData("http://127.0.0.1:7071", "http://127.0.0.1:7071/")]
    [InlineData("http://[::1]:7071", "http://[::1]:7071/")]
    [InlineData("http://localhost:7071", "http://localhost:7071/")]
    [InlineData("http://0.0.0.0:7071", "http://localhost:7071/")]
    [InlineData("http://[::]:7071", "http://localhost:7071/")]
    [InlineData("http://my-machine:7071", "http://localhost:7071/")]
    [InlineData("http://192.0.2.7:7071", null)]
    public void A_server_reaches_itself_on_this_machine(string listens, string? own) => Assert.Equal(own, OwnAddress.Own(listens)?.AbsoluteUri);
}
