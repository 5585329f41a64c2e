using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MongoDB.Bson;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>What becomes of a command on its way.</summary>
internal abstract record Fate
{
    /// <summary>It arrives, and so does its answer.</summary>
    public sealed record Pass : Fate;

    /// <summary>The connection breaks before the server hears of it.</summary>
    public sealed record Cut : Fate;

    /// <summary>The server does it; the connection breaks before the answer.</summary>
    public sealed record Lose : Fate;

    /// <summary>The server does it; the answer waits until this is done.</summary>
    public sealed record Hold(Task Until) : Fate;

    /// <summary>The server never hears of it; an error is answered in its place.</summary>
    public sealed record Fail(int Code, params string[] Labels) : Fate;

    /// <summary>The server never hears of it; a write's answer says that its first part was refused.</summary>
    public sealed record Refuse(int Code) : Fate;

    /// <summary>The server does it, and adds that no majority has confirmed it yet.</summary>
    public sealed record Unconfirmed : Fate;
}

/// <summary>The network between a client and a server, on which a test decides command by command. What the driver asks for itself always passes, unless the cable is down.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private const string Because = "as the test wants it";

    private static readonly HashSet<string> Own = new(StringComparer.Ordinal) { "hello", "isMaster", "ismaster", "ping", "endSessions", "buildInfo" };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly Task _accepting;

    public Cable(string server)
    {
        _port = new MongoDB.Driver.MongoUrl(server).Server.Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Called with each command's name.</summary>
    public Func<string, Fate> Decide { get; set; } = _ => new Fate.Pass();

    public string Url => $"mongodb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/?directConnection=true";

    /// <summary>This happens to the first command of that name; all others pass.</summary>
    public void Once(string command, Fate fate)
    {
        var left = 1;
        Decide = name => name == command && Interlocked.Exchange(ref left, 0) == 1 ? fate : new Fate.Pass();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var connection in _open.Keys)
        {
            connection.Dispose();
        }

        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            _open.TryAdd(client, 0);
            await server.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            var fates = new ConcurrentDictionary<int, Fate>();
            await await Task.WhenAny(SendAsync(client.GetStream(), server.GetStream(), fates), AnswerAsync(server.GetStream(), client.GetStream(), fates));
        }
        catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side hung up.
        }
        finally
        {
            _open.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private async Task SendAsync(NetworkStream client, NetworkStream server, ConcurrentDictionary<int, Fate> fates)
    {
        while (true)
        {
            var message = await ReadAsync(client);
            var name = CommandOf(message);
            var fate = name is null || Own.Contains(name) ? new Fate.Pass() : Decide(name);
            switch (fate)
            {
                case Fate.Cut:
                    return;
                case Fate.Fail fail:
                    var failure = new BsonDocument { { "ok", 0 }, { "code", fail.Code }, { "errmsg", Because }, { "errorLabels", new BsonArray(fail.Labels) } };
                    await client.WriteAsync(Answer(message, failure), _stop.Token);
                    break;
                case Fate.Refuse refuse:
                    var error = new BsonDocument { { "index", 0 }, { "code", refuse.Code }, { "errmsg", Because } };
                    await client.WriteAsync(Answer(message, new BsonDocument { { "ok", 1 }, { "n", 0 }, { "writeErrors", new BsonArray { error } } }), _stop.Token);
                    break;
                default:
                    fates[BitConverter.ToInt32(message, 4)] = fate;
                    await server.WriteAsync(message, _stop.Token);
                    break;
            }
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client, ConcurrentDictionary<int, Fate> fates)
    {
        while (true)
        {
            var message = await ReadAsync(server);
            fates.TryRemove(BitConverter.ToInt32(message, 8), out var fate);
            if (fate is Fate.Lose)
            {
                return;
            }

            if (fate is Fate.Unconfirmed)
            {
                var late = new BsonDocument { { "code", 64 }, { "errmsg", Because } };
                message = Answer(message, new BsonDocument { { "ok", 1 }, { "n", 1 }, { "writeConcernError", late } }, BitConverter.ToInt32(message, 8));
            }

            if (fate is Fate.Hold hold)
            {
                await hold.Until.WaitAsync(_stop.Token);
            }

            await client.WriteAsync(message, _stop.Token);
        }
    }

    private async Task<byte[]> ReadAsync(NetworkStream from)
    {
        var length = new byte[4];
        await from.ReadExactlyAsync(length, _stop.Token);
        var message = new byte[BitConverter.ToInt32(length)];
        length.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(4), _stop.Token);
        return message;
    }

    /// <summary>The first field of an OP_MSG's body. Null: the message is of another kind.</summary>
    private static string? CommandOf(byte[] message)
    {
        const int opMsg = 2013, body = 16 + 4 + 1, nameAt = body + 4 + 1;
        return BitConverter.ToInt32(message, 12) == opMsg ? Encoding.UTF8.GetString(message.AsSpan(nameAt, message.AsSpan(nameAt).IndexOf((byte)0))) : null;
    }

    private static byte[] Answer(byte[] message, BsonDocument answer, int? request = null)
    {
        var body = answer.ToBson();
        return
        [
            .. BitConverter.GetBytes(16 + 4 + 1 + body.Length), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(request ?? BitConverter.ToInt32(message, 4)),
            .. BitConverter.GetBytes(2013), 0, 0, 0, 0, 0, .. body,
        ];
    }
}
