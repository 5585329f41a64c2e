using System.Globalization;
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
    /// <param name="interaction">What is answered.</param>
    /// <param name="callback">Type and data.</param>
    /// <param name="files">Names of the files that come with it. Null: none.</param>
    public DiscordError? Take(OpenInteraction interaction, JsonObject callback, IReadOnlyCollection<string>? files = null)
    {
        // Judging takes long for large answers, and nobody else needs to wait for it.
        var judged = Judge(interaction, callback, files);
        return world.Atomically(() =>
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

            if ((judged ?? Apply(interaction, callback.Number("type")!.Value, callback.Child("data") ?? [])) is not { } refusal)
            {
                return null;
            }

            interaction.Refusal = refusal;
            interaction.State = Answering.Failed;
            return refusal;
        });
    }

    /// <returns>Null: as far as can be told without the lock, it is right.</returns>
    private DiscordError? Judge(OpenInteraction interaction, JsonObject callback, IReadOnlyCollection<string>? files)
    {
        var errors = Errors(interaction, callback, files);
        return errors.Count > 0 ? DiscordError.InvalidForm(errors)
            : callback.Number("type") == Message && PayloadJudge.IsEmpty(callback.Child("data") ?? [], files is { Count: > 0 }) ? DiscordError.EmptyMessage
            : null;
    }

    private IReadOnlyList<FieldError> Errors(OpenInteraction interaction, JsonObject callback, IReadOnlyCollection<string>? files)
    {
        if (callback.ContainsKey("type") && !Fits(interaction, callback.Number("type")))
        {
            var allowed = Word.Choices(Allowed(interaction).Select(type => type.ToString(CultureInfo.InvariantCulture)));
            return [new FieldError(["type"], allowed.Code, allowed.Message)];
        }

        if (callback.Number("type") == Update && callback["data"] is JsonObject data && world.Find(interaction.Channel.Id, interaction.Source!.Value) is { } source)
        {
            callback = (JsonObject)callback.DeepClone();
            callback["data"] = MessageEdit.Judged(source, data);
        }

        return judge.Callback(callback, files);
    }

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

    /// <returns>Null: done. Else nothing has changed.</returns>
    private DiscordError? Apply(OpenInteraction interaction, int type, JsonObject data)
    {
        switch (type)
        {
            case Message:
                interaction.Original = Post(interaction, data).Id;
                break;
            case Thinking:
                var flags = (int)(Reading.Number(data["flags"]) ?? 0) & State.Message.Ephemeral;
                interaction.Original = Post(interaction, new JsonObject { ["flags"] = flags | State.Message.Loading }).Id;
                break;
            case PromisedUpdate:
                interaction.Original = interaction.Source;
                break;
            case Update:
                if (MessageEdit.Apply(world, interaction.Channel.Id, interaction.Source!.Value, data, Place.Root["data"]).Refusal is { } refusal)
                {
                    return refusal;
                }

                interaction.Original = interaction.Source;
                break;
            case Form:
                interaction.Form = data.Text("custom_id");
                interaction.Modal = (JsonObject)data.DeepClone();
                break;
            default:
                interaction.Choices = data["choices"]?.DeepClone() as JsonArray ?? [];
                break;
        }

        interaction.AnswerType = type;
        interaction.State = type is Thinking or PromisedUpdate ? Answering.Deferred : Answering.Done;
        return null;
    }

    /// <summary>Makes a message by the bot stand there as an answer to this interaction: the first, or one that follows.</summary>
    public Message Post(OpenInteraction interaction, JsonObject body)
    {
        var onlyFor = ((Reading.Number(body["flags"]) ?? 0) & State.Message.Ephemeral) != 0 ? interaction.Person.Id : (Snowflake?)null;
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
        message = answered is { } before ? message.ReplyingTo(before, world.Find(interaction.Channel.Id, before)) : message;
        world.Put(message);
        return message;
    }
}
