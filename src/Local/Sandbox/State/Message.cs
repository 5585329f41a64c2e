using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Wire;

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

    public int Flags => (int)(Reading.Number(Json["flags"]) ?? 0);

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
            ["flags"] = (int)(Reading.Number(body["flags"]) ?? 0),
            ["timestamp"] = Time(id.CreatedAt),
            ["edited_timestamp"] = null,
        };
        ShowFiles(json);
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

        Keep((JsonArray)json["attachments"]!);

        var settable = (int?)Reading.Number(body["flags"]) ?? (Flags & SuppressEmbeds);
        json["flags"] = (Flags & ~(Loading | SuppressEmbeds)) | (settable & (SuppressEmbeds | ComponentsV2));
        json["edited_timestamp"] = IsLoading ? null : Time(now);
        ShowFiles(json);
        return this with { Json = json };
    }

    /// <summary>As pages get it: see <see cref="Attachments.Shorten"/>.</summary>
    public JsonObject Shown()
    {
        var json = (JsonObject)Json.DeepClone();
        Attachments.Shorten(json);
        return json;
    }

    /// <summary>This message as a reply. What only one may see is shown to nobody else by it, and what that one replied to is not told again.</summary>
    /// <param name="answered">What it replies to, whether or not that still stands.</param>
    /// <param name="found">The same as it stands. Null: it does not.</param>
    public Message ReplyingTo(Snowflake answered, Message? found)
    {
        var json = (JsonObject)Json.DeepClone();
        json["message_reference"] = new JsonObject { ["type"] = 0, ["message_id"] = answered.ToString(), ["channel_id"] = Channel.Id.ToString() };
        if (found is not null && (found.OnlyFor is null || found.OnlyFor == OnlyFor))
        {
            var shown = (JsonObject)found.Json.DeepClone();
            shown.Remove("referenced_message");
            json["referenced_message"] = shown;
        }

        return this with { Json = json };
    }

    /// <summary>An edit names the files that stay by their ids alone.</summary>
    private void Keep(JsonArray files)
    {
        for (var index = 0; index < files.Count; index++)
        {
            if (files[index] is JsonObject named && named["url"] is null && Json.Items("attachments").FirstOrDefault(file => Reading.Number(file["id"]) == Reading.Number(named["id"])) is { } kept)
            {
                files[index] = kept.DeepClone();
            }
        }
    }

    /// <summary>Where an embed or component names a file of the message, its address comes in; a file that an embed shows is not listed again.</summary>
    private static void ShowFiles(JsonObject json)
    {
        var listed = (JsonArray)json["attachments"]!;
        listed.RemoveAll(file => (file as JsonObject)?.Text("url") is null);
        var files = listed.OfType<JsonObject>().ToLookup(file => $"attachment://{file.Text("filename")}", StringComparer.Ordinal);
        if (files.Count == 0)
        {
            return;
        }

        var shown = Replace(json["embeds"], files);
        Replace(json["components"], files);
        listed.RemoveAll(file => shown.Contains(((JsonObject)file!).Text("filename") ?? ""));
    }

    /// <returns>Names of the files that were named.</returns>
    private static HashSet<string> Replace(JsonNode? node, ILookup<string, JsonObject> files)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in node is JsonObject json ? json.Select(each => each.Value).ToList() : node is JsonArray list ? [.. list] : [])
        {
            if (child is JsonValue value && value.TryGetValue<string>(out var text) && files[text].FirstOrDefault() is { } file)
            {
                found.Add(file.Text("filename")!);
                value.ReplaceWith(file.Text("url")!);
            }
            else
            {
                found.UnionWith(Replace(child, files));
            }
        }

        return found;
    }

    private static JsonArray Shown(JsonNode? list) => list as JsonArray is { } array ? (JsonArray)array.DeepClone() : [];

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffff+00:00", CultureInfo.InvariantCulture);
}
