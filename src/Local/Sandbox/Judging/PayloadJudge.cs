using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Judges request bodies by Discord's OpenAPI file and by the rules that its documentation adds. Errors are in Discord's words, in the order of the body.</summary>
internal sealed class PayloadJudge
{
    /// <summary>A first answer, of a type that fits the interaction.</summary>
    public IReadOnlyList<FieldError> Callback(JsonObject callback) => callback.Count == 0 ? [new FieldError(["type"], "BASE_TYPE_REQUIRED", "This field is required")] : [];
}
