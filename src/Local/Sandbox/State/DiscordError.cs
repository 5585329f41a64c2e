using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>A refusal in Discord's words.</summary>
/// <param name="Status">HTTP status, 400..499.</param>
/// <param name="Code">Discord's error code; 0 for a general one.</param>
/// <param name="Message">Discord's sentence.</param>
internal sealed record DiscordError(int Status, int Code, string Message)
{
    /// <summary>Where the request is wrong, in order. Empty: it is refused as a whole.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public static DiscordError UnknownInteraction { get; } = new(404, 10062, "Unknown interaction");

    public static DiscordError AlreadyAcknowledged { get; } = new(400, 40060, "Interaction has already been acknowledged.");

    public static DiscordError UnknownMessage { get; } = new(404, 10008, "Unknown Message");

    public static DiscordError UnknownChannel { get; } = new(404, 10003, "Unknown Channel");

    public static DiscordError UnknownUser { get; } = new(404, 10013, "Unknown User");

    public static DiscordError UnknownWebhook { get; } = new(404, 10015, "Unknown Webhook");

    public static DiscordError InvalidWebhookToken { get; } = new(401, 50027, "Invalid Webhook Token");

    public static DiscordError EmptyMessage { get; } = new(400, 50006, "Cannot send an empty message");

    public static DiscordError InvalidForm(params IReadOnlyList<FieldError> fields) => new(400, 50035, "Invalid Form Body") { Fields = fields };

    /// <summary>The body: the errors as a tree that mirrors the request.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["message"] = Message, ["code"] = Code };
        if (Fields.Count == 0)
        {
            return json;
        }

        var tree = new JsonObject();
        foreach (var field in Fields)
        {
            var node = tree;
            foreach (var step in field.Path)
            {
                node = (JsonObject)(node[step] ??= new JsonObject());
            }

            ((JsonArray)(node["_errors"] ??= new JsonArray())).Add(new JsonObject { ["code"] = field.Code, ["message"] = field.Message });
        }

        json["errors"] = tree;
        return json;
    }
}

/// <param name="Path">From the body's root: field names, and the indexes of lists as digits.</param>
/// <param name="Code">Discord's name of the rule, such as <c>BASE_TYPE_REQUIRED</c>.</param>
/// <param name="Message">Discord's sentence.</param>
internal sealed record FieldError(IReadOnlyList<string> Path, string Code, string Message)
{
    /// <summary>For people: <c>data.embeds.0.title</c>.</summary>
    public string Place => string.Join('.', Path);
}

/// <summary>Thrown where a request is refused; the route in front answers with it.</summary>
internal sealed class DiscordRefusal(DiscordError error) : Exception(error.Message)
{
    public DiscordError Error { get; } = error;
}
