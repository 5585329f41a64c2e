using System.Globalization;
using Azure.Core;
using Azure.Identity;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MongoDB.Driver;

namespace FlippyFlip.Functions;

/// <summary>
/// What an operator does with Azure's backups by hand: the worker's own program with arguments, on any machine that has the app's settings in its
/// environment. Signed in with `az login`, unless the settings hold connection strings.
/// </summary>
internal static class BackupConsole
{
    private const string Usage = """
        FlippyFlip.Functions backup <command>     with the app's settings in the environment; see docs/deploy.md

          list                           whole backups, newest first
          run                            makes one, or goes on with one that was cut off
          verify [ID]                    reads all of one and proves every balance; the newest unless named
          drill [ID]                     restores one into a scratch database and compares
          restore ID --into DATABASE     fills an empty database of the same cluster

        What was found goes to standard output; how far it has come, and what is wrong, to standard error.
        Example: dotnet FlippyFlip.Functions.dll backup restore 20260105-030000-1a2b3c --into flippy-20260105-093000
        Exit codes: 0 done, 1 failed, 2 wrong use, 3 wrong settings, 6 the backup is damaged, 130 ended by Ctrl+C.
        """;

    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int WrongSettings = 3;
    private const int Damaged = 6;
    private const int Cancelled = 130;

    /// <param name="args">What follows `backup`.</param>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="output">For what is found.</param>
    /// <param name="error">For one sentence when it fails, and for how far it has come.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is [] || args.Any(IsHelp))
        {
            await (args is [] ? error : output).WriteLineAsync(Usage);
            return args is [] ? WrongUse : Ok;
        }

        if (!IsUnderstood(args))
        {
            await error.WriteLineAsync($"'backup {string.Join(' ', args)}' is not understood; see backup --help.");
            return WrongUse;
        }

        try
        {
            await using var parts = Compose(AzureSettings.Read(configuration));
            return await RunAsync(args, parts, output, error, ct);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Cancelled.");
            return Cancelled;
        }
        catch (ConfigurationException mistakes)
        {
            await error.WriteLineAsync(mistakes.Message);
            return WrongSettings;
        }
        catch (Exception expected) when (expected is BackupException or ArchiveException or SecretException or StoreException)
        {
            await error.WriteLineAsync(expected.Message);
            return expected is BackupException { Fault: BackupFault.Damaged } ? Damaged : Failed;
        }
        catch (Exception bug)
        {
            await error.WriteLineAsync($"Something broke that should not: {bug.GetType().Name}: {bug.Message.Split('\n')[0].Trim()}");
            return Failed;
        }
    }

    /// <summary>Asks for help, wherever it stands.</summary>
    public static bool IsHelp(string arg) => arg is "-h" or "-?" or "--help";

    /// <summary>An option is no backup's name, and no database's.</summary>
    private static bool IsUnderstood(string[] args) => args switch
    {
        ["list"] or ["run"] or ["verify"] or ["drill"] => true,
        ["verify" or "drill", var id] => !id.StartsWith('-'),
        ["restore", var id, "--into", var database] => !id.StartsWith('-') && IsDatabase(database),
        _ => false,
    };

    private static async Task<int> RunAsync(string[] args, ServiceProvider parts, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var keeping = parts.GetRequiredService<Safekeeping>();
        var progress = new BackupLines(error, parts.GetRequiredService<TimeProvider>());
        switch (args)
        {
            case ["list"]:
                return await ListAsync(keeping, output, ct);
            case ["run"]:
                var made = await keeping.RunAsync(progress, ct);
                await output.WriteLineAsync(Line($"{made.Manifest.Id}: {made.Manifest.Documents:N0} documents in {made.Manifest.Length / 1024:N0} kB{(made.WasResumed ? ", resumed" : "")}"));
                return Ok;
            case ["verify", ..]:
                var found = await keeping.VerifyAsync(await IdAsync(args, keeping, ct), progress, ct);
                return await TellAsync(Line($"{found.Manifest.Id} is good: {found.Documents:N0} documents read"), found.Manifest.Id, found.Problems, output, error);
            case ["drill", ..]:
                var drill = await keeping.DrillAsync(await IdAsync(args, keeping, ct), progress, ct);
                return await TellAsync(
                    Line($"{drill.Restored.Manifest.Id} is good: {drill.Restored.Documents:N0} documents restored and compared"), drill.Restored.Manifest.Id, drill.Problems, output, error);
            default:
                var (id, database) = (args[1], args[3]);
                var target = MongoStore.Open(parts.GetRequiredService<IMongoClient>(), database, Collections.All, parts.GetRequiredService<TimeProvider>());
                var restored = await keeping.RestoreAsync(id, target, progress, ct);
                return await TellAsync(
                    Line($"{database} holds {restored.Documents:N0} documents of {id}; set Mongo__Database to it and restart the app"), id, restored.Problems, output, error);
        }
    }

    private static async Task<int> ListAsync(Safekeeping keeping, TextWriter output, CancellationToken ct)
    {
        foreach (var backup in await keeping.ListAsync(ct))
        {
            var check = backup.Check is { } checkedAt ? $"{(checkedAt.IsGood ? "good" : "damaged")} on {checkedAt.At:u}" : "not verified";
            var content = backup.Manifest is { } manifest ? $"{manifest.Documents:N0} documents, {manifest.Ledger.Players:N0} players, {manifest.Length / 1024:N0} kB" : "its manifest cannot be read";
            await output.WriteLineAsync(Line($"{backup.Id}  {content}, {check}"));
        }

        return Ok;
    }

    private static async Task<string> IdAsync(string[] args, Safekeeping keeping, CancellationToken ct) => args is [_, var id] ? id : await keeping.LatestAsync(ct);

    private static async Task<int> TellAsync(string good, string id, IReadOnlyList<string> problems, TextWriter output, TextWriter error)
    {
        if (problems.Count == 0)
        {
            await output.WriteLineAsync(good);
            return Ok;
        }

        foreach (var problem in problems)
        {
            await error.WriteLineAsync($"{id}: {problem}");
        }

        return Damaged;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static bool IsDatabase(string name) => name.Length is > 0 and <= 63 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static ServiceProvider Compose(AzureSettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddFlippyFlip(settings.Body).AddAdapters(settings)
            .AddSingleton<IStore>(parts => MongoStore.Open(parts.GetRequiredService<IMongoClient>(), settings.MongoDatabase, Collections.All, parts.GetRequiredService<TimeProvider>()));
        if (Environment.GetEnvironmentVariable("IDENTITY_ENDPOINT") is null)
        {
            // Not in Azure: whoever is signed in here.
            services.Replace(ServiceDescriptor.Singleton<TokenCredential>(new AzureCliCredential()));
        }

        return services.BuildServiceProvider();
    }
}
