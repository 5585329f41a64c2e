using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>Writes how an interaction ended for the page.</summary>
internal static class Outcome
{
    private const int PromisedUpdate = 6;

    public static JsonObject Of(OpenInteraction interaction, Delivered delivered)
    {
        var json = new JsonObject { ["interaction_id"] = interaction.Id.ToString(), ["outcome"] = Name(interaction, delivered) };
        if (delivered.Refusal is not null)
        {
            json["refusal"] = Refusal(interaction, delivered);
        }
        else if (interaction.Modal is { } modal)
        {
            json["modal"] = modal.DeepClone();
        }

        json["ms"] = delivered.Milliseconds;
        return json;
    }

    /// <summary>What Discord shows in place of the bot's answer, and what is wrong with that.</summary>
    public static JsonObject Refusal(OpenInteraction interaction, Delivered delivered) => new()
    {
        ["message"] = interaction.Type switch
        {
            3 => "This interaction failed",
            4 => "Loading options failed",
            5 => "Something went wrong. Try again.",
            _ => "The application did not respond",
        },
        ["reason"] = delivered.Refusal,
        ["errors"] = Errors(delivered.Errors),
    };

    public static JsonArray Errors(IReadOnlyList<FieldError> errors) =>
        [.. errors.Select(error => new JsonObject { ["path"] = error.Place, ["code"] = error.Code, ["message"] = error.Message })];

    private static string Name(OpenInteraction interaction, Delivered delivered) =>
        delivered.Refusal is not null ? "refused"
        : interaction.Modal is not null ? "modal"
        : interaction.AnswerType == PromisedUpdate ? "quiet"
        : interaction.State == Answering.Deferred ? "thinking"
        : "answered";
}
