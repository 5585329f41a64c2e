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
        RestCall.Refuse(judge(MessageEdit.Judged(message, body), call.Content.FileNames));
        var uploads = new Uploads(world, call, body, message);
        var (changed, refusal) = MessageEdit.Apply(world, message.Channel.Id, message.Id, body, Place.Root);
        if (refusal is not null)
        {
            throw new DiscordRefusal(refusal);
        }

        uploads.Keep();
        return changed!;
    }
}
