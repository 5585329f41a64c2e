using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>A refusal in Discord's words.</summary>
/// <param name="Status">HTTP status, 400..599.</param>
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

    public static DiscordError General(int status, string words) => new(status, 0, $"{status}: {words}");

    public static DiscordError UnknownCommand { get; } = new(404, 10063, "Unknown application command");

    public static DiscordError UnknownSku { get; } = new(404, 10027, "Unknown SKU");

    public static DiscordError UnknownEntitlement { get; } = new(404, 10029, "Unknown Entitlement");

    public static DiscordError NotThisApplication { get; } = new(403, 20012, "You are not authorized to perform this action on this application");

    public static DiscordError MissingAccess { get; } = new(403, 50001, "Missing Access");

    public static DiscordError MissingPermissions { get; } = new(403, 50013, "Missing Permissions");

    public static DiscordError DirectChannel { get; } = new(403, 50003, "Cannot execute action on a DM channel");

    public static DiscordError NotOurMessage { get; } = new(403, 50005, "Cannot edit a message authored by another user");

    public static DiscordError CannotMessageUser { get; } = new(403, 50007, "Cannot send messages to this user");

    public static DiscordError CommandNameExists { get; } = new(400, 40041, "An application command with that name already exists");

    public static DiscordError TooManyWebhooks { get; } = new(400, 30007, "Maximum number of webhooks reached (15)");

    public static DiscordError TooManyAttachments { get; } = new(400, 30015, "Maximum number of attachments in a message reached (10)");

    public static DiscordError OnlyConsumables { get; } = new(400, 40018, "You can only consume consumable SKUs");

    public static DiscordError OnlyTestEntitlements { get; } = new(400, 40019, "You can only delete sandbox entitlements.");

    public static DiscordError InvalidSku { get; } = new(400, 50057, "Invalid SKU");

    public static DiscordError FileTooLarge { get; } = new(400, 50045, "File uploaded exceeds the maximum size");

    public static DiscordError UploadedFileNotFound { get; } = new(400, 50146, "Uploaded file not found");

    public static DiscordError RequestTooLarge { get; } = new(413, 40005, "Request entity too large");

    public static DiscordError InvalidJson { get; } = new(400, 50109, "The request body contains invalid JSON.");

    public static DiscordError BadUserAgent { get; } = new(403, 40333, "internal network error");

    public static DiscordError TooManyCommands(int most) => new(400, 30032, $"Maximum number of application commands reached ({most}).");

    public static DiscordError TooManyCreates { get; } = new(429, 30034, "Max number of daily application command creates has been reached (200)");

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

    /// <summary>With a 429, how long to wait. Null: no such limit.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>With a 429: <c>user</c>, or <c>shared</c> where others used the resource up. Null: does not matter.</summary>
    public string? Scope { get; init; }
}
