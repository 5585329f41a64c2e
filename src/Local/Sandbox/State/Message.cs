using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>A message that stands in a channel. Never changed: an edit puts another in its place.</summary>
/// <param name="Id">Its snowflake, which tells when it was made as well.</param>
/// <param name="Channel">Where it stands.</param>
/// <param name="OnlyFor">Who sees it; null: everybody who sees the channel.</param>
/// <param name="Json">Discord's message object.</param>
internal sealed record Message(Snowflake Id, Channel Channel, Snowflake? OnlyFor, JsonObject Json)
{
    public const int SuppressEmbeds = 4;
    public const int Ephemeral = 64;
    public const int Loading = 128;
    public const int ComponentsV2 = 32768;

    /// <summary>Of an edit, the fields that take the place of the old ones; what an edit leaves out stays.</summary>
    private static readonly string[] Editable = ["content", "embeds", "components", "attachments", "poll"];

    public bool IsFor(Snowflake person) => Channel.IsFor(person) && (OnlyFor is null || OnlyFor == person);

    public int Flags => Json["flags"]?.GetValue<int>() ?? 0;

    public bool IsLoading => (Flags & Loading) != 0;

    /// <summary>A new message of somebody.</summary>
    /// <param name="id">Fresh.</param>
    /// <param name="channel">Where it stands.</param>
    /// <param name="author">The user object.</param>
    /// <param name="type">Discord's message type: 0 said, 19 an answer to another message, 20 after a slash command, 23 after a user or message command.</param>
    /// <param name="body">What Discord's requests carry: content, embeds, components, flags.</param>
    /// <param name="onlyFor">Who sees it; null: everybody who sees the channel.</param>
    public static Message Of(Snowflake id, Channel channel, JsonObject author, int type, JsonObject body, Snowflake? onlyFor)
    {
        var json = new JsonObject
        {
            ["id"] = id.ToString(),
            ["type"] = type,
            ["channel_id"] = channel.Id.ToString(),
            ["author"] = author,
            ["content"] = body["content"]?.DeepClone() ?? "",
            ["embeds"] = Shown(body["embeds"]),
            ["components"] = Shown(body["components"]),
            ["attachments"] = Shown(body["attachments"]),
            ["mentions"] = new JsonArray(),
            ["mention_roles"] = new JsonArray(),
            ["mention_everyone"] = false,
            ["pinned"] = false,
            ["tts"] = false,
            ["flags"] = body["flags"]?.DeepClone() ?? 0,
            ["timestamp"] = Time(id.CreatedAt),
            ["edited_timestamp"] = null,
        };
        return new Message(id, channel, onlyFor, json);
    }

    /// <summary>The message after an edit. It is no longer loading; who sees it cannot change.</summary>
    public Message Edited(JsonObject body, DateTimeOffset now)
    {
        var json = (JsonObject)Json.DeepClone();
        foreach (var field in Editable.Where(body.ContainsKey))
        {
            json[field] = field == "content" ? body[field]?.DeepClone() ?? "" : Shown(body[field]);
        }

        var settable = body["flags"]?.GetValue<int>() ?? (Flags & SuppressEmbeds);
        json["flags"] = (Flags & ~(Loading | SuppressEmbeds)) | (settable & (SuppressEmbeds | ComponentsV2));
        json["edited_timestamp"] = IsLoading ? null : Time(now);
        return this with { Json = json };
    }

    private static JsonArray Shown(JsonNode? list) => list as JsonArray is { } array ? (JsonArray)array.DeepClone() : [];

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}
