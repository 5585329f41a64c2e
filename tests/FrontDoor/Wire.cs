using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FlippyFlip.FrontDoor;

/// <summary>One connection with HTTP/1.1 by hand, for requests that no client library would send.</summary>
public sealed class Wire : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly List<byte> _read = [];

    private Wire(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<Wire> ConnectAsync(Uri url)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port);
        return new Wire(client);
    }

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes).AsTask();

    /// <summary>Sends a whole request and reads its answer at the same time: a server may answer before it has read everything.</summary>
    public async Task<WireAnswer> AskAsync(ReadOnlyMemory<byte> request)
    {
        var sending = SendAsync(request);
        var answer = await AnswerAsync();
        try
        {
            await sending;
        }
        catch (IOException)
        {
            // It has answered and hung up.
        }

        return answer;
    }

    /// <summary>The next answer on this connection.</summary>
    /// <exception cref="IOException">The other side hung up instead.</exception>
    public async Task<WireAnswer> AnswerAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        int end;
        while ((end = HeadEnd()) < 0)
        {
            await FillAsync(patience.Token);
        }

        var lines = Encoding.Latin1.GetString([.. _read[..end]]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        _read.RemoveRange(0, end);
        var headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var length = headers.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        while (_read.Count < length)
        {
            await FillAsync(patience.Token);
        }

        byte[] body = [.. _read[..length]];
        _read.RemoveRange(0, length);
        return new WireAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }

    /// <summary>Half closes: nothing more will be sent.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection off, as a machine does that loses its power.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();

    private int HeadEnd()
    {
        for (var i = 3; i < _read.Count; i++)
        {
            if (_read[i - 3] == '\r' && _read[i - 2] == '\n' && _read[i - 1] == '\r' && _read[i] == '\n')
            {
                return i + 1;
            }
        }

        return -1;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var buffer = new byte[4096];
        var count = await _stream.ReadAsync(buffer, ct);
        if (count == 0)
        {
            throw new IOException("The other side hung up.");
        }

        _read.AddRange(buffer.AsSpan(0, count));
    }
}

/// <summary>An answer as it came.</summary>
public sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
