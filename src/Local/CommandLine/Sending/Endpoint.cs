using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>What the bot said to one interaction.</summary>
/// <remarks>
/// <c>Body</c>: The reply as it came.<br/>
/// <c>Elapsed</c>: From the first byte sent to the last byte read.
/// </remarks>
internal sealed record Answer(HttpStatusCode Status, byte[] Body, TimeSpan Elapsed);

/// <summary>The bot's interactions endpoint, spoken to as Discord speaks to it: signed, over HTTP.</summary>
internal sealed class Endpoint(Uri url, SigningIdentity identity, TimeProvider clock, HttpMessageHandler handler) : IDisposable
{
    /// <summary>Discord gives up after 3 s; we wait longer to see whether an answer would have come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Unix seconds have ten digits until the year 2286.</summary>
    public const int TimestampLength = 10;

    private readonly HttpMessageInvoker _client = new(handler);
    private readonly Uri _interactions = InteractionsOf(url);

    /// <summary>No proxy and no redirects: what is meant for this machine stays there.</summary>
    public static SocketsHttpHandler Handler(int connections) => new()
    {
        MaxConnectionsPerServer = connections,
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <summary>Posts and expects a reply: everything but 200 becomes a sentence.</summary>
    public async Task<(JsonObject Reply, Answer Answer)> AskAsync(byte[] body, CancellationToken ct)
    {
        var message = new byte[TimestampLength + body.Length];
        body.CopyTo(message, TimestampLength);
        var answer = await PostOrExplainAsync(message, ct);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw CommandLineException.Failed(Explain(answer));
        }

        try
        {
            return (JsonNode.Parse(answer.Body) as JsonObject ?? throw new JsonException("Not an object."), answer);
        }
        catch (JsonException broken)
        {
            throw CommandLineException.Failed($"{Name} answered 200, but not with a JSON object: \"{Start(answer.Body)}\".", broken);
        }
    }

    /// <summary>Signs and posts.</summary>
    /// <remarks><c>message</c>: Room for the timestamp, then the body: exactly the bytes that are signed. The timestamp is filled in here.</remarks>
    /// <exception cref="HttpRequestException">No answer.</exception>
    /// <exception cref="TimeoutException">None within <see cref="Patience"/>.</exception>
    public async Task<Answer> PostAsync(byte[] message, CancellationToken ct)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString("D10", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(timestamp, message);
        using var request = new HttpRequestMessage(HttpMethod.Post, _interactions)
        {
            Content = new ByteArrayContent(message, TimestampLength, message.Length - TimestampLength),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Signature-Ed25519", Convert.ToHexStringLower(identity.Sign(message)));
        request.Headers.TryAddWithoutValidation("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)");

        using var timeout = new CancellationTokenSource(Patience, clock);
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

    private string Name => url.GetLeftPart(UriPartial.Authority);

    private static Uri InteractionsOf(Uri url) => new($"{url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/api/interactions");

    private async Task<Answer> PostOrExplainAsync(byte[] message, CancellationToken ct)
    {
        try
        {
            return await PostAsync(message, ct);
        }
        catch (HttpRequestException none) when (none.InnerException is SocketException || none.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw CommandLineException.Failed($"Nothing answers on {Name}. Start the bot with ./run.", none);
        }
        catch (HttpRequestException broken)
        {
            throw CommandLineException.Failed($"{Name} broke the connection off: {broken.Message}", broken);
        }
        catch (TimeoutException late)
        {
            throw CommandLineException.Failed($"{Name} gave no answer within {Patience.TotalSeconds:0} seconds; Discord waits 3.", late);
        }
    }

    private string Explain(Answer answer) => (int)answer.Status switch
    {
        401 => $"{Name} does not accept this key (401): name with --data the data folder the bot was started with, and check this machine's clock.",
        404 => $"{Name} has no /api/interactions (404): something else than the bot answers there.",
        429 => $"{Name} asks to slow down (429).",
        503 => $"{Name} is up but cannot serve (503): {Start(answer.Body)}",
        var status => $"{Name} answered {status}{(answer.Body.Length == 0 ? "." : $": {Start(answer.Body)}")}",
    };

    private static string Start(byte[] body) => Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 200)).ReplaceLineEndings(" ").Trim();
}
