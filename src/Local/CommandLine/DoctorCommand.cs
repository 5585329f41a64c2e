using System.CommandLine;
using System.Net.Sockets;
using FlippyFlip.Core.Storage;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace FlippyFlip.Local.CommandLine;

/// <summary>`flippy doctor`: looks at everything the bot needs on this machine and says how to mend what is wrong.</summary>
internal sealed class DoctorCommand : FlippyCommand
{
    /// <summary>Less room than this is worth a word, bytes.</summary>
    private const long LittleRoom = 256L * 1024 * 1024;

    private readonly Surroundings _surroundings;

    public DoctorCommand(Surroundings surroundings)
        : base("doctor", "Checks configuration, keys, data folder, database and server, and says how to mend what is wrong.", "flippy doctor", "flippy doctor --data ./data --url http://localhost:7071")
    {
        _surroundings = surroundings;
        var data = new Option<DirectoryInfo?>("--data") { Description = "The folder of database and keys. [default: Data__Path, or ./data]", HelpName = "folder" };
        var url = SharedOptions.Url();
        Add(data);
        Add(url);
        SetAction((parsed, ct) => ExamineAsync(DataPath.Of(parsed.GetValue(data)), parsed.GetRequiredValue(url), ct));
    }

    private async Task<int> ExamineAsync(string path, Uri url, CancellationToken ct)
    {
        List<Finding> findings = [Cryptography(), Folder(path)];
        if (findings.TrueForAll(finding => finding.IsWell))
        {
            findings.AddRange(Settings(path));
            findings.Add(Room(path));
            findings.Add(await DatabaseAsync(path, ct));
            findings.Add(await ServerAsync(url, ct));
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

    private static Finding Folder(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            DataFolder.Open(path);
            return Finding.Well("Data folder", full);
        }
        catch (StoreException failure)
        {
            return Finding.Bad("Data folder", failure.Message, "Choose a folder that may be written with --data or Data__Path.");
        }
    }

    private static List<Finding> Settings(string path)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            var settings = LocalHead.ReadSettings(configuration, DataFolder.Open(path));
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

    private static Finding Room(string path)
    {
        var room = new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
        return room >= LittleRoom
            ? Finding.Well("Disk", $"{room / (1024 * 1024):N0} MB free")
            : Finding.Bad("Disk", $"only {room / (1024 * 1024):N0} MB free", "Make room, or move the data folder.");
    }

    private async Task<Finding> DatabaseAsync(string path, CancellationToken ct)
    {
        var data = DataFolder.Open(path);
        if (!File.Exists(data.Database))
        {
            return Finding.Well("Database", "none yet; the first start makes it");
        }

        try
        {
            await using var store = SqliteStore.Open(data.Database, Collections.All, _surroundings.Clock);
            await store.EnsureSchemaAsync(ct);
            return Finding.Well("Database", $"{data.Database}, {data.DatabaseSize / 1024:N0} kB");
        }
        catch (StoreException failure)
        {
            return Finding.Bad("Database", failure.Message, failure.Fault == StoreFault.Busy ? "Another process holds it; try again." : "Put a good copy of the file back.");
        }
    }

    private static async Task<Finding> ServerAsync(Uri url, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await http.GetAsync("api/health/ready", ct);
            return answer.IsSuccessStatusCode
                ? Finding.Well("Server", $"{url} answers and is ready")
                : Finding.Bad("Server", $"{url} answers with {(int)answer.StatusCode}", "Something else may listen there; see flippy serve --port.");
        }
        catch (HttpRequestException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return Finding.Well("Server", $"nothing listens on {url} now; ./run starts the bot");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return Finding.Bad("Server", $"{url} does not answer as a bot does", "Something else may listen there; see flippy serve --port.");
        }
    }

    private void Print(List<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "What", "Found", "Mend");
        foreach (var finding in findings)
        {
            table.AddRow(
                finding.IsWell ? "[green]ok[/]" : "[red]bad[/]",
                Markup.Escape(finding.What),
                Markup.Escape(finding.Found),
                Markup.Escape(finding.Mend ?? ""));
        }

        _surroundings.Out.Write(table);
        var bad = findings.Count(finding => !finding.IsWell);
        _surroundings.Out.WriteLine(bad == 0 ? "All is well." : $"{bad} to mend.");
    }

    /// <summary>What a look at one thing found.</summary>
    private sealed record Finding(string What, string Found, string? Mend)
    {
        public bool IsWell => Mend is null;

        public static Finding Well(string what, string found) => new(what, found, null);

        public static Finding Bad(string what, string found, string mend) => new(what, found, mend);
    }
}
