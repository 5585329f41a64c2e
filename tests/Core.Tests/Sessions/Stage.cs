using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlippyFlip.Core.Tests.Sessions;

/// <summary>The real commands over a model store: everything between the dispatcher and the database.</summary>
internal sealed class Stage
{
    public static readonly Snowflake Operator = new(900);

    public static readonly Bot Mother = new() { ApplicationId = new Snowflake(100), Owner = Operator };

    public Stage()
    {
        Store = new ModelStore(Clock);
        Catalogue = new Catalogue(Make);
        Parts = new SessionParts(Store, Clock, Dice.Seeded(7), Rates.Default, new byte[] { 1, 2, 3 });
        Work = new UnitOfWork(Parts, Paces.Default, Signals);
    }

    public ModelStore Store { get; }

    /// <summary>What was said to be ready for sending.</summary>
    public RaisedSignals Signals { get; } = new();

    public StandingClock Clock { get; } = new();

    public Catalogue Catalogue { get; }

    public SessionParts Parts { get; }

    public UnitOfWork Work { get; }

    /// <summary>Somebody's player as stored.</summary>
    public Player Player(ulong user) => Store.Read<Player>(PlayerId(user)) ?? throw new InvalidOperationException($"{user} is not stored.");

    public static string PlayerId(ulong user) => $"{Mother.ApplicationId}/global/{user}";

    public static Caller Caller(ulong user, ulong interaction, Bot? bot = null) => new()
    {
        Bot = bot ?? Mother,
        Interaction = new Snowflake(interaction),
        UserId = new Snowflake(user),
        Name = $"user {user}",
        GuildId = null,
        Level = Access.LevelOf(bot ?? Mother, new Snowflake(user), default),
        Locale = Locale.English,
        PublicLocale = Locale.English,
        Receipt = default,
    };

    /// <summary>Runs a command as it would be typed, such as <c>bet amount:all side:heads</c>; no value has a blank.</summary>
    public Task<Reply> RunAsync(ulong user, ulong interaction, string line, Bot? bot = null)
    {
        var words = line.Split(' ');
        var command = Catalogue.Find(words[0]) ?? throw new InvalidOperationException($"There is no /{words[0]}.");
        var options = words.Skip(1).Select(word => word.Split(':')).Select(pair => new Option { Name = pair[0], Value = ValueOf(command, pair[0], pair[1]) });
        var request = new Interaction
        {
            Id = new Snowflake(interaction),
            ApplicationId = (bot ?? Mother).ApplicationId,
            Type = InteractionType.Command,
            Data = new InteractionData { Name = words[0], Type = 1, Options = [.. options] },
        };
        var caller = Caller(user, interaction, bot);
        return Work.RunAsync(caller, command, session => command.RunAsync(request, caller, session, CancellationToken.None), CancellationToken.None);
    }

    /// <summary>Presses a button.</summary>
    public Task<Reply> PressAsync<TState>(ulong user, ulong interaction, TState state)
        where TState : notnull
    {
        Assert.True(CustomId.TryRead(CustomId.Write(new Snowflake(user), state), out var id));
        var command = Catalogue.Find(id.Command)!;
        var request = new Interaction { Id = new Snowflake(interaction), ApplicationId = Mother.ApplicationId, Type = InteractionType.Component };
        var caller = Caller(user, interaction);
        return Work.RunAsync(
            caller,
            command,
            session => command.Action(id.Action)!.AnswerAsync(id, request, caller, session, CancellationToken.None),
            CancellationToken.None);
    }

    /// <summary>Lets a player have coins in purse and bank, with as many movements as asked for on the ledger.</summary>
    public void Give(ulong user, long purse, long bank = 0, int movements = 0)
    {
        var player = Economy.Wallets.With(purse, bank);
        var given = new Player
        {
            Id = PlayerId(user),
            Balances = player.Balances,
            Minted = player.Minted,
            Seeds = player.Seeds,
            Ledger = player.Ledger,
        };
        while (given.Ledger.Entries.Count < movements)
        {
            given.Grant(1, Economy.Wallets.Noon);
        }

        Store.Put(given);
        Store.Calls.Clear();
    }

    public static string Say(Reply reply) => reply.Meaning(Locale.English);

    private static OptionValue ValueOf(CommandDeclaration command, string option, string text) =>
        command.Options.Single(declared => declared.Name == option).Type.Code == OptionCode.Integer
            ? new OptionValue(null, double.Parse(text, CultureInfo.InvariantCulture), null)
            : new OptionValue(text, null, null);

    private object Make(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Part(parameter.ParameterType))]);
    }

    private object Part(Type type) => type == typeof(Catalogue) ? Catalogue
        : type == typeof(TimeProvider) ? Clock
        : type == typeof(VerifierPage) ? VerifierPage.None
        : type == typeof(Instance) ? new Instance("1.2.3", StandingClock.Monday)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>) ? Activator.CreateInstance(typeof(NullLogger<>).MakeGenericType(type.GetGenericArguments()))!
        : type == typeof(Lazy<Health>) ? new Lazy<Health>(() => throw new InvalidOperationException("Nobody looks at health here."))
        : throw new InvalidOperationException($"Nobody made a {type}.");

    internal sealed class RaisedSignals : IOutboxSignal
    {
        public List<string> Ids { get; } = [];

        public void Raise(string id) => Ids.Add(id);
    }
}
