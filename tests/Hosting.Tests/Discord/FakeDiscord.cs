using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Hosting.Tests.Discord;

/// <summary>A web server that plays Discord: gives the answers it was told, in order, and notes what it was asked.</summary>
internal sealed class FakeDiscord : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<HttpContext, Task>> _script = new();
    private readonly List<Seen> _requests = [];
    private readonly WebApplication _app;
    private TaskCompletionSource _arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeDiscord()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri BaseAddress => new(_app.Urls.Single() + "/api/v10/");

    public IReadOnlyList<Seen> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<FakeDiscord> StartAsync()
    {
        var discord = new FakeDiscord();
        await discord._app.StartAsync();
        return discord;
    }

    public FakeDiscord Answers(int status, string body = "{}", string type = "application/json", params (string Name, string Value)[] headers) => Does(async http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        if (status == StatusCodes.Status204NoContent)
        {
            return;
        }

        http.Response.ContentType = type;
        await http.Response.WriteAsync(body, CancellationToken.None);
    });

    public FakeDiscord HangsUp() => Does(http =>
    {
        http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Does not answer until the caller gives up.</summary>
    public FakeDiscord Hangs() => Does(async http =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public async Task SawAsync(int count)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (_requests.Count >= count)
                {
                    return;
                }

                next = _arrival.Task;
            }
            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private FakeDiscord Does(Func<HttpContext, Task> act)
    {
        lock (_gate)
        {
            _script.Enqueue(act);
        }

        return this;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var seen = new Seen(
            http.Request.Method,
            http.Request.Path,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        Func<HttpContext, Task>? act;
        lock (_gate)
        {
            _requests.Add(seen);
            _script.TryDequeue(out act);
            _arrival.SetResult();
            _arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        if (act is not null)
        {
            await act(http);
        }
        else
        {
            await http.Response.WriteAsync("not in the script");
        }
    }

    internal sealed record Seen(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
}
