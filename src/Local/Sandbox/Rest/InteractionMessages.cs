using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What an interaction's token gives access to, for fifteen minutes: its first message, and those that follow.</summary>
internal sealed class InteractionMessages(World world, Answers answers, PayloadJudge judge)
{
    private const string Original = "@original";

    public RestAnswer Get(RestCall call) => RestAnswer.Ok(Find(call, Open(call)).Json.DeepClone());

    public RestAnswer Edit(RestCall call)
    {
        var interaction = Open(call);
        var message = Edits.Apply(world, call, Find(call, interaction), judge.Edit);
        world.Atomically(() => interaction.State = interaction.Original == message.Id ? Answering.Done : interaction.State);
        return RestAnswer.Ok(message.Json.DeepClone());
    }

    public RestAnswer Remove(RestCall call)
    {
        var interaction = Open(call);
        var message = Find(call, interaction);
        if (!world.Remove(message))
        {
            throw new DiscordRefusal(DiscordError.UnknownMessage);
        }

        world.Atomically(() =>
        {
            if (interaction.Original == message.Id)
            {
                (interaction.Original, interaction.State) = (null, Answering.Done);
            }
        });
        return RestAnswer.Nothing;
    }

    public RestAnswer FollowUp(RestCall call)
    {
        var interaction = Open(call);
        var body = (JsonObject)call.Object().DeepClone();
        RestCall.Refuse(judge.FollowUp(body, call.Content.FileNames));
        if (PayloadJudge.IsEmpty(body, call.Content.Files.Count > 0))
        {
            throw new DiscordRefusal(DiscordError.EmptyMessage);
        }

        var uploads = new Uploads(world, call, body);
        var message = world.Atomically(() => EndThinking(interaction, body) ?? answers.Post(interaction, body));
        uploads.Keep();
        return RestAnswer.Ok(message.Json.DeepClone());
    }

    /// <summary>While "thinking" stands there, the message takes its place and its privacy (Discord calls that legacy).</summary>
    /// <returns>Null: nothing stands there.</returns>
    private Message? EndThinking(OpenInteraction interaction, JsonObject body)
    {
        if (interaction.State != Answering.Deferred || interaction.Original is not { } original || world.Find(interaction.Channel.Id, original) is not { IsLoading: true })
        {
            return null;
        }

        interaction.State = Answering.Done;
        return world.Change(interaction.Channel.Id, original, message => message.Edited(body, world.Time.GetUtcNow()));
    }

    private OpenInteraction Open(RestCall call)
    {
        var interaction = world.Interaction(call.Text("token")) ?? throw new DiscordRefusal(DiscordError.InvalidWebhookToken);
        call.Person = interaction.Person.Id;
        return world.Atomically(() => interaction.State is Answering.Awaited or Answering.Failed ? throw new DiscordRefusal(DiscordError.UnknownWebhook)
            : interaction.HasExpired(world.Time.GetUtcNow()) ? throw new DiscordRefusal(DiscordError.InvalidWebhookToken)
            : interaction);
    }

    private Message Find(RestCall call, OpenInteraction interaction)
    {
        var name = call.Text("message");
        var id = name == Original ? world.Atomically(() => interaction.Original) : call.Id("message");
        var found = id is { } known ? world.Find(interaction.Channel.Id, known) : null;
        return found is not null && (found.Id == interaction.Original || found.Json.Child("interaction_metadata").Text("id") == interaction.Id.ToString())
            ? found : throw new DiscordRefusal(DiscordError.UnknownMessage);
    }
}
