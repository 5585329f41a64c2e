using System.Diagnostics;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>A MongoDB-compatible server as a process of its own, over a folder that outlives it until the test is over.</summary>
internal sealed class MongoServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _script;
    private readonly string _isolation;
    private readonly string _folder = Directory.CreateTempSubdirectory("flippy-mongo-").FullName;
    private Process? _process;

    private MongoServer(string script, string isolation) => (_script, _isolation) = (script, isolation);

    /// <summary>Where it listens; the port stays the same when it is started again.</summary>
    public string Url { get; private set; } = "";

    public int Port => new MongoDB.Driver.MongoUrl(Url).Server.Port;

    /// <summary>The script that starts one: named in the environment, or kept beside the repository. Null: there is none.</summary>
    public static string? Script { get; } = FindScript();

    /// <param name="isolation">How transactions see each other: <c>snapshot</c> as in MongoDB, <c>read-committed</c> as in DocumentDB.</param>
    public static async Task<MongoServer> StartAsync(string isolation)
    {
        var server = new MongoServer(Script ?? throw new InvalidOperationException("There is no script that starts a server."), isolation);
        await server.StartAsync(port: 0);
        return server;
    }

    /// <summary>Ends it without warning.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again on the same folder and port.</summary>
    public Task RestartAsync() => StartAsync(Port);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        for (var tries = 0; Directory.Exists(_folder); tries++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException) when (tries < 100)
            {
                // The engine below notices a little later that its server has gone.
                await Task.Delay(50);
            }
        }
    }

    private async Task StartAsync(int port)
    {
        _process?.Dispose();
        // Expired documents go by the test's clock, not by the server's.
        var start = new ProcessStartInfo("sh", [_script, "--port", $"{port}", "--data", Path.Combine(_folder, "data"), "--isolation", _isolation, "--ttl-seconds", "1000000"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        _process = Process.Start(start)!;
        var error = _process.StandardError.ReadToEndAsync();
        const string ready = "READY ";
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith(ready, StringComparison.Ordinal))
            {
                Url = line[ready.Length..].Trim();
                return;
            }
        }

        throw new InvalidOperationException($"The server did not start: {await error}");
    }

    private static string? FindScript()
    {
        if (Environment.GetEnvironmentVariable("FLIPPY_MONGO_SERVER") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
            {
                var script = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "tools", "mongo-server", "start.sh"));
                return File.Exists(script) ? script : null;
            }
        }

        return null;
    }
}
