using System.Reflection;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Slash;

/// <summary>A button, menu or form of a command: its state record's declaration and the way to answer it.</summary>
public abstract class ActionDeclaration
{
    private protected ActionDeclaration(ActionAttribute action) => Facts = action;

    public string Name => Facts.Name;

    public ActionAttribute Facts { get; }

    /// <summary>Answers a component or form whose id names this action; one whose fields are not this version's is told that it is old.</summary>
    public abstract Task<Reply> AnswerAsync(CustomId id, Interaction interaction, Caller caller, Session session, CancellationToken ct);

    private protected static Task<Reply> TooOldAsync(CustomId id) => Task.FromResult(Refusals.OldComponent(id.Command));

    /// <summary>Every action that a command's class answers, by the interfaces it implements.</summary>
    internal static IEnumerable<ActionDeclaration> AllOf(Type command, Lazy<object> instance)
    {
        foreach (var contract in command.GetInterfaces().Where(contract => contract.IsGenericType))
        {
            var definition = contract.GetGenericTypeDefinition();
            var kind = definition == typeof(IButton<>) ? typeof(ButtonDeclaration<>)
                : definition == typeof(ISelect<>) ? typeof(SelectDeclaration<>)
                : definition == typeof(ISelectMany<>) ? typeof(SelectManyDeclaration<>)
                : definition == typeof(IForm<,>) ? typeof(FormDeclaration<,>)
                : null;
            if (kind is not null)
            {
                yield return (ActionDeclaration)Activator.CreateInstance(
                    kind.MakeGenericType(contract.GetGenericArguments()), BindingFlags.Instance | BindingFlags.Public, null, [instance], null)!;
            }
        }
    }
}

internal sealed class ButtonDeclaration<TState>(Lazy<object> instance) : ActionDeclaration(ActionFacts<TState>.Action)
{
    public override Task<Reply> AnswerAsync(CustomId id, Interaction interaction, Caller caller, Session session, CancellationToken ct) =>
        interaction.Type == InteractionType.Component && id.TryState<TState>(out var state) ? ((IButton<TState>)instance.Value).PressAsync(state, caller, session, ct) : TooOldAsync(id);
}

internal sealed class SelectDeclaration<TState>(Lazy<object> instance) : ActionDeclaration(ActionFacts<TState>.Action)
{
    public override Task<Reply> AnswerAsync(CustomId id, Interaction interaction, Caller caller, Session session, CancellationToken ct) =>
        interaction.Type == InteractionType.Component && id.TryState<TState>(out var state) && interaction.Data?.Values is [var value, ..]
            ? ((ISelect<TState>)instance.Value).ChooseAsync(state, value, caller, session, ct)
            : TooOldAsync(id);
}

internal sealed class SelectManyDeclaration<TState>(Lazy<object> instance) : ActionDeclaration(ActionFacts<TState>.Action)
{
    public override Task<Reply> AnswerAsync(CustomId id, Interaction interaction, Caller caller, Session session, CancellationToken ct) =>
        interaction.Type == InteractionType.Component && id.TryState<TState>(out var state) && interaction.Data?.Values is { } values
            ? ((ISelectMany<TState>)instance.Value).ChooseAsync(state, values, caller, session, ct)
            : TooOldAsync(id);
}

internal sealed class FormDeclaration<TState, TForm>(Lazy<object> instance) : ActionDeclaration(ActionFacts<TState>.Action)
{
    public override Task<Reply> AnswerAsync(CustomId id, Interaction interaction, Caller caller, Session session, CancellationToken ct)
    {
        if (interaction.Type != InteractionType.ModalSubmit || !id.TryState<TState>(out var state))
        {
            return TooOldAsync(id);
        }

        return FormShape<TForm>.TryRead(interaction.Data?.Components, out var form, out var refusal)
            ? ((IForm<TState, TForm>)instance.Value).SubmitAsync(state, form, caller, session, ct)
            : Task.FromResult(refusal!);
    }
}
