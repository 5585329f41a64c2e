using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST modals</c>: somebody sends a form that the bot opened for them.</summary>
internal static class SubmitForm
{
    public static async Task<JsonObject> RunAsync(SmallDiscord discord, Asked asked, CancellationToken ct)
    {
        var letter = Write(discord.World, asked);
        return Outcome.Of(letter.Interaction, await new Delivery(discord).SendAsync(letter, ct));
    }

    private static Letter Write(World world, Asked asked)
    {
        if (world.Interaction(asked.Id("interaction_id")) is not { Modal: { } form } opener || opener.Person.Id != asked.Person.Id || opener.Channel.Id != asked.Channel.Id)
        {
            throw new DiscordRefusal(DiscordError.UnknownInteraction);
        }

        var scene = new Scene(world, asked.Person, asked.Channel);
        var values = new Values(scene);
        var filled = new FilledFields(form, values).Check(asked.Objects("components"));
        values.ThrowIfAnyWrong();
        var message = opener.Source is { } source ? world.Find(opener.Channel.Id, source) : null;
        var bodies = new InteractionBody(world.Bot.ApplicationId, scene, world.Ids);
        var body = bodies.Submit(opener.Form ?? "", filled, message?.Json);
        bodies.AddResolved((JsonObject)body["data"]!, values.Users);
        values.ResolveChannels((JsonObject)body["data"]!);
        return Letter.Of(world, asked, body, $"Submit {form.Text("title")}", source: message?.Id);
    }
}
