using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>Asks the bot, and says in a sentence what went wrong.</summary>
internal static class Asking
{
    /// <summary>Posts and expects a reply: everything but 200 becomes a sentence.</summary>
    public static async Task<(JsonObject Reply, Answer Answer)> AskAsync(this Endpoint endpoint, byte[] body, CancellationToken ct)
    {
        var message = new byte[Endpoint.TimestampLength + body.Length];
        body.CopyTo(message, Endpoint.TimestampLength);
        var answer = await PostOrExplainAsync(endpoint, message, ct);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw CommandLineException.Failed(Explain(endpoint, answer));
        }

        try
        {
            return (JsonNode.Parse(answer.Body) as JsonObject ?? throw new JsonException("Not an object."), answer);
        }
        catch (JsonException broken)
        {
            throw CommandLineException.Failed($"{endpoint.Name} answered 200, but not with a JSON object: \"{Start(answer.Body)}\".", broken);
        }
    }

    private static async Task<Answer> PostOrExplainAsync(Endpoint endpoint, byte[] message, CancellationToken ct)
    {
        try
        {
            return await endpoint.PostAsync(message, ct);
        }
        catch (HttpRequestException none) when (none.InnerException is SocketException || none.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw CommandLineException.Failed($"Nothing answers on {endpoint.Name}. Start the bot with ./run.", none);
        }
        catch (HttpRequestException broken)
        {
            throw CommandLineException.Failed($"{endpoint.Name} broke the connection off: {broken.Message}", broken);
        }
        catch (TimeoutException late)
        {
            throw CommandLineException.Failed($"{endpoint.Name} gave no answer within {Endpoint.Patience.TotalSeconds:0} seconds; Discord waits 3.", late);
        }
    }

    private static string Explain(Endpoint endpoint, Answer answer) => (int)answer.Status switch
    {
        401 => $"{endpoint.Name} does not accept this key (401): name with --data the data folder the bot was started with, and check this machine's clock.",
        404 => $"{endpoint.Name} has no /api/interactions (404): something else than the bot answers there.",
        429 => $"{endpoint.Name} asks to slow down (429).",
        503 => $"{endpoint.Name} is up but cannot serve (503): {Start(answer.Body)}",
        var status => $"{endpoint.Name} answered {status}{(answer.Body.Length == 0 ? "." : $": {Start(answer.Body)}")}",
    };

    private static string Start(byte[] body) => Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 200)).ReplaceLineEndings(" ").Trim();
}
