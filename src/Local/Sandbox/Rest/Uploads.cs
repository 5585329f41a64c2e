using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>The files of one message on their way in: what the body says of them becomes Discord's attachment objects.</summary>
internal sealed class Uploads
{
    private readonly World _world;
    private readonly List<StoredFile> _files = [];

    /// <param name="world">Keeps them.</param>
    /// <param name="call">What they came with.</param>
    /// <param name="body">Its <c>attachments</c> are rewritten.</param>
    /// <param name="before">The message that is edited: what it has may be kept. Null: a new one.</param>
    /// <exception cref="DiscordRefusal">The body speaks of a file that did not come.</exception>
    public Uploads(World world, RestCall call, JsonObject body, Message? before = null)
    {
        _world = world;
        var said = Reading.Objects(body["attachments"]).Select(each => each.Json).ToList();
        var shown = said.Where(each => call.Content.Files.All(file => Reading.Number(each["id"]) != file.Number)).Select(each => Kept(each, before))
            .Concat(call.Content.Files.Select(file => Take(call, file, said.Find(each => Reading.Number(each["id"]) == file.Number)))).ToList();
        if (call.Content.Files.Count > 0 && before is not null && !body.ContainsKey("attachments"))
        {
            shown.InsertRange(0, Reading.Objects(before.Json["attachments"]).Select(each => (JsonObject)each.Json.DeepClone()));
        }

        if (shown.Count > Attachments.MostOfMessage)
        {
            throw new DiscordRefusal(DiscordError.TooManyAttachments);
        }

        if (shown.Count > 0)
        {
            body["attachments"] = new JsonArray([.. shown]);
        }
    }

    /// <summary>Once the message stands.</summary>
    public void Keep() => _world.Attachments.Keep(_files);

    private static JsonObject Kept(JsonObject said, Message? before)
    {
        var kept = Reading.Objects(before?.Json["attachments"]).Select(each => each.Json).FirstOrDefault(each => Reading.Number(each["id"]) == Reading.Number(said["id"]));
        return (JsonObject?)kept?.DeepClone() ?? throw new DiscordRefusal(DiscordError.UploadedFileNotFound);
    }

    private JsonObject Take(RestCall call, SentFile sent, JsonObject? said)
    {
        var file = new StoredFile(_world.Ids.Next(), sent.Name, sent.ContentType, sent.Content);
        _files.Add(file);
        return new JsonObject
        {
            ["id"] = file.Id.ToString(),
            ["filename"] = file.Name,
            ["description"] = said?["description"]?.DeepClone(),
            ["content_type"] = file.ContentType,
            ["size"] = file.Content.Length,
            ["url"] = string.Create(CultureInfo.InvariantCulture, $"{call.Origin}{Attachments.Path}{file.Id}/{file.Name}"),
        };
    }
}
