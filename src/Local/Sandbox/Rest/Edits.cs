using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Changes a message that stands.</summary>
internal static class Edits
{
    /// <param name="world">Where it stands.</param>
    /// <param name="call">What the edit came with.</param>
    /// <param name="message">As it was found.</param>
    /// <param name="judge">Judges the edit's body.</param>
    /// <returns>The message after the edit.</returns>
    /// <exception cref="DiscordRefusal">The edit is wrong, leaves nothing, or the message went meanwhile.</exception>
    public static Message Apply(World world, RestCall call, Message message, Func<JsonObject, IReadOnlyCollection<string>, IReadOnlyList<FieldError>> judge)
    {
        var body = (JsonObject)call.Object().DeepClone();
        var judged = (JsonObject)body.DeepClone();
        if ((message.Flags & Message.ComponentsV2) != 0)
        {
            // What has become components v2 stays so.
            judged["flags"] = (Reading.Number(body["flags"]) ?? 0) | Message.ComponentsV2;
        }

        RestCall.Refuse(judge(judged, call.Content.FileNames));
        var uploads = new Uploads(world, call, body, message);
        var changed = world.Change(message.Channel.Id, message.Id, before =>
        {
            var after = before.Edited(body, world.Time.GetUtcNow());
            return PayloadJudge.IsEmpty(after.Json, withFiles: false) ? throw new DiscordRefusal(DiscordError.EmptyMessage) : after;
        });
        uploads.Keep();
        return changed ?? throw new DiscordRefusal(DiscordError.UnknownMessage);
    }
}
