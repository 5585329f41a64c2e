using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST commands</c>: somebody uses a command, typed or of a user or message.</summary>
internal static class UseCommand
{
    private const int Typed = 1;
    private const int OfUser = 2;
    private const int OfMessage = 3;

    public static async Task<JsonObject> RunAsync(SmallDiscord discord, Asked asked, CancellationToken ct)
    {
        var letter = Write(discord.World, asked);
        return Outcome.Of(letter.Interaction, await new Delivery(discord).SendAsync(letter, ct));
    }

    private static Letter Write(World world, Asked asked)
    {
        var command = UsableCommand.Find(world, asked);
        var type = command.Number("type") ?? Typed;
        var scene = new Scene(world, asked.Person, asked.Channel);
        var values = new Values(scene);
        var options = new GivenOptions(values, isPartial: false);
        var given = options.Check(command, asked.Objects("options"));
        var target = Target(world, asked, scene, type, values);
        values.ThrowIfAnyWrong();

        var typed = new TypedCommand(asked.Id("command_id"), command.Text("name")!, given, type == OfUser ? [target!.Value] : values.Users) { Type = type };
        var body = new InteractionBody(world.Bot.ApplicationId, scene, world.Ids).Command(typed);
        var data = (JsonObject)body["data"]!;
        values.ResolveChannels(data);
        if (target is { } id)
        {
            data["target_id"] = id.ToString();
        }

        if (type == OfMessage)
        {
            data["resolved"] = new JsonObject { ["messages"] = new JsonObject { [target!.Value.ToString()] = world.Find(asked.Channel.Id, target.Value)?.Json.DeepClone() } };
        }

        UsableCommand.AddServer(data, command);
        return Letter.Of(world, asked, body, type == Typed ? $"/{command.Text("name")} {options.Chosen}".TrimEnd() : command.Text("name")!, command);
    }

    /// <returns>Null: the command has no target.</returns>
    private static Snowflake? Target(World world, Asked asked, Scene scene, int type, Values values)
    {
        var target = asked.OptionalId("target_id");
        if (type == Typed)
        {
            if (target is not null)
            {
                values.Wrong(["target_id"], "BASE_TYPE_EMPTY", "This field must be empty");
            }

            return null;
        }

        if (target is not { } id)
        {
            values.Missing(["target_id"]);
            return null;
        }

        return type == OfUser && scene.Find(id) is null ? throw new DiscordRefusal(DiscordError.UnknownUser)
            : type == OfMessage && world.Find(asked.Channel.Id, id)?.IsFor(asked.Person.Id) != true ? throw new DiscordRefusal(DiscordError.UnknownMessage)
            : id;
    }
}
