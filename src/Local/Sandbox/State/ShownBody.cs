using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>What an inspector shows of a request or an answer.</summary>
internal static class ShownBody
{
    /// <summary>Nobody reads more, and each open page would keep it. Characters of JSON.</summary>
    public const int Most = 256 * 1024;

    /// <returns>A copy. Null: there is none, or it is too large to be looked at.</returns>
    public static JsonNode? Of(JsonNode? body) => body is null || body.ToJsonString().Length > Most ? null : body.DeepClone();
}
