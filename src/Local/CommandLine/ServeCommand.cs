using System.CommandLine;
using System.Globalization;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Local.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy serve`: the bot on this machine, until Ctrl+C.</summary>
internal sealed class ServeCommand : FlippyCommand
{
    public const int DefaultPort = 7071;

    private readonly Surroundings _surroundings;

    public ServeCommand(Surroundings surroundings)
        : base("serve", "Runs the bot on this machine.", "flippy serve", "flippy serve --port 8080 --data ./data", "flippy serve --urls http://0.0.0.0:7071")
    {
        _surroundings = surroundings;
        var port = new Option<int>("--port")
        {
            Description = "The port on this machine's own addresses; 0 finds a free one.",
            HelpName = "number",
            DefaultValueFactory = _ => DefaultPort,
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65_535)
                {
                    return number;
                }

                result.AddError($"--port takes a number from 0 to 65535, not \"{result.Tokens[0].Value}\".");
                return 0;
            },
        };
        var urls = new Option<string?>("--urls") { Description = "Where to listen instead, addresses separated by ';'.", HelpName = "addresses" };
        var data = SharedOptions.Data("The folder of database and keys; made when it is missing.");
        var sandbox = new Option<bool>("--sandbox") { Description = "Refuse to start without the sandbox, a small Discord in the browser. It is there anyway wherever it can be." };
        var noSandbox = new Option<bool>("--no-sandbox") { Description = "Leave the sandbox out." };
        Add(port);
        Add(urls);
        Add(data);
        Add(sandbox);
        Add(noSandbox);
        SetAction((parsed, ct) => ServeAsync(
            parsed.GetRequiredValue(data).FullName,
            parsed.GetValue(urls)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [Own(parsed.GetValue(port))],
            Wanted(parsed.GetValue(sandbox), parsed.GetValue(noSandbox)),
            ct));
    }

    private async Task<int> ServeAsync(string path, string[] urls, bool? sandbox, CancellationToken ct)
    {
        if (urls.Length == 0)
        {
            throw CommandLineException.Usage($"--urls takes at least one address, such as http://0.0.0.0:{DefaultPort}.");
        }

        if (urls.FirstOrDefault(url => !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp) is { } wrong)
        {
            throw CommandLineException.Usage($"--urls takes addresses such as http://0.0.0.0:{DefaultPort}, not \"{wrong}\".");
        }

        try
        {
            var data = DataFolder.Open(path);
            await using var app = LocalHead.Build(data, urls, sandbox: sandbox);
            await LocalHead.StartAsync(app, ct);
            Greet(app, data);
            await app.WaitForShutdownAsync(ct);
            return (int)ExitCode.Ok;
        }
        catch (Exception failure) when (Explain(failure, urls) is not null)
        {
            throw Explain(failure, urls)!;
        }
    }

    /// <summary>Null: wherever it can be.</summary>
    private static bool? Wanted(bool sandbox, bool noSandbox) => (sandbox, noSandbox) switch
    {
        (true, true) => throw CommandLineException.Usage("Give --sandbox or --no-sandbox, not both."),
        (true, _) => true,
        (_, true) => false,
        _ => null,
    };

    /// <summary>A free port can be found on one address only, not on both that "localhost" stands for.</summary>
    private static string Own(int port) => port == 0 ? "http://127.0.0.1:0" : string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    /// <summary>Null: not a failure that a person at the keyboard can mend.</summary>
    private static CommandLineException? Explain(Exception failure, IReadOnlyList<string> urls) => failure switch
    {
        ConfigurationException or SandboxRefusedException or InvalidDataException => new CommandLineException(ExitCode.Configuration, failure.Message, failure),
        StoreException => new CommandLineException(ExitCode.StoreUnusable, failure.Message, failure),
        DllNotFoundException => new CommandLineException(ExitCode.CannotStart, failure.Message, failure),
        IOException { InnerException: AddressInUseException } => new CommandLineException(
            ExitCode.CannotStart, $"Something else listens on {string.Join(", ", urls)} already. Stop it, or choose another port with --port.", failure),
        IOException or System.Net.Sockets.SocketException or InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } => new CommandLineException(
            ExitCode.CannotStart, $"Listening on {string.Join(", ", urls)} failed: {failure.Message.Split('\n')[0]}", failure),
        _ => null,
    };

    private void Greet(WebApplication app, DataFolder data)
    {
        var console = _surroundings.Out;
        var url = app.Urls.FirstOrDefault() ?? "";
        var elsewhere = url.EndsWith($":{DefaultPort}", StringComparison.Ordinal) ? "" : $" --url {url}";
        elsewhere += data.Path == SharedOptions.UsualData.FullName ? "" : $" --data {data.Path}";
        console.MarkupLineInterpolated($"[bold]Flippy Flip {Body.Version}[/] listens on [bold]{url}[/], data in {data.Path}");
        console.WriteLine();
        var settings = app.Services.GetRequiredService<Settings>();
        if (settings.PublicKey.AsSpan().SequenceEqual(DevelopmentKeys.Open(data.Path).PublicKey.Span))
        {
            console.MarkupLine("Play from another terminal:");
            foreach (var line in (string[])["/start", "/daily", "/bet amount:100 side:heads", "/verify", "/history"])
            {
                console.MarkupLineInterpolated($"  ./flippy send \"{line}\"{elsewhere}");
            }
        }
        else
        {
            console.MarkupLineInterpolated($"It answers Discord alone, as application {settings.Bot.ApplicationId}: its interactions endpoint is /api/interactions.");
        }

        console.WriteLine();
        console.MarkupLine("[dim]./flippy commands lists everything, ./flippy doctor looks for problems, Ctrl+C ends.[/]");
        var sandbox = app.Services.GetRequiredService<SandboxPresence>();
        if (sandbox.WhyOff is { } obstacle)
        {
            console.MarkupLineInterpolated($"[dim]No sandbox: {obstacle}.[/]");
        }
        else if (sandbox.IsOn && app.Urls.Select(OwnAddress.Own).FirstOrDefault(own => own is not null) is { } own)
        {
            var page = new Uri(own, Sandbox.Sandbox.Path);
            if (Sandbox.Sandbox.IsPageBuilt)
            {
                console.MarkupLineInterpolated($"Sandbox: [bold]{page}[/]");
            }
            else
            {
                console.MarkupLineInterpolated($"Sandbox: {page} has its API only. Its page is not built: ./run builds it where there is Node 20.19 or newer.");
            }
        }
    }
}
