using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST messages</c>: a person says something. The bot hears nothing of it, but its message commands can be used on it.</summary>
internal static class SaySomething
{
    /// <summary>Characters, without Nitro.</summary>
    private const int MostText = 2000;

    public static JsonObject Run(World world, Asked asked)
    {
        var content = asked.Text("content").Trim();
        if (content.Length == 0)
        {
            throw new DiscordRefusal(DiscordError.EmptyMessage);
        }

        var values = new Values(new Scene(world, asked.Person, asked.Channel));
        values.Length(["content"], content, null, MostText);
        values.ThrowIfAnyWrong();
        var message = Message.Of(world.Ids.Next(), asked.Channel, asked.Person.User(), 0, new JsonObject { ["content"] = content }, null);
        world.Put(message);
        return new JsonObject { ["message"] = message.Shown() };
    }
}
