using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST autocomplete</c>: somebody is typing in an option that the bot suggests values for.</summary>
internal static class Suggest
{
    public static async Task<JsonObject> RunAsync(SmallDiscord discord, Asked asked, CancellationToken ct)
    {
        var letter = Write(discord.World, asked);
        var delivered = await new Delivery(discord).SendAsync(letter, ct);
        var json = new JsonObject { ["choices"] = Shown(letter.Interaction.Choices, asked.Person.Locale) };
        if (delivered.Refusal is not null)
        {
            json["refusal"] = Outcome.Refusal(letter.Interaction, delivered);
        }

        return json;
    }

    private static Letter Write(World world, Asked asked)
    {
        var command = UsableCommand.Find(world, asked);
        var scene = new Scene(world, asked.Person, asked.Channel);
        var values = new Values(scene);
        var options = new GivenOptions(values, isPartial: true);
        var given = options.Check(command, asked.Objects("options"));
        if (options.Focused is not [var focused])
        {
            values.Count(["options"], options.Focused.Count, 1, 1);
        }
        else if (focused.Flag("autocomplete") != true)
        {
            values.Wrong(["options"], "APPLICATION_COMMAND_OPTION_NOT_AUTOCOMPLETE", $"Option \"{focused.Text("name")}\" has no autocomplete.");
        }

        values.ThrowIfAnyWrong();
        var typed = new TypedCommand(asked.Id("command_id"), command.Text("name")!, given, []);
        var body = new InteractionBody(world.Bot.ApplicationId, scene, world.Ids).Autocomplete(typed);
        UsableCommand.AddServer((JsonObject)body["data"]!, command);
        return Letter.Of(world, asked, body, $"/{command.Text("name")} {options.Chosen}".TrimEnd() + $" {options.Focused[0].Text("name")}: …", command);
    }

    /// <summary>In the person's language, where the bot knows it.</summary>
    private static JsonArray Shown(JsonArray? choices, string locale) =>
        [.. (choices ?? []).OfType<JsonObject>().Select(choice => new JsonObject
        {
            ["name"] = choice.Child("name_localizations").Text(locale) ?? choice.Text("name"), ["value"] = choice["value"]?.DeepClone(),
        })];
}
