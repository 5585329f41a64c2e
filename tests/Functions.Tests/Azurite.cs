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
    /// <summary>Of every account.</summary>
    public static readonly string AccountKey = Convert.ToBase64String("no key that anybody else has"u8);

    /// <summary>An account that nobody answers for.</summary>
    internal static readonly string Nowhere =
        $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey={AccountKey};BlobEndpoint=http://127.0.0.1:9/nobody;QueueEndpoint=http://127.0.0.1:9/nobody;";

    private const int Accounts = 200;

    private int _accounts;

    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;
    private string? _missing;
    private Dictionary<string, string> _addresses = [];

    internal static TokenCredential NoCredential { get; } = new NoIdentity();

    /// <summary>An account of the test's own. Skips the test, with the reason, where there is no emulator.</summary>
    internal StorageAccount NewAccount()
    {
        Assert.SkipWhen(_missing is not null, _missing ?? "");
        var name = NameOf(Interlocked.Increment(ref _accounts));
        return new("", $"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={AccountKey};BlobEndpoint={_addresses["Blob"]}/{name};QueueEndpoint={_addresses["Queue"]}/{name};");
    }

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
            UseShellExecute = false,
            Environment = { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(number => $"{NameOf(number)}:{AccountKey}")) },
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

        _ = DrainAsync(_process.StandardOutput);
        _addresses = ports;
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

    /// <summary>Reads on, or what it writes would one day stop it.</summary>
    private async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _said.Enqueue(line);
        }
    }

    private static string NameOf(int number) => $"test{number}";

    [GeneratedRegex(@"Azurite (?<service>Blob|Queue|Table) service is successfully listening at (?<address>http://[\d.]+:\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody signs in here.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody signs in here.");
    }
}
