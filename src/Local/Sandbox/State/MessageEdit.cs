using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Changes a message that stands, by whichever way the edit comes. What counts is the message as it would be afterwards.</summary>
internal static class MessageEdit
{
    /// <param name="message">As it stands.</param>
    /// <param name="body">The edit.</param>
    /// <returns>The edit as it is to be judged: what has become components v2 stays so.</returns>
    public static JsonObject Judged(Message message, JsonObject body)
    {
        var judged = (JsonObject)body.DeepClone();
        if ((message.Flags & Message.ComponentsV2) != 0)
        {
            judged["flags"] = (Reading.Number(body["flags"]) ?? 0) | Message.ComponentsV2;
        }

        return judged;
    }

    /// <param name="world">Where it stands.</param>
    /// <param name="channel">In which channel.</param>
    /// <param name="id">Which message.</param>
    /// <param name="body">The edit, judged by itself.</param>
    /// <param name="at">Where the edit stands in the request.</param>
    /// <returns>The message after the edit; or why there is none, and then nothing has changed.</returns>
    public static (Message? After, DiscordError? Refusal) Apply(World world, Snowflake channel, Snowflake id, JsonObject body, Place at)
    {
        DiscordError? refusal = DiscordError.UnknownMessage;
        var changed = world.Change(channel, id, before =>
        {
            var after = before.Edited(body, world.Time.GetUtcNow());
            refusal = Refusal(after, at);
            return refusal is null ? after : null;
        });
        return (changed, refusal);
    }

    private static DiscordError? Refusal(Message after, Place at)
    {
        var found = new Findings();
        if ((after.Flags & Message.ComponentsV2) != 0)
        {
            MessageRules.JudgeLegacy(after.Json, at, found);
        }

        return found.All.Count > 0 ? DiscordError.InvalidForm(found.All)
            : PayloadJudge.IsEmpty(after.Json, withFiles: false) ? DiscordError.EmptyMessage
            : null;
    }
}
