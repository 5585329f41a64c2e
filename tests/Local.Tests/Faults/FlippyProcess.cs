using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace FlippyFlip.Local.Tests.Faults;

/// <summary>What a process said before it ended.</summary>
internal sealed record Ended(int Code, string Out, string Error);

/// <summary>The built <c>flippy</c> as a process of its own, ended by its own id when the test is over.</summary>
internal sealed partial class FlippyProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly Task _reading;
    private readonly Task<string> _error;
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FlippyProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    public bool HasEnded => _process.HasExited;

    /// <summary>Runs to its end.</summary>
    public static async Task<Ended> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var flippy = Start(arguments, environment);
        return await flippy.EndAsync();
    }

    /// <summary>Serves a folder on a free port; returns once it listens.</summary>
    public static async Task<FlippyProcess> ServeAsync(string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var flippy = Start(["serve", "--urls", "http://127.0.0.1:0", "--data", folder], environment);
        try
        {
            await flippy.ListensAsync();
            return flippy;
        }
        catch
        {
            await flippy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once it listens.</summary>
    /// <returns>Where.</returns>
    public async Task<Uri> ListensAsync()
    {
        if (await Task.WhenAny(_listens.Task, _process.WaitForExitAsync()).WaitAsync(Patience) != _listens.Task)
        {
            throw new InvalidOperationException($"It ended with {_process.ExitCode}: {await _error}");
        }

        return Url = await _listens.Task;
    }

    public void Signal(int signal)
    {
        if (SendSignal(_process.Id, signal) != 0 && !_process.HasExited)
        {
            throw new InvalidOperationException($"Signal {signal} was not sent.");
        }
    }

    public async Task<Ended> EndAsync(int? signal = null)
    {
        if (signal is { } number)
        {
            Signal(number);
        }

        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        return new Ended(_process.ExitCode, _out.ToString(), (await _error).TrimEnd());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    public static FlippyProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flippy.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["COLUMNS"] = "200";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new FlippyProcess(Process.Start(start)!);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _out.Append(line).Append('\n');
            if (ListensOn().Match(_out.ToString()) is { Success: true } match)
            {
                _listens.TrySetResult(new Uri(match.Groups["url"].Value));
            }
        }
    }

    [GeneratedRegex(@"listens on\s+(?<url>http://127\.0\.0\.1:\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListensOn();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);
}
