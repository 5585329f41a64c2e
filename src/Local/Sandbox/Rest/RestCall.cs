using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>One request to the API.</summary>
/// <param name="http">The request as it came.</param>
/// <param name="content">Its body.</param>
internal sealed class RestCall(HttpContext http, RequestContent content)
{
    public RequestContent Content { get; } = content;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The bot as the head around it says: an address that pages reach.</summary>
    public string Origin => $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>Whom it concerns: only their pages hear of it. Null: everybody.</summary>
    public Snowflake? Person { get; set; }

    public string Text(string route) => http.GetRouteValue(route) as string ?? "";

    /// <exception cref="DiscordRefusal">It is no id.</exception>
    public Snowflake Id(string route) => Parse($"{route}_id", Text(route));

    /// <summary>Null: not asked for.</summary>
    /// <exception cref="DiscordRefusal">It is no id.</exception>
    public Snowflake? QueryId(string name) => Query(name) is { } text ? Parse(name, text) : null;

    /// <summary>Null: not given.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } first, ..] ? first : null;

    public bool QueryFlag(string name, bool otherwise = false) => Query(name) is { } text ? text is "true" or "True" or "1" : otherwise;

    /// <exception cref="DiscordRefusal">Outside its bounds.</exception>
    public int Limit(int otherwise, int most)
    {
        if (Query("limit") is not { } text)
        {
            return otherwise;
        }

        var word = !int.TryParse(text, out var limit) ? Word.NotNumber(text, "int") : limit < 1 ? Word.NumberMin("int", 1) : limit > most ? Word.NumberMax("int", most) : null;
        return word is null ? limit : throw Refused("limit", word);
    }

    public string? Header(string name) => http.Request.Headers[name].FirstOrDefault();

    /// <summary>The body as an object.</summary>
    /// <exception cref="DiscordRefusal">It is none.</exception>
    public JsonObject Object() => Content.Json as JsonObject ?? throw new DiscordRefusal(DiscordError.InvalidForm(new FieldError([], Word.NotObject.Code, Word.NotObject.Message)));

    /// <exception cref="DiscordRefusal">There are errors.</exception>
    public static void Refuse(IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm(errors));
        }
    }

    public static DiscordRefusal Refused(string field, Word word) => new(DiscordError.InvalidForm(new FieldError([field], word.Code, word.Message)));

    private static Snowflake Parse(string name, string text) => Snowflake.TryParse(text, out var id) ? id : throw Refused(name, Word.NotNumber(text, "snowflake"));
}
