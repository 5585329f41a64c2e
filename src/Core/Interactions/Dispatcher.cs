using FlippyFlip.Core.Bots;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Telemetry;

namespace FlippyFlip.Core.Interactions;

/// <summary>A reply, with the caller it is for.</summary>
public sealed record Answer(Reply Reply, Localisation.Locale Locale);

/// <summary>
/// From a verified interaction to its reply: who acts, may they, which handler, one unit of work. The one catch-all is here, so the first
/// attempt and a deferred one end the same way.
/// </summary>
public sealed class Dispatcher(Catalogue catalogue, UnitOfWork work, RateLimiter limiter, Apology apology)
{
    /// <summary>Never throws, but for its own cancellation.</summary>
    /// <param name="interaction">Verified and parsed; not a ping.</param>
    /// <param name="bot">Whom it was sent to.</param>
    /// <param name="receipt">When it arrived.</param>
    /// <param name="isDeferred">True on the second run of an interaction that was let in before.</param>
    /// <param name="ct">Ends the attempt.</param>
    public async Task<Answer> RunAsync(Interaction interaction, Bot bot, Receipt receipt, bool isDeferred, CancellationToken ct)
    {
        if (Caller.Of(interaction, bot, receipt) is not { } caller)
        {
            return new Answer(Refusals.NotSupported(), Localisation.Locale.English);
        }

        Reply reply;
        try
        {
            reply = await ReplyAsync(interaction, caller, isDeferred, ct);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            var sorry = apology.For(exception, interaction);
            reply = interaction.Type == InteractionType.Autocomplete ? Reply.Choices([]) : sorry;
        }

        if (reply.Type == ReplyType.Update && interaction.Message is null)
        {
            // A form that no message's component opened has nothing to change.
            reply = reply with { Type = ReplyType.Message };
        }

        if (reply.RefusalKind is { } kind && Instruments.Refusals.Enabled)
        {
            Instruments.Refusals.Add(1, new("kind", kind), new("command", CommandOf(interaction)));
        }

        return new Answer(reply, caller.LocaleOf(reply));
    }

    /// <summary>The declared command that an interaction is about, "-" when there is none: whatever is sent, the names stay few.</summary>
    public string CommandOf(Interaction interaction) =>
        catalogue.Find(CustomId.TryRead(interaction.Data?.CustomId, out var id) ? id.Command : interaction.Data?.Name)?.Name ?? "-";

    /// <summary>How "thinking" must look for what is about to run.</summary>
    public Reply Thinking(Interaction interaction)
    {
        if (interaction.Type is InteractionType.Component or InteractionType.ModalSubmit && CustomId.TryRead(interaction.Data?.CustomId, out var id))
        {
            var command = catalogue.Find(id.Command);
            return (Confirmation.IsAnswer(id) || command?.Action(id.Action)?.Facts.Updates == true) && interaction.Message is not null
                ? Reply.ThinkingQuietly()
                : Reply.Thinking(command?.IsPrivate ?? true);
        }

        return Reply.Thinking(catalogue.Find(interaction.Data?.Name)?.IsPrivate ?? true);
    }

    private Task<Reply> ReplyAsync(Interaction interaction, Caller caller, bool isDeferred, CancellationToken ct)
    {
        switch (interaction.Type)
        {
            case InteractionType.Command or InteractionType.Autocomplete when interaction.Data is not { Type: null or 1 }:
                return Task.FromResult(Refusals.NotSupported());
            case InteractionType.Command:
                return Admit(caller, catalogue.Find(interaction.Data!.Name), interaction.Data.Name, isDeferred, out var command) is { } refusal
                    ? Task.FromResult(refusal)
                    : work.RunAsync(caller, command, session => command.RunAsync(interaction, caller, session, ct), ct);
            case InteractionType.Autocomplete:
                return catalogue.Find(interaction.Data!.Name) is { } typed && caller.Level >= typed.Level
                    ? work.SuggestAsync(caller, session => typed.SuggestAsync(interaction, caller, session, ct))
                    : Task.FromResult(Reply.Choices([]));
            case InteractionType.Component or InteractionType.ModalSubmit:
                return ActAsync(interaction, caller, isDeferred, ct);
            default:
                return Task.FromResult(Refusals.NotSupported());
        }
    }

    private Task<Reply> ActAsync(Interaction interaction, Caller caller, bool isDeferred, CancellationToken ct)
    {
        if (!CustomId.TryRead(interaction.Data?.CustomId, out var id))
        {
            return Task.FromResult(Refusals.OldComponent("help"));
        }

        if (Admit(caller, catalogue.Find(id.Command), id.Command, isDeferred, out var command) is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        if (Confirmation.IsAnswer(id))
        {
            return id.Owner == caller.UserId
                ? work.RunAsync(caller, command, session => Confirmation.AnswerAsync(id, session, said => SayAsync(said, interaction, command, caller, session, ct), ct), ct)
                : Task.FromResult(Refusals.NotYours());
        }

        if (command.Action(id.Action) is not { } action || action.Facts.Version != id.Version)
        {
            return Task.FromResult(Refusals.OldComponent(command.Name));
        }

        return action.Facts.IsForEveryone || id.Owner == caller.UserId
            ? work.RunAsync(caller, command, session => action.AnswerAsync(id, interaction, caller, session, ct), ct)
            : Task.FromResult(Refusals.NotYours());
    }

    /// <summary>Runs what was said before.</summary>
    private static Task<Reply> SayAsync(Said said, Interaction interaction, CommandDeclaration command, Caller caller, Session session, CancellationToken ct)
    {
        var again = interaction with { Type = said.Type, Data = said.Data };
        return said.Type == InteractionType.Command ? command.RunAsync(again, caller, session, ct)
            : CustomId.TryRead(said.Data?.CustomId, out var id) && command.Action(id.Action) is { } action && action.Facts.Version == id.Version
                ? action.AnswerAsync(id, again, caller, session, ct)
                : Task.FromResult(Refusals.OldComponent(command.Name));
    }

    /// <summary>The refusal of somebody who may not, or not now. Null: come in.</summary>
    private Reply? Admit(Caller caller, CommandDeclaration? found, string? name, bool isDeferred, out CommandDeclaration command)
    {
        command = found!;
        return found is null ? Refusals.UnknownCommand(name)
            : caller.Level < found.Level ? Refusals.NotAllowed(found.Name)
            : !isDeferred && limiter.Take(caller.Bot.ApplicationId, caller.UserId) is { } retryAt ? Refusals.TooFast(retryAt)
            : null;
    }
}
