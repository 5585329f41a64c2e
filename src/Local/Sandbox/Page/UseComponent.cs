using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST components</c>: somebody presses a button or chooses from a list.</summary>
internal static class UseComponent
{
    private const int Button = 2;

    public static async Task<JsonObject> RunAsync(SmallDiscord discord, Asked asked, CancellationToken ct)
    {
        var letter = Write(discord.World, asked);
        return Outcome.Of(letter.Interaction, await new Delivery(discord).SendAsync(letter, ct));
    }

    private static Letter Write(World world, Asked asked)
    {
        if (world.Find(asked.Channel.Id, asked.Id("message_id")) is not { } message || !message.IsFor(asked.Person.Id))
        {
            throw new DiscordRefusal(DiscordError.UnknownMessage);
        }

        var customId = asked.Text("custom_id");
        var (index, component) = message.Json.Components().Index().FirstOrDefault(each => each.Item.Text("custom_id") == customId);
        if (component is null || component.Flag("disabled") == true)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm(new FieldError(["custom_id"], "COMPONENT_VALIDATION_FAILED", "Component validation failed")));
        }

        var scene = new Scene(world, asked.Person, asked.Channel);
        var body = new InteractionBody(world.Bot.ApplicationId, scene, world.Ids);
        // Discord numbers them where the bot does not.
        var id = component.Number("id") ?? index + 1;
        var type = component.Number("type") ?? 0;
        var title = component.Text("label") ?? component.Text("placeholder") ?? customId;
        if (type == Button)
        {
            return Letter.Of(world, asked, body.Press(customId, id, message.Json), $"Press {title}", source: message.Id);
        }

        var chosen = asked.Texts("values");
        var values = new Values(scene);
        Choice.Check(component, type, chosen, ["values"], values);
        values.ThrowIfAnyWrong();
        var written = body.Choose(customId, id, type, chosen, values.Users, message.Json);
        values.ResolveChannels((JsonObject)written["data"]!);
        return Letter.Of(world, asked, written, $"Choose {title}", source: message.Id);
    }
}
