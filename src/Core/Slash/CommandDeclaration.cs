using System.Reflection;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Slash;

/// <summary>Where a command is registered.</summary>
public enum CommandScope
{
    /// <summary>Everywhere, on the mother bot and every clone.</summary>
    Public,

    /// <summary>In the developers' server of the mother bot.</summary>
    Developer,
}

/// <summary>Everything a command's class declares, and the way to run it.</summary>
public abstract class CommandDeclaration
{
    private readonly Dictionary<string, ActionDeclaration> _actions;

    private protected CommandDeclaration(Type type, IReadOnlyList<OptionDeclaration> options, Func<Type, object> make)
    {
        var slash = type.GetCustomAttribute<SlashAttribute>()!;
        Name = slash.Name;
        Description = slash.Description;
        Group = type.Namespace!.Split('.')[^1];
        Scope = type.Namespace.Contains(".Developer.", StringComparison.Ordinal) ? CommandScope.Developer : CommandScope.Public;
        Options = options;
        Level = type.GetCustomAttribute<RequiresAttribute>()?.Level ?? (Scope == CommandScope.Developer ? Level.Developer : Level.Player);
        IsPrivate = Scope == CommandScope.Developer || type.IsDefined(typeof(PrivateAttribute));
        IsForTheBanned = Scope == CommandScope.Developer || type.IsDefined(typeof(EvenWhenBannedAttribute));
        Cooldown = type.GetCustomAttribute<CooldownAttribute>() is { } cooldown ? TimeSpan.FromSeconds(cooldown.Seconds) : null;
        Instance = new Lazy<object>(() => make(type));
        _actions = ActionDeclaration.AllOf(type, Instance).ToDictionary(action => action.Name, StringComparer.Ordinal);
        Suggesters = options.Where(option => option.Suggester is not null)
            .ToDictionary(option => option.Name, option => new Lazy<ISuggester>(() => (ISuggester)make(option.Suggester!)), StringComparer.Ordinal);
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>The folder it is in, such as <c>Wallet</c>; also its category in /help.</summary>
    public string Group { get; }

    public CommandScope Scope { get; }

    public IReadOnlyList<OptionDeclaration> Options { get; }

    public Level Level { get; }

    /// <summary>True: replies are for the caller alone, also when they come later.</summary>
    public bool IsPrivate { get; }

    /// <summary>True: neither a ban nor an erasure to come keeps anybody from it.</summary>
    public bool IsForTheBanned { get; }

    /// <summary>Null: no wait between two uses.</summary>
    public TimeSpan? Cooldown { get; }

    public IReadOnlyCollection<ActionDeclaration> Actions => _actions.Values;

    private protected Lazy<object> Instance { get; }

    private Dictionary<string, Lazy<ISuggester>> Suggesters { get; }

    /// <summary>Reads the options and runs the command.</summary>
    public abstract Task<Reply> RunAsync(Interaction interaction, Caller caller, Session session, CancellationToken ct);

    /// <inheritdoc cref="IShowsAgain.ShowAgainAsync"/>
    public Task<Reply?> ShowAgainAsync(Session session, CancellationToken ct) =>
        Instance.Value is IShowsAgain again ? again.ShowAgainAsync(session, ct) : Task.FromResult<Reply?>(null);

    /// <summary>Null: the action's name is unknown to this version.</summary>
    public ActionDeclaration? Action(string name) => _actions.GetValueOrDefault(name);

    /// <summary>Suggestions for the option being typed; none where none are declared.</summary>
    public async Task<Reply> SuggestAsync(Interaction interaction, Caller caller, Session session, CancellationToken ct)
    {
        var focused = interaction.Data?.Options?.FirstOrDefault(option => option.Focused);
        return focused is not null && Suggesters.TryGetValue(focused.Name, out var suggester)
            ? Reply.Choices(await suggester.Value.SuggestAsync(focused.Value.Text ?? "", caller, session, ct))
            : Reply.Choices([]);
    }
}

internal sealed class CommandDeclaration<TOptions>(Type type, Func<Type, object> make)
    : CommandDeclaration(type, [.. RecordShape<TOptions>.Parameters.Select(parameter => new OptionDeclaration(parameter))], make)
{
    public override Task<Reply> RunAsync(Interaction interaction, Caller caller, Session session, CancellationToken ct) =>
        TryBind(interaction, out var options, out var refusal)
            ? ((ICommand<TOptions>)Instance.Value).RunAsync(options, caller, session, ct)
            : Task.FromResult(refusal!);

    private bool TryBind(Interaction interaction, out TOptions options, out Reply? refusal)
    {
        options = default!;
        var values = new object?[Options.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var declared = Options[i];
            var given = interaction.Data?.Options?.FirstOrDefault(option => option.Name == declared.Name);
            if (given is null || given.Value.IsEmpty)
            {
                if (declared.IsRequired)
                {
                    refusal = Reply.Refuse($"`{declared.Name}` is missing: {Phrase.Of(declared.Description)}.");
                    return false;
                }

                continue;
            }

            (values[i], refusal) = declared.Type.Read(declared, given, interaction);
            if (refusal is not null)
            {
                return false;
            }
        }

        options = RecordShape<TOptions>.Create(values);
        refusal = null;
        return true;
    }
}
