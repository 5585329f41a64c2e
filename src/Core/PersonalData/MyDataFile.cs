using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.PersonalData;

/// <summary>The file of /mydata: everything that <see cref="Holdings"/> finds of one player, read at the moment when it is sent.</summary>
/// <param name="parts">Store, clock and secret.</param>
/// <param name="bots">Know what the bot is called.</param>
/// <param name="most">Bytes that the file may have.</param>
public sealed class MyDataFile(SessionParts parts, IBots bots, int most = Limits.File) : Enclosing(Name)
{
    public const string Name = "mydata";

    private const string Explanation =
        "Everything that is stored about you, one list for each collection of the store. Moments are milliseconds since 1970-01-01 (UTC), ids are Discord's. 'kept' says what of each collection this copy has, where else to look when its list is empty, and what an erasure does to it.";

    public override async Task<EnclosedFile?> MakeAsync(string key, CancellationToken ct)
    {
        var subject = Subject.Of(key, parts.Pepper.Span);
        using var target = new PackedBuffer(most);
        var chunk = new ArrayBufferWriter<byte>(16 * 1024);
        var json = new Utf8JsonWriter(chunk, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        await using (json)
        {
            json.WriteStartObject();
            WriteHead(json, subject);
            foreach (var holding in Holdings.All)
            {
                json.WriteStartArray(holding.Collection.Name);
                await foreach (var document in holding.ExportAsync(parts.Store, subject, ct))
                {
                    document.WriteTo(json);
                    await json.FlushAsync(ct);
                    target.Add(chunk.WrittenSpan);
                    chunk.ResetWrittenCount();
                    if (target.IsFull)
                    {
                        return null;
                    }
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        target.Add(chunk.WrittenSpan);
        return target.Finish() is var (content, isPacked) && content is not null
            ? isPacked ? new EnclosedFile("mydata.json.gz", "application/gzip", content) : new EnclosedFile("mydata.json", "application/json", content)
            : null;
    }

    private void WriteHead(Utf8JsonWriter json, Subject subject)
    {
        json.WriteString("what", Explanation);
        json.WriteString("bot", bots.Find(subject.Bot)?.Bot.Name ?? subject.Bot.ToString());
        json.WriteString("user", subject.User.ToString());
        json.WriteString("madeAt", parts.Time.GetUtcNow());
        json.WriteStartObject("kept");
        foreach (var holding in Holdings.All)
        {
            json.WriteStartObject(holding.Collection.Name);
            json.WriteString("about", holding.About);
            json.WriteString("here", holding.Exported);
            json.WriteString("erasure", holding.Erased);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
