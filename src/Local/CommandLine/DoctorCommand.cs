using System.Net;
using System.Net.Sockets;
using System.Text;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Wire;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy doctor`: looks at everything the bot needs on this machine, changes none of it, and says how to mend what is wrong.</summary>
internal sealed class DoctorCommand : FlippyCommand
{
    private readonly Surroundings _surroundings;

    public DoctorCommand(Surroundings surroundings)
        : base("doctor", "Checks configuration, keys, data folder, database and server, and says how to mend what is wrong.", "flippy doctor", "flippy doctor --data ./data --url http://localhost:7071")
    {
        _surroundings = surroundings;
        var data = SharedOptions.Data("The folder of database and keys.");
        var url = SharedOptions.Url();
        Add(data);
        Add(url);
        SetAction((parsed, ct) => ExamineAsync(parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(url), ct));
    }

    private async Task<int> ExamineAsync(string path, Uri url, CancellationToken ct)
    {
        var (folder, data) = Folder(path);
        List<Finding> findings = [Cryptography(), folder];
        if (findings.TrueForAll(finding => finding.IsWell))
        {
            findings.AddRange(data is { HasKeys: true } ? Settings(data) : SettingsWithoutKeys());
            if (data is not null)
            {
                findings.AddRange([Rights(data), Room(data), Database(data), Queue(data)]);
            }

            findings.AddRange(await ServerAsync(url, data, ct));
        }

        Print(findings);
        return (int)(findings.TrueForAll(finding => finding.IsWell) ? ExitCode.Ok : ExitCode.Failed);
    }

    private static Finding Cryptography()
    {
        try
        {
            using var key = Ed25519SigningKey.Generate();
            return Finding.Well("OpenSSL", "checks Ed25519 signatures");
        }
        catch (DllNotFoundException missing)
        {
            return Finding.Bad("OpenSSL", missing.Message, "Install OpenSSL 3 (Debian: libssl3, macOS: brew install openssl@3).");
        }
    }

    /// <returns>No folder: there is none yet, or it cannot be used.</returns>
    private static (Finding Finding, DataFolder? Data) Folder(string path)
    {
        if (!Path.Exists(path))
        {
            return (Finding.Well("Data folder", $"{path}: none yet; the first start makes it"), null);
        }

        try
        {
            return (Finding.Well("Data folder", path), DataFolder.Open(path));
        }
        catch (StoreException failure)
        {
            return (Finding.Bad("Data folder", failure.Message, "Choose a folder that may be written with --data or Data__Path."), null);
        }
    }

    /// <summary>The head would make keys where it finds none, so it is shown a folder that is thrown away.</summary>
    private static List<Finding> SettingsWithoutKeys()
    {
        var folder = Directory.CreateTempSubdirectory("flippy-doctor-");
        try
        {
            return Settings(DataFolder.Open(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<Finding> Settings(DataFolder data)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            var settings = LocalHead.ReadSettings(configuration, data);
            var isDevelopment = settings.Bot.ApplicationId == DevelopmentKeys.FakeApplicationId;
            return [Finding.Well("Configuration", isDevelopment ? "the development bot of this machine" : $"application {settings.Bot.ApplicationId}")];
        }
        catch (ConfigurationException wrong)
        {
            return [.. wrong.Mistakes.Select(mistake => Finding.Bad("Configuration", mistake, "Set it in the environment; docs/configuration.md lists every setting."))];
        }
        catch (InvalidDataException wrong)
        {
            return [Finding.Bad("Keys", wrong.Message, "flippy keys new --write makes new ones once the file is out of the way.")];
        }
    }

    private static Finding Rights(DataFolder data) => data.ReadableByOthers() is { Count: > 0 } open
        ? Finding.Bad("Secrets", $"others may read {string.Join(", ", open)}", $"chmod -R go-rwx '{data.Path}'")
        : Finding.Well("Secrets", "readable by their owner only");

    private static Finding Room(DataFolder data)
    {
        var room = data.Room;
        return room >= DataFolder.LittleRoom
            ? Finding.Well("Disk", $"{room / (1024 * 1024):N0} MB free")
            : Finding.Bad("Disk", $"only {room / (1024 * 1024):N0} MB free", "Make room, or move the data folder.");
    }

    private static Finding Database(DataFolder data) => Look("Database", data.Database, "Put a good copy of the file back.", database =>
    {
        var older = SqliteSchema.Check(database) < SqliteSchema.Newest ? "; the next start brings it up to date" : "";
        return $"{data.Database}, {data.DatabaseSize / 1024:N0} kB{older}";
    });

    private static Finding Queue(DataFolder data) => Look("Deferred queue", data.Queue, "Move the file out of the way; the next start makes an empty one.", queue =>
    {
        var depth = SqliteDeferredQueue.Depth(queue);
        return $"{depth.Waiting:N0} waiting, {depth.Poison:N0} given up";
    });

    private static Finding Look(string what, string file, string mend, Func<SqliteDatabase, string> look)
    {
        if (!File.Exists(file))
        {
            return Finding.Well(what, "none yet; the first start makes it");
        }

        try
        {
            using var database = SqliteDatabase.OpenReader(file);
            return Finding.Well(what, look(database));
        }
        catch (StoreException failure)
        {
            return Finding.Bad(what, failure.Message, failure.Fault switch
            {
                StoreFault.Busy => "Another process holds it; try again.",
                StoreFault.TooNew => "Run the newer version.",
                _ => mend,
            });
        }
    }

    private async Task<List<Finding>> ServerAsync(Uri url, DataFolder? data, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await http.GetAsync("api/health/ready", ct);
            return answer.IsSuccessStatusCode
                ? [Finding.Well("Server", $"{url} answers and is ready"), .. await SignatureAsync(url, data, ct), await SandboxAsync(http, ct)]
                : [Finding.Bad("Server", $"{url} answers with {(int)answer.StatusCode}", "Something else may listen there; see flippy serve --port.")];
        }
        catch (HttpRequestException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return [Finding.Well("Server", $"nothing listens on {url} now; ./run starts the bot")];
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return [Finding.Bad("Server", $"{url} does not answer as a bot does", "Something else may listen there; see flippy serve --port.")];
        }
    }

    /// <summary>Whether the server takes what this folder's development key signs. Nothing is found where Discord alone holds the key.</summary>
    private async Task<List<Finding>> SignatureAsync(Uri url, DataFolder? data, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (data is not { HasKeys: true } || configuration["Bot:PublicKey"] is not null)
        {
            return [];
        }

        try
        {
            var identity = DevelopmentSigning.Identity(new DirectoryInfo(data.Path));
            using var endpoint = new Endpoint(url, identity, _surroundings.Clock, Endpoint.Handler(connections: 1));
            var ping = Encoding.UTF8.GetBytes($$"""{"id":"1","application_id":"{{identity.ApplicationId}}","type":1,"token":"","version":1}""");
            var (reply, answer) = await endpoint.AskAsync(ping, ct);
            return [(int?)reply["type"] == 1
                ? Finding.Well("Signature", $"a signed ping is answered in {answer.Elapsed.TotalMilliseconds:N0} ms")
                : Finding.Bad("Signature", $"a signed ping is answered with {reply.ToJsonString()}", "Something else may listen there; see flippy serve --port.")];
        }
        catch (CommandLineException refused)
        {
            return [Finding.Bad("Signature", refused.Message, "Name the data folder of the running server with --data.")];
        }
    }

    /// <summary>Nobody has to have one.</summary>
    private static async Task<Finding> SandboxAsync(HttpClient http, CancellationToken ct)
    {
        using var answer = await http.GetAsync("sandbox", HttpCompletionOption.ResponseHeadersRead, ct);
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => Finding.Well("Sandbox", $"its page is on {http.BaseAddress}sandbox"),
            HttpStatusCode.ServiceUnavailable => Finding.Warning("Sandbox", "its page is not built", "./run builds it where there is Node 20.19 or newer."),
            HttpStatusCode.NotFound => Finding.Well("Sandbox", "none: it was left out, or cannot be there"),
            _ => Finding.Well("Sandbox", $"{http.BaseAddress}sandbox answers with {(int)answer.StatusCode}"),
        };
    }

    private void Print(List<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "What", "Found", "Mend");
        foreach (var finding in findings)
        {
            table.AddRow(
                !finding.IsWell ? "[red]bad[/]" : finding.Mend is null ? "[green]ok[/]" : "[yellow]warning[/]",
                Markup.Escape(finding.What),
                Markup.Escape(finding.Found),
                Markup.Escape(finding.Mend ?? ""));
        }

        _surroundings.Out.Write(table);
        var bad = findings.Count(finding => !finding.IsWell);
        var warnings = findings.Count(finding => finding is { IsWell: true, Mend: not null });
        _surroundings.Out.WriteLine(bad > 0 ? $"{bad} to mend." : warnings > 0 ? $"The bot runs; {warnings} to look at." : "All is well.");
    }

    /// <summary>What a look at one thing found.</summary>
    /// <param name="What">It is about.</param>
    /// <param name="Found">What was found.</param>
    /// <param name="IsWell">False: the bot does not run as it should.</param>
    /// <param name="Mend">What to do about it. Null: nothing.</param>
    private sealed record Finding(string What, string Found, bool IsWell, string? Mend)
    {
        public static Finding Well(string what, string found) => new(what, found, true, null);

        public static Finding Warning(string what, string found, string mend) => new(what, found, true, mend);

        public static Finding Bad(string what, string found, string mend) => new(what, found, false, mend);
    }
}
