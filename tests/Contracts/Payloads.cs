using System.Security.Cryptography;
using System.Text.Json;

namespace FlippyFlip.Contracts;

/// <summary>
/// Keeps what the tests would have sent to Discord, for tests/Discord/judge.mjs to hold against Discord's own rules:
/// one line per distinct payload in artifacts/payloads, one file per test process.
/// </summary>
public static class Payloads
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Seen = [];
    private static readonly Lazy<FileStream> Recording = new(Open, LazyThreadSafetyMode.None);

    /// <summary>Records a payload; the same payload of one process is kept once, under the first source.</summary>
    /// <param name="schema">What it is: "reply" (to an interaction), "edit" (of the original reply), "followup" (a message after it), "message" (in a channel), "webhook" (through one) or "registration" (of all commands).</param>
    /// <param name="source">Where a person would look for it: the test or the command.</param>
    /// <param name="json">The payload as UTF-8 JSON, as it would be sent.</param>
    /// <exception cref="JsonException"><paramref name="json"/> is not JSON.</exception>
    public static void Record(string schema, string source, ReadOnlySpan<byte> json)
    {
        var line = Line(schema, source, json);
        var key = schema + Convert.ToHexString(SHA256.HashData(json));
        lock (Gate)
        {
            // One write and one flush per line: a process that dies later leaves whole lines behind.
            if (!Seen.Add(key))
            {
                return;
            }

            Recording.Value.Write(line);
            Recording.Value.Flush();
        }
    }

    private static byte[] Line(string schema, string source, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var payload = JsonDocument.ParseValue(ref reader);
        if (reader.Read())
        {
            throw new JsonException("More than one JSON value.");
        }

        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("schema", schema);
            writer.WriteString("source", source);
            writer.WritePropertyName("payload");
            payload.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    private static FileStream Open()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "artifacts", "payloads"));
        return new FileStream(Path.Combine(folder.FullName, $"{Environment.ProcessId}.ndjson"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
    }
}
