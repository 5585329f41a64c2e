using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace FlippyFlip.Local.Wire;

/// <summary>What the bot said to one interaction.</summary>
/// <remarks>
/// <c>Body</c>: The reply as it came.<br/>
/// <c>Elapsed</c>: From the first byte sent to the last byte read.
/// </remarks>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, TimeSpan Elapsed);

/// <summary>The headers by which the bot knows Discord.</summary>
/// <remarks>
/// <c>Timestamp</c>: Unix seconds.<br/>
/// <c>Hex</c>: Over the timestamp and the body.
/// </remarks>
internal readonly record struct Signature(string Timestamp, string Hex);

/// <summary>The bot's interactions endpoint, spoken to as Discord speaks to it: signed, over HTTP.</summary>
internal sealed class Endpoint(Uri url, SigningIdentity identity, TimeProvider clock, HttpMessageHandler handler) : IDisposable
{
    /// <summary>Discord gives up after 3 s; we wait longer to see whether an answer would have come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Unix seconds have ten digits until the year 2286.</summary>
    public const int TimestampLength = 10;

    public const string TimestampHeader = "X-Signature-Timestamp";

    public const string SignatureHeader = "X-Signature-Ed25519";

    public const string UserAgent = "Discord-Interactions/1.0 (+https://discord.com)";

    private readonly HttpMessageInvoker _client = new(handler);

    /// <summary>Where interactions are posted.</summary>
    public Uri Address { get; init; } = InteractionsOf(url);

    /// <summary>No proxy and no redirects: what is meant for this machine stays there.</summary>
    public static SocketsHttpHandler Handler(int connections) => new()
    {
        MaxConnectionsPerServer = connections,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <summary>Signs and posts.</summary>
    /// <remarks><c>message</c>: Room for the timestamp, then the body: exactly the bytes that are signed. The timestamp is filled in here.</remarks>
    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="TimeoutException">None within <see cref="Patience"/>.</exception>
    public Task<Answer> PostAsync(byte[] message, CancellationToken ct) => PostAsync(message, Sign(message), Patience, ct);

    /// <summary>Signs now: the endpoint takes no old signature.</summary>
    /// <remarks><c>message</c>: As for posting it; the timestamp is filled in.</remarks>
    public Signature Sign(byte[] message)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString("D10", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(timestamp, message);
        return new Signature(timestamp, Convert.ToHexStringLower(identity.Sign(message)));
    }

    /// <summary>Posts what was signed.</summary>
    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="TimeoutException">None within the patience.</exception>
    public async Task<Answer> PostAsync(byte[] message, Signature signature, TimeSpan patience, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new ByteArrayContent(message, TimestampLength, message.Length - TimestampLength),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(TimestampHeader, signature.Timestamp);
        request.Headers.TryAddWithoutValidation(SignatureHeader, signature.Hex);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);

        using var timeout = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        var started = clock.GetTimestamp();
        try
        {
            using var response = await _client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return new Answer(response.StatusCode, body, clock.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Scheme, host and port, to name it by.</summary>
    public string Name { get; } = url.GetLeftPart(UriPartial.Authority);

    /// <summary>Where a bot at this address takes interactions.</summary>
    public static Uri InteractionsOf(Uri url) => new($"{url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/interactions");
}
