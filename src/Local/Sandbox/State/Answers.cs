using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Takes the bot's first answer to an interaction, whichever way it comes: in the reply to our post, or by the callback route.</summary>
internal sealed class Answers(World world, PayloadJudge judge)
{
    private const int Message = 4;
    private const int Thinking = 5;
    private const int PromisedUpdate = 6;
    private const int Update = 7;
    private const int Choices = 8;
    private const int Form = 9;

    /// <returns>Null: taken. Else the interaction has failed, unless it had been answered before.</returns>
    public DiscordError? Take(OpenInteraction interaction, JsonObject callback) => world.Atomically(() =>
    {
        if (interaction.State is not (Answering.Awaited or Answering.Failed))
        {
            return DiscordError.AlreadyAcknowledged;
        }

        if (interaction.HasExpired(world.Time.GetUtcNow()))
        {
            interaction.State = Answering.Failed;
            return DiscordError.UnknownInteraction;
        }

        var errors = Fits(interaction, callback.Number("type")) ? judge.Callback(callback) : [new FieldError(["type"], "BASE_TYPE_CHOICES", $"Value must be one of ({string.Join(", ", Allowed(interaction))}).")];
        if (errors.Count > 0)
        {
            interaction.State = Answering.Failed;
            return DiscordError.InvalidForm(errors);
        }

        Apply(interaction, callback.Number("type")!.Value, callback.Child("data") ?? []);
        return null;
    });

    /// <summary>The matrix of reference section "Callback types and where they are valid".</summary>
    private static int[] Allowed(OpenInteraction interaction) => interaction.Type switch
    {
        2 => [Message, Thinking, Form],
        3 => [Message, Thinking, PromisedUpdate, Update, Form],
        4 => [Choices],
        5 when interaction.Source is not null => [Message, Thinking, PromisedUpdate, Update],
        _ => [Message, Thinking],
    };

    private static bool Fits(OpenInteraction interaction, int? type) => type is { } given && Allowed(interaction).Contains(given);

    private void Apply(OpenInteraction interaction, int type, JsonObject data)
    {
        interaction.AnswerType = type;
        switch (type)
        {
            case Message:
                interaction.Original = Post(interaction, data).Id;
                break;
            case Thinking:
                var flags = (data.Number("flags") ?? 0) & State.Message.Ephemeral;
                interaction.Original = Post(interaction, new JsonObject { ["flags"] = flags | State.Message.Loading }).Id;
                break;
            case PromisedUpdate:
                interaction.Original = interaction.Source;
                break;
            case Update:
                interaction.Original = interaction.Source;
                world.Change(interaction.Channel.Id, interaction.Source!.Value, message => message.Edited(data, world.Time.GetUtcNow()));
                break;
            case Form:
                interaction.Form = data.Text("custom_id");
                interaction.Modal = (JsonObject)data.DeepClone();
                break;
            default:
                interaction.Choices = data["choices"]?.DeepClone() as JsonArray ?? [];
                break;
        }

        interaction.State = type is Thinking or PromisedUpdate ? Answering.Deferred : Answering.Done;
    }

    /// <summary>Makes a message by the bot stand there as an answer to this interaction: the first, or one that follows.</summary>
    public Message Post(OpenInteraction interaction, JsonObject body)
    {
        var onlyFor = ((body.Number("flags") ?? 0) & State.Message.Ephemeral) != 0 ? interaction.Person.Id : (Snowflake?)null;
        var answered = interaction.Original ?? interaction.Source;
        var type = answered is not null ? 19 : interaction.CommandType is 2 or 3 ? 23 : interaction.CommandType is 1 ? 20 : 0;
        var message = State.Message.Of(world.Ids.Next(), interaction.Channel, world.BotUser(), type, body, onlyFor);
        message.Json["application_id"] = world.Bot.ApplicationId.ToString();
        message.Json["webhook_id"] = world.Bot.ApplicationId.ToString();
        message.Json["interaction_metadata"] = new JsonObject
        {
            ["id"] = interaction.Id.ToString(),
            ["type"] = interaction.Type,
            ["user"] = interaction.Person.User(),
            ["authorizing_integration_owners"] = new JsonObject { ["0"] = interaction.Channel.Server?.Id.ToString() ?? "0" },
            ["name"] = interaction.CommandName,
        };
        if (answered is { } before)
        {
            message.Json["message_reference"] = new JsonObject { ["type"] = 0, ["message_id"] = before.ToString(), ["channel_id"] = interaction.Channel.Id.ToString() };
        }

        world.Put(message);
        return message;
    }
}
