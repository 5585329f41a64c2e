using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary><c>POST modals</c>: somebody sends a form that the bot opened for them.</summary>
internal static class SubmitForm
{
    public static async Task<JsonObject> RunAsync(SmallDiscord discord, Asked asked, CancellationToken ct)
    {
        var world = discord.World;
        var opener = world.Interaction(asked.Id("interaction_id")) is { Modal: not null } found && found.Person.Id == asked.Person.Id && found.Channel.Id == asked.Channel.Id
            ? found : throw new DiscordRefusal(DiscordError.UnknownInteraction);
        var letter = Write(world, asked, opener);
        Claim(world, opener);
        var isTaken = false;
        try
        {
            var delivered = await new Delivery(discord).SendAsync(letter, ct);
            isTaken = delivered.Refusal is null;
            return Outcome.Of(letter.Interaction, delivered);
        }
        finally
        {
            // What failed may be sent again, as the form stays open.
            world.Atomically(() => opener.IsFormSent = isTaken);
        }
    }

    /// <summary>A form can be sent once, and only as long as its token lives.</summary>
    private static void Claim(World world, OpenInteraction opener) => world.Atomically(() =>
    {
        if (opener.IsFormSent || opener.HasExpired(world.Time.GetUtcNow()))
        {
            throw new DiscordRefusal(DiscordError.UnknownInteraction);
        }

        opener.IsFormSent = true;
    });

    private static Letter Write(World world, Asked asked, OpenInteraction opener)
    {
        var form = opener.Modal!;
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
