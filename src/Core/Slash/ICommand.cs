using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Slash;

/// <summary>A slash command. Its option record is its option list; its instance has no state and serves everyone.</summary>
public interface ICommand<in TOptions>
{
    /// <summary>Says what the reply is. May run again after a conflict, so it changes nothing but the session's documents.</summary>
    Task<Reply> RunAsync(TOptions options, Caller caller, Session session, CancellationToken ct);
}

/// <summary>A slash command without options.</summary>
public interface ICommand : ICommand<NoOptions>
{
    Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct);

    Task<Reply> ICommand<NoOptions>.RunAsync(NoOptions options, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);
}

public sealed record NoOptions;

/// <summary>Answers a button of the command. <typeparamref name="TState"/> has an <see cref="ActionAttribute"/>.</summary>
public interface IButton<in TState>
{
    Task<Reply> PressAsync(TState state, Caller caller, Session session, CancellationToken ct);
}

/// <summary>Answers a menu of the command.</summary>
public interface ISelect<in TState>
{
    /// <param name="state">What the menu is about.</param>
    /// <param name="value">The picked value; one that the menu offered, but perhaps long ago.</param>
    /// <param name="caller">Who picked it.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    Task<Reply> ChooseAsync(TState state, string value, Caller caller, Session session, CancellationToken ct);
}

/// <summary>Answers a menu of the command of which several may be picked.</summary>
public interface ISelectMany<in TState>
{
    /// <param name="state">What the menu is about.</param>
    /// <param name="values">The picked values, perhaps none; values that the menu offered, but perhaps long ago.</param>
    /// <param name="caller">Who picked them.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    Task<Reply> ChooseAsync(TState state, IReadOnlyList<string> values, Caller caller, Session session, CancellationToken ct);
}

/// <summary>Answers a form of the command.</summary>
public interface IForm<in TState, in TForm>
{
    Task<Reply> SubmitAsync(TState state, TForm form, Caller caller, Session session, CancellationToken ct);
}

/// <summary>
/// A command on whose reply others depend: it is shown again when the interaction comes again after it was counted, since the words that are remembered of it have
/// neither its buttons nor whom it addresses.
/// </summary>
public interface IShowsAgain
{
    /// <returns>Null: there is nothing to show but those words.</returns>
    Task<Reply?> ShowAgainAsync(Session session, CancellationToken ct);
}

/// <summary>Suggests values for an option while it is being typed.</summary>
public interface ISuggester
{
    /// <param name="typed">What is in the field, perhaps nothing.</param>
    /// <param name="caller">Who types.</param>
    /// <param name="session">For reading only; nothing is committed.</param>
    /// <param name="ct">Ends at the deadline; then there are no suggestions.</param>
    Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct);
}

/// <summary>A user that an option names.</summary>
/// <param name="Id">Always given.</param>
/// <param name="Name">As others see it; not escaped. Null: Discord did not say, or it was not kept.</param>
/// <param name="IsBot">Bots have no wallets.</param>
public sealed record Person(Snowflake Id, string? Name, bool IsBot)
{
    /// <summary>True when Discord says that they are not on the server where they are named.</summary>
    internal bool IsElsewhere { get; init; }

    /// <summary>How they are called, ready for a message; where no name is known, their mention, which pings nobody unless a reply addresses them.</summary>
    public string Shown => Name is null ? Markup.User(Id) : Markup.Escape(Name);
}
