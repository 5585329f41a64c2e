using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Loading;

/// <summary>What came back so far. Written by all connections at once.</summary>
internal sealed class LoadTally
{
    private const int Ephemeral = 64;
    private readonly ConcurrentDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private long _privately;
    private long _errors;

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Requests that got anything but a 200.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    /// <summary>Replies only the caller sees: as a rule the bot saying no (cooldown, empty purse). No error of the server.</summary>
    public long Privately => Interlocked.Read(ref _privately);

    /// <summary>Errors by HTTP status or by what went wrong below it.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _refusals;

    public void Count(Answer answer)
    {
        Latency.Record(answer.Elapsed);
        if (answer.Status != HttpStatusCode.OK)
        {
            CountFailure($"{(int)answer.Status} {answer.Status}");
        }
        else if (IsPrivate(answer.Body))
        {
            Interlocked.Increment(ref _privately);
        }
    }

    public void CountFailure(string kind)
    {
        Interlocked.Increment(ref _errors);
        _refusals.AddOrUpdate(kind, 1, static (_, count) => count + 1);
    }

    private static bool IsPrivate(byte[] reply)
    {
        var reader = new Utf8JsonReader(reply);
        try
        {
            while (reader.Read())
            {
                // Depth 2: members of the reply's data.
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2 && reader.ValueTextEquals("flags"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var flags) && (flags & Ephemeral) != 0;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}
