using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Core;
using FlippyFlip.Contracts;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Tests;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace FlippyFlip.Functions.Tests;

/// <summary>Azure Storage's emulator on free ports of this machine, one for all tests of the project; each test has queues and containers of its own.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    /// <summary>The emulator's own, known to everybody.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static int _names;

    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;
    private string? _missing;
    private string _connectionString = "";

    /// <summary>Skips the test, with the reason, where there is none.</summary>
    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return _connectionString;
        }
    }

    /// <summary>A name that no other test has.</summary>
    public static string NewName() => $"t{Environment.ProcessId}-{Interlocked.Increment(ref _names)}";

    internal static TokenCredential NoCredential { get; } = new NoIdentity();

    /// <summary>A queue account of the test's own: the emulator takes any name for an account.</summary>
    internal StorageAccount Account() => new("", ConnectionString);

    public async ValueTask InitializeAsync()
    {
        var script = Path.Combine(RepositoryRoot.Path, "tests", "Functions.Tests", "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            _missing = "Azurite is not installed: npm ci in tests/Functions.Tests.";
            return;
        }

        var start = new ProcessStartInfo("node", [script, "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--silent"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        var ports = new Dictionary<string, string>();
        while (ports.Count < 3)
        {
            var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"Azurite ended: {string.Join('\n', _said)}");
            if (Listening().Match(line) is { Success: true } found)
            {
                ports[found.Groups["service"].Value] = found.Groups["address"].Value;
            }
        }

        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _connectionString = $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={AccountKey};BlobEndpoint={ports["Blob"]}/devstoreaccount1;QueueEndpoint={ports["Queue"]}/devstoreaccount1;";
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>http://[\d.]+:\d+)")]
    private static partial Regex Listening();

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody signs in here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody signs in here.");
    }
}
