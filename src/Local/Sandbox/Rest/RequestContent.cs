using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>A file as it was sent.</summary>
/// <param name="Number">The n of its part's name, <c>files[n]</c>.</param>
/// <param name="Name">Without folders.</param>
/// <param name="ContentType">As it was sent.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SentFile(int Number, string Name, string ContentType, byte[] Content);

/// <summary>A request's body, read whole.</summary>
/// <param name="Json">Null: none was sent, or it was <c>null</c>.</param>
/// <param name="Files">What came with it.</param>
internal sealed record RequestContent(JsonNode? Json, IReadOnlyList<SentFile> Files)
{
    private const int MostBytes = 25 * 1024 * 1024;
    private const int MostParts = 32;

    public static RequestContent None { get; } = new(null, []);

    public IReadOnlyCollection<string> FileNames => [.. Files.Select(file => file.Name)];

    /// <exception cref="DiscordRefusal">Too large, of a kind that is not taken, or broken.</exception>
    public static async Task<RequestContent> ReadAsync(HttpContext http)
    {
        var bytes = await ReadBytesAsync(http);
        if (bytes.Length == 0)
        {
            return None;
        }

        return MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) ? type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => new RequestContent(Parse(bytes), []),
            "multipart/form-data" => await ReadPartsAsync(bytes, type, http.RequestAborted),
            _ => throw WrongType(),
        } : throw WrongType();
    }

    private static DiscordRefusal WrongType() => new(DiscordError.InvalidForm(new FieldError(
        ["_misc"], "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of {'application/json', 'multipart/form-data'}.")));

    private static async Task<byte[]> ReadBytesAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null; // counted here
        }

        using var all = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (all.Length + read > MostBytes)
            {
                throw new DiscordRefusal(DiscordError.RequestTooLarge);
            }

            await all.WriteAsync(chunk.AsMemory(0, read), http.RequestAborted);
        }

        return all.ToArray();
    }

    private static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = JsonNode.Parse(utf8, documentOptions: new JsonDocumentOptions { MaxDepth = StrictJson.MostKept });
            // Nodes look into their text when first asked; what is broken in it, such as a name that comes twice, shall show here.
            Visit(json);
            return json;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new DiscordRefusal(DiscordError.InvalidJson);
        }
    }

    private static void Visit(JsonNode? node)
    {
        foreach (var child in node is JsonObject json ? json.Select(each => each.Value) : node as JsonArray ?? Enumerable.Empty<JsonNode?>())
        {
            Visit(child);
        }

        if (node?.GetValueKind() == JsonValueKind.String)
        {
            node.GetValue<string>();
        }
    }

    private static async Task<RequestContent> ReadPartsAsync(byte[] bytes, MediaTypeHeaderValue type, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw WrongType();
        }

        JsonNode? json = null;
        var files = new List<SentFile>();
        var reader = new MultipartReader(boundary, new MemoryStream(bytes));
        try
        {
            for (var part = 0; await reader.ReadNextSectionAsync(ct) is { } section; part++)
            {
                if (part == MostParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                {
                    throw new DiscordRefusal(DiscordError.InvalidForm());
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                using var content = new MemoryStream();
                await section.Body.CopyToAsync(content, ct);
                if (name == "payload_json")
                {
                    json = Parse(content.ToArray());
                }
                else if (NumberOf(name) is { } number)
                {
                    files.Add(Sent(number, disposition, section.ContentType, content.ToArray()));
                }
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm());
        }

        return files.Count > Attachments.MostOfMessage ? throw new DiscordRefusal(DiscordError.TooManyAttachments) : new RequestContent(json ?? new JsonObject(), files);
    }

    private static int? NumberOf(string part) =>
        part.StartsWith("files[", StringComparison.Ordinal) && part.EndsWith(']') && int.TryParse(part.AsSpan(6, part.Length - 7), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static SentFile Sent(int number, ContentDispositionHeaderValue disposition, string? type, byte[] content)
    {
        if (content.Length > Attachments.MostOfOne)
        {
            throw new DiscordRefusal(DiscordError.FileTooLarge);
        }

        var given = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        // Discord keeps what is safe in an address.
        var name = string.Concat(given.Split('/', '\\')[^1].Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')).TrimStart('.');
        return new SentFile(number, name.Length > 0 ? name : "unknown", type ?? "application/octet-stream", content);
    }
}
