using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Wire;

/// <summary>Writes interactions as Discord posts them to an interactions endpoint.</summary>
internal sealed class InteractionBody(Snowflake application, IScene scene, SnowflakeSource ids)
{
    private static readonly JsonSerializerOptions AsDiscord = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Utf8(JsonObject interaction) => JsonSerializer.SerializeToUtf8Bytes(interaction, AsDiscord);

    public JsonObject Command(TypedCommand typed)
    {
        var data = CommandData(typed);
        AddResolved(data, typed.Mentioned);
        return Envelope(2, data);
    }

    /// <summary>Discord leaves `resolved` out while a person is still typing.</summary>
    public JsonObject Autocomplete(TypedCommand typed) => Envelope(4, CommandData(typed));

    /// <remarks><c>message</c>: The message that carries the button.</remarks>
    public JsonObject Press(string customId, int componentId, JsonObject message) =>
        Envelope(3, new JsonObject { ["id"] = componentId, ["custom_id"] = customId, ["component_type"] = 2 }, message);

    /// <remarks>
    /// <c>type</c>: 3 for texts, 5 for users.<br/>
    /// <c>chosenUsers</c>: Users among the values.
    /// </remarks>
    public JsonObject Choose(string customId, int componentId, int type, IReadOnlyList<string> values, IReadOnlyList<Snowflake> chosenUsers, JsonObject message)
    {
        var data = new JsonObject
        {
            ["id"] = componentId, ["custom_id"] = customId, ["component_type"] = type, ["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
        };
        AddResolved(data, chosenUsers);
        return Envelope(3, data, message);
    }

    /// <remarks>
    /// <c>components</c>: The filled fields as a modal sends them.<br/>
    /// <c>message</c>: The message whose component opened the modal; null when a command did.
    /// </remarks>
    public JsonObject Submit(string customId, JsonArray components, JsonObject? message) =>
        Envelope(5, new JsonObject { ["custom_id"] = customId, ["components"] = components }, message);

    /// <summary>The message a reply makes, as later interactions with it carry it.</summary>
    public JsonObject Message(JsonObject replyData, JsonObject interaction)
    {
        var message = (JsonObject)replyData.DeepClone();
        message["id"] = ids.Next().ToString();
        message["type"] = 20;
        message["channel_id"] = scene.Channel.ToString();
        message["application_id"] = application.ToString();
        message["author"] = new JsonObject { ["id"] = application.ToString(), ["username"] = "flippy", ["discriminator"] = "0", ["bot"] = true, ["avatar"] = null };
        message["content"] ??= "";
        message["embeds"] ??= new JsonArray();
        message["components"] ??= new JsonArray();
        message["flags"] ??= 0;
        message["interaction_metadata"] = new JsonObject
        {
            ["id"] = interaction["id"]!.GetValue<string>(),
            ["type"] = interaction["type"]!.GetValue<int>(),
            ["user"] = scene.UserOf(scene.User),
            ["authorizing_integration_owners"] = interaction["authorizing_integration_owners"]!.DeepClone(),
        };
        return message;
    }

    private JsonObject Envelope(int type, JsonObject data, JsonObject? message = null)
    {
        var id = ids.Next();
        var interaction = new JsonObject
        {
            ["id"] = id.ToString(),
            ["application_id"] = application.ToString(),
            ["type"] = type,
            ["version"] = 1,
            ["token"] = Token(id),
            ["app_permissions"] = "562949953601536",
            ["attachment_size_limit"] = 524288,
            ["entitlements"] = new JsonArray(),
            ["data"] = data,
        };
        scene.Introduce(interaction);
        if (message is not null)
        {
            interaction["message"] = message.DeepClone();
        }

        return interaction;
    }

    private static JsonObject CommandData(TypedCommand typed)
    {
        var data = new JsonObject { ["id"] = typed.Id.ToString(), ["name"] = typed.Name, ["type"] = typed.Type };
        if (typed.Options.Count > 0)
        {
            data["options"] = typed.Options.DeepClone();
        }

        return data;
    }

    /// <summary>Adds the users, and those who are members, to <c>data.resolved</c>.</summary>
    public void AddResolved(JsonObject data, IReadOnlyList<Snowflake> users)
    {
        if (users.Count == 0)
        {
            return;
        }

        var resolved = new JsonObject { ["users"] = new JsonObject() };
        foreach (var user in users.Distinct())
        {
            resolved["users"]![user.ToString()] = scene.UserOf(user);
            if (scene.MemberOf(user) is { } member)
            {
                resolved["members"] ??= new JsonObject();
                resolved["members"]![user.ToString()] = member;
            }
        }

        data["resolved"] = resolved;
    }

    /// <summary>As long as Discord's and different for every interaction. The id stands in it in plain digits, so that load can patch it in place.</summary>
    private static string Token(Snowflake id) => $"aW50ZXJhY3Rpb246{id}{Base64Url.EncodeToString(SHA512.HashData(Encoding.ASCII.GetBytes(id.ToString())))}";
}
