using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>How an interaction ended.</summary>
/// <param name="Refusal">Why the bot's answer does not count. Null: it does.</param>
/// <param name="Errors">Where the answer is wrong; may be there although another one counts.</param>
/// <param name="Took">From sending to the reply's last byte.</param>
internal sealed record Delivered(string? Refusal, IReadOnlyList<FieldError> Errors, TimeSpan Took)
{
    public double Milliseconds => Math.Round(Took.TotalMilliseconds, 1);
}

/// <summary>Posts interactions to the bot's real endpoint, signed, and waits for the first answer as long as Discord does.</summary>
internal sealed class Delivery(SmallDiscord discord)
{
    private const string BadCallback = "What it answered by the callback route is not one that Discord takes.";

    private readonly World _world = discord.World;

    /// <param name="letter">Not noted yet.</param>
    /// <param name="ct">Ends the waiting; whoever asked may be gone, and the bot's answer counts all the same.</param>
    public async Task<Delivered> SendAsync(Letter letter, CancellationToken ct)
    {
        var endpoint = await discord.EndpointAsync(ct);
        var body = InteractionBody.Utf8(letter.Body);
        var message = new byte[Endpoint.TimestampLength + body.Length];
        body.CopyTo(message, Endpoint.TimestampLength);
        _world.Open(letter.Interaction);
        var signature = endpoint.Sign(message);
        var started = _world.Time.GetTimestamp();
        Answer? answer = null;
        Judged judged;
        try
        {
            answer = await endpoint.PostAsync(message, signature, OpenInteraction.FirstAnswer, ct);
            judged = await JudgeAsync(letter.Interaction, answer, OpenInteraction.FirstAnswer - _world.Time.GetElapsedTime(started), ct);
        }
        catch (TimeoutException)
        {
            judged = new Judged(TooLate, []);
        }
        catch (HttpRequestException failure)
        {
            judged = new Judged($"It could not be reached: {failure.Message}", []);
        }

        var took = answer?.Elapsed ?? _world.Time.GetElapsedTime(started);
        var delivered = new Delivered(HasFailed(letter.Interaction) ? judged.Reason ?? BadCallback : null, Refusal(letter.Interaction) is { } refusal ? Errors(refusal) : judged.Errors, took);
        var headers = new JsonObject
        {
            ["Content-Type"] = "application/json", [Endpoint.TimestampHeader] = signature.Timestamp, [Endpoint.SignatureHeader] = signature.Hex, ["User-Agent"] = Endpoint.UserAgent,
        };
        Tell(letter, endpoint.Address, headers, answer, delivered);
        return delivered;
    }

    private static string TooLate => string.Create(CultureInfo.InvariantCulture, $"It did not answer within {OpenInteraction.FirstAnswer.TotalSeconds:0} s.");

    private async Task<Judged> JudgeAsync(OpenInteraction interaction, Answer answer, TimeSpan left, CancellationToken ct)
    {
        var ms = answer.Elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        if (answer.Status is HttpStatusCode.OK && answer.Body.Length > 0)
        {
            return Read(answer.Body) is JsonObject callback ? Take(interaction, callback, ms) : new Judged($"Its answer is no JSON object. It came after {ms} ms.", []);
        }

        if ((int)answer.Status is < 200 or > 299 || answer.Body.Length > 0)
        {
            return new Judged($"It answered {(int)answer.Status} after {ms} ms.", []);
        }

        try
        {
            // It took note and answers by the callback route, or has done so.
            await interaction.Answered.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, _world.Time, ct);
            return new Judged(null, []);
        }
        catch (TimeoutException)
        {
            return new Judged($"It answered {(int)answer.Status} after {ms} ms, and nothing came by the callback route within {OpenInteraction.FirstAnswer.TotalSeconds:0} s.", []);
        }
    }

    private Judged Take(OpenInteraction interaction, JsonObject callback, string ms) => discord.Answers.Take(interaction, callback) switch
    {
        null => new Judged(null, []),
        { Fields.Count: > 0 } refused => new Judged($"Its answer after {ms} ms is not one that Discord takes.", refused.Fields),
        var refused => new Judged($"{refused.Message.TrimEnd('.')}. The answer came after {ms} ms.", Errors(refused)),
    };

    private static IReadOnlyList<FieldError> Errors(DiscordError refused) => refused.Fields.Count > 0 ? refused.Fields : [new FieldError([], $"{refused.Code}", refused.Message)];

    /// <summary>Why the answer that ended it was refused, whichever way it came.</summary>
    private DiscordError? Refusal(OpenInteraction interaction) => _world.Atomically(() => interaction.Refusal);

    /// <summary>Whoever has not answered by now cannot any more.</summary>
    private bool HasFailed(OpenInteraction interaction) => _world.Atomically(() =>
    {
        if (interaction.State == Answering.Awaited)
        {
            interaction.State = Answering.Failed;
        }

        return interaction.State == Answering.Failed;
    });

    private void Tell(Letter letter, Uri address, JsonObject headers, Answer? answer, Delivered delivered)
    {
        if (!_world.Feed.IsHeard(letter.Interaction.Person.Id))
        {
            return;
        }

        var exchange = new JsonObject
        {
            ["id"] = letter.Interaction.Id.ToString(),
            ["kind"] = "interaction",
            ["title"] = letter.Title,
            ["at"] = letter.Interaction.SentAt.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["ms"] = delivered.Milliseconds,
            ["request"] = new JsonObject { ["method"] = "POST", ["url"] = address.AbsoluteUri, ["headers"] = headers, ["body"] = ShownBody.Of(letter.Body) },
            ["response"] = new JsonObject { ["status"] = answer is null ? 0 : (int)answer.Status, ["body"] = answer is null ? null : ShownBody.Of(Read(answer.Body)) },
        };
        var errors = Outcome.Errors(delivered.Errors);
        if (errors.Count == 0 && delivered.Refusal is { } reason)
        {
            errors.Add(new JsonObject { ["path"] = "", ["code"] = "INTERACTION_FAILED", ["message"] = reason });
        }

        if (errors.Count > 0)
        {
            exchange["errors"] = errors;
        }

        _world.Tell(new FeedEvent("exchange", new JsonObject { ["exchange"] = exchange }, letter.Interaction.Person.Id));
    }

    /// <summary>Null: no JSON.</summary>
    private static JsonNode? Read(byte[] body)
    {
        try
        {
            return StrictJson.Parse(body, StrictJson.MostKept);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Reason">Why the answer does not count, if no other does. Null: it does.</param>
    /// <param name="Errors">Where it is wrong.</param>
    private sealed record Judged(string? Reason, IReadOnlyList<FieldError> Errors);
}
