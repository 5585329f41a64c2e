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

        Example: dotnet FlippyFlip.Functions.dll backup restore 20260105-030000-1a2b3c4d --into flippy-restored
        Exit codes: 0 done, 1 failed, 2 wrong use, 3 wrong settings, 6 the backup is damaged.
        """;

    private const int Ok = 0;
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int WrongSettings = 3;
    private const int Damaged = 6;

    /// <param name="args">What follows `backup`.</param>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="output">For what is found.</param>
    /// <param name="error">For one sentence when it fails.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (args is [] or ["-h"] or ["--help"] or [_, "--help"])
        {
            await output.WriteLineAsync(Usage);
            return args is [] ? WrongUse : Ok;
        }

        try
        {
            await using var parts = Compose(AzureSettings.Read(configuration));
            return await RunAsync(args, parts, output, error, ct);
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
    }

    private static async Task<int> RunAsync(string[] args, ServiceProvider parts, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var keeping = parts.GetRequiredService<Safekeeping>();
        switch (args)
        {
            case ["list"]:
                return await ListAsync(keeping, output, ct);
            case ["run"]:
                var made = await keeping.RunAsync(null, ct);
                await output.WriteLineAsync(Line($"{made.Manifest.Id}: {made.Manifest.Documents:N0} documents in {made.Manifest.Length / 1024:N0} kB{(made.WasResumed ? ", resumed" : "")}"));
                return Ok;
            case ["verify"] or ["verify", _]:
                var found = await keeping.VerifyAsync(await IdAsync(args, keeping, ct), null, ct);
                return await TellAsync(Line($"{found.Manifest.Id} is good: {found.Documents:N0} documents read"), found.Manifest.Id, found.Problems, output, error);
            case ["drill"] or ["drill", _]:
                var drill = await keeping.DrillAsync(await IdAsync(args, keeping, ct), null, ct);
                return await TellAsync(
                    Line($"{drill.Restored.Manifest.Id} is good: {drill.Restored.Documents:N0} documents restored and compared"), drill.Restored.Manifest.Id, drill.Problems, output, error);
            case ["restore", var id, "--into", var database] when IsDatabase(database):
                return await RestoreAsync(id, database, keeping, parts, output, error, ct);
            default:
                await error.WriteLineAsync($"'backup {string.Join(' ', args)}' is not understood; see backup --help.");
                return WrongUse;
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

    private static async Task<int> RestoreAsync(
        string id, string database, Safekeeping keeping, ServiceProvider parts, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var target = MongoStore.Open(parts.GetRequiredService<IMongoClient>(), database, Collections.All, parts.GetRequiredService<TimeProvider>());
        await target.EnsureSchemaAsync(ct);
        var restored = await keeping.RestoreAsync(id, target, null, ct);
        return await TellAsync(
            Line($"{database} holds {restored.Documents:N0} documents of {id}; set Mongo__Database to it and restart the app"), id, restored.Problems, output, error);
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

    private static bool IsDatabase(string name) => name.Length is > 0 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

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
