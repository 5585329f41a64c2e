using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlippyFlip.Hosting.Web;

/// <summary>
/// A folder of built web files, read at the first request and served from memory. Only names that were found then are ever looked up, so no path leads anywhere else.
/// </summary>
/// <param name="folder">Absolute. It may be missing, or come later.</param>
/// <param name="whenMissing">A sentence for people: what to do when nothing was built.</param>
public sealed class WebFiles(string folder, string whenMissing)
{
    /// <summary>The page at the folder's own address.</summary>
    public const string Index = "index.html";

    /// <summary>More than any page of ours has, bytes: something else lies in the folder.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>Our own files only, and nothing inline.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>What a page cannot say in itself.</summary>
    private const string NoFrame = "; frame-ancestors 'none'";

    private FrozenDictionary<string, WebFile>? _files;

    /// <summary>Answers a GET or HEAD.</summary>
    /// <param name="context">To be answered.</param>
    /// <param name="name">Relative to the folder, with <c>/</c>, such as <c>assets/index-B3k9_xQz.js</c>.</param>
    public Task AnswerAsync(HttpContext context, string name)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = ContentPolicy;
        if ((_files ??= Load()) is not { } files)
        {
            return SayMissingAsync(context);
        }

        if (!files.TryGetValue(name, out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (file.Policy is { } own)
        {
            headers.ContentSecurityPolicy = own + NoFrame;
        }

        return SendAsync(context, file);
    }

    private static Task SendAsync(HttpContext context, WebFile file)
    {
        var (request, response) = (context.Request.GetTypedHeaders(), context.Response);
        var bytes = Choose(file, request.AcceptEncoding);
        response.Headers.ETag = bytes.Tag;
        response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.Compressed.Count > 0)
        {
            response.Headers.Vary = "Accept-Encoding";
        }

        if (request.IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Tag == bytes.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = file.Type;
        response.ContentLength = bytes.Bytes.Length;
        if (bytes.Encoding is not null)
        {
            response.Headers.ContentEncoding = bytes.Encoding;
        }

        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(bytes.Bytes, context.RequestAborted).AsTask();
    }

    /// <summary>The best form that the other side takes; one that is named counts before the asterisk.</summary>
    private static WebBytes Choose(WebFile file, IList<StringWithQualityHeaderValue> accepted) =>
        file.Compressed.FirstOrDefault(bytes => (accepted.FirstOrDefault(each => each.Value.Equals(bytes.Encoding!, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(each => each.Value == "*")) is { Quality: null or > 0 }) ?? file.Plain;

    private Task SayMissingAsync(HttpContext context)
    {
        var page = Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not built</title><p>{HtmlEncoder.Default.Encode(whenMissing)}</p></html>");
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = page.Length;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
    }

    /// <returns>Null: nothing was built, or not all of it yet.</returns>
    private FrozenDictionary<string, WebFile>? Load()
    {
        if (!File.Exists(Path.Combine(folder, Index)))
        {
            return null;
        }

        var found = new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories);
        return found.Sum(file => file.Length) > MostBytes
            ? throw new InvalidDataException($"{folder} holds more than {MostBytes / (1024 * 1024)} MB; delete it and build the page again.")
            : found.Select(file => (Name: Path.GetRelativePath(folder, file.FullName).Replace('\\', '/'), Bytes: File.ReadAllBytes(file.FullName)))
                .ToFrozenDictionary(file => file.Name, file => WebFile.Of(file.Name, file.Bytes), StringComparer.Ordinal);
    }
}
