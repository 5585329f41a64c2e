using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What a call is answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Null: none.</param>
internal sealed record RestAnswer(int Status, JsonNode? Body)
{
    public static RestAnswer Nothing { get; } = new(204, null);

    /// <summary>What of the request was refused. Empty: nothing, or the whole.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>With a 429: <c>user</c>, or <c>shared</c> where others used the resource up.</summary>
    public string? Scope { get; init; }

    public static RestAnswer Ok(JsonNode body) => new(200, body);

    public static RestAnswer Ok(IEnumerable<JsonNode> list) => new(200, new JsonArray([.. list.Select(each => each.DeepClone())]));

    public static RestAnswer Of(DiscordRefusal refusal)
    {
        var body = refusal.Error.Json();
        if (refusal.RetryAfter is { } wait)
        {
            body["retry_after"] = wait.TotalSeconds;
            body["global"] = false;
        }

        return new RestAnswer(refusal.Error.Status, body) { Errors = refusal.Error.Fields, RetryAfter = refusal.RetryAfter, Scope = refusal.Scope };
    }
}
