using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FlippyFlip.Contracts;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Functions.Tests;

/// <summary>The built worker as the Functions host runs it: a process of its own, behind a small host that speaks the real protocol to it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-worker-").FullName;
    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly Ed25519SigningKey _key = Ed25519SigningKey.FromSeed(Rfc8032.Test3.Seed);
    private Process _process = null!;
    private Task _draining = Task.CompletedTask;

    public Uri Url { get; private set; } = null!;

    /// <summary>What host and worker wrote.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts it, or skips the test with the reason.</summary>
    /// <param name="settings">As in the environment, with ':' between sections.</param>
    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var (host, proto) = (HostFolder, Environment.GetEnvironmentVariable("FLIPPY_FUNCTIONS_PROTO") ?? (HostFolder is null ? "" : Path.Combine(HostFolder, "proto")));
        Assert.SkipWhen(host is null, "There is no functions-host; FLIPPY_FUNCTIONS_HOST names its folder.");
        Assert.SkipWhen(!Directory.Exists(Path.Combine(host!, "node_modules")), "The packages of functions-host are not installed: npm install in its folder.");
        Assert.SkipWhen(!File.Exists(Path.Combine(proto, "FunctionRpc.proto")), "The worker's FunctionRpc.proto is not here; FLIPPY_FUNCTIONS_PROTO names its folder.");
        var worker = new WorkerProcess();
        await worker.StartAsync(host!, proto, settings);
        return worker;
    }

    /// <summary>A signed request to the interactions endpoint.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string signedBody)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/api/interactions")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Signature-Timestamp", timestamp);
        request.Headers.Add("X-Signature-Ed25519", Convert.ToHexStringLower(_key.Sign(Encoding.UTF8.GetBytes(timestamp + signedBody))));
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <param name="body">What a list of bots posts.</param>
    /// <param name="signature">As it signs.</param>
    public async Task<HttpStatusCode> VoteAsync(string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/api/votes")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-topgg-signature", signature);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(Url, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Fires a function that is no HTTP function.</summary>
    public async Task<string> FireAsync(string function, string input)
    {
        using var answer = await _http.PostAsync(
            new Uri(Url, $"/admin/functions/{function}"), new StringContent(System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["input"] = input })));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Ends both; all that they wrote has been read then.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _draining;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        _http.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? HostFolder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("FLIPPY_FUNCTIONS_HOST") is { Length: > 0 } named
                ? named
                : Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "tools", "functions-host"));
            return File.Exists(Path.Combine(folder, "host.js")) ? folder : null;
        }
    }

    private async Task StartAsync(string host, string proto, IReadOnlyDictionary<string, string?> settings)
    {
        Lay(Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "Functions", new DirectoryInfo(AppContext.BaseDirectory).Name));
        var start = new ProcessStartInfo("node", [Path.Combine(host, "host.js"), "--app", _folder, "--port", $"{FreePort()}", "--proto", proto])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        const string ready = "READY ";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            _said.Enqueue(line);
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                Url = new Uri(line[ready.Length..].Split(' ')[0]);
                _draining = DrainAsync(_process.StandardOutput);
                return;
            }
        }

        await _process.WaitForExitAsync();
        throw new InvalidOperationException($"The worker did not start:\n{Said}");
    }

    /// <summary>Reads on, or what it writes would one day stop it.</summary>
    private async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            _said.Enqueue(line);
        }
    }

    /// <summary>The worker's files, and how a host is to start it where the build could not write that down.</summary>
    private void Lay(string built)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(built))
        {
            File.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(entry)), entry);
        }

        var config = Path.Combine(_folder, "worker.config.json");
        if (!File.Exists(config))
        {
            File.WriteAllText(config, """{"description":{"language":"dotnet-isolated","extensions":[".dll"],"defaultExecutablePath":"dotnet","defaultWorkerPath":"FlippyFlip.Functions.dll"}}""");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
