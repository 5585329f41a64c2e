using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Slash;
using FlippyFlip.FrontDoor;
using FlippyFlip.FrontDoor.Trials;

namespace FlippyFlip.Core.Tests.Trials;

/// <summary>Somebody with coins and a round behind them who tries one command in every way, as fast as they like, and now and then from elsewhere.</summary>
internal sealed class OneCommand : IAsyncDisposable
{
    /// <summary>Faults that a failure tells.</summary>
    private const int MostTold = 20;

    /// <summary>Values of a menu and of a form's fields are tried in so many ways.</summary>
    private static readonly IReadOnlyList<IReadOnlyList<string>> Picks = [[], ["x"], [""], ["0"], ["-1"], ["900000000000020001"], ["a", "b", "c"], [new string('x', 6000)], ["`@everyone`"], ["{0}"]];

    private readonly Bot _bot;
    private readonly Scribe _scribe;
    private readonly List<string> _broken = [];
    private int _sent;

    private OneCommand(Bot bot, string name)
    {
        _bot = bot;
        _scribe = new Scribe(bot);
        Command = Scribe.Public.Single(command => command.Name == name);
    }

    public CommandDeclaration Command { get; }

    public Somebody Who { get; } = Somebody.Number(1);

    public static async Task<OneCommand> StartAsync(string name)
    {
        var trial = new OneCommand(await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting(), IsOutboxSilent = true, Settings = { ["RateLimits:User"] = "1000000/0.000001" } }), name);
        foreach (var visitor in (Visitor[])[new Visitor(trial._bot, Somebody.Number(0).Id, "P0"), new Visitor(trial._bot, trial.Who.Id, trial.Who.Name)])
        {
            await trial._bot.GrantAsync(visitor, 100_000);
            await visitor.SayAsync("/start");
            await visitor.SayAsync("/bet amount:10 side:heads");
        }

        trial._bot.Clock.Advance(TimeSpan.FromHours(30));
        return trial;
    }

    /// <param name="options">As <c>data.options</c>.</param>
    /// <param name="mentioned">Whom Discord resolves.</param>
    public async Task<Heard> SendAsync(JsonArray options, params IReadOnlyList<Somebody> mentioned) =>
        await AskAsync(_scribe.Command(Here(), Command.Name, options, mentioned));

    public Task TypeAsync(JsonArray options) => AskAsync(_scribe.Typing(Here(), Command.Name, options));

    /// <summary>Presses it and picks from it, whatever it is.</summary>
    public async Task UseAsync(string customId, Heard on)
    {
        if (customId.Length > 100)
        {
            return;
        }

        await AskAsync(_scribe.Use(Here(), customId, 2, null, on));
        await AskAsync(_scribe.Use(Here(), customId, 3, ["x"], on));
        await AskAsync(_scribe.Submit(Here(), customId, Fields(["100", "100", "100", "100", "100"])));
    }

    /// <summary>Picks from it and sends it as a form, whatever it is, with everything that should not come.</summary>
    public async Task FillAsync(string customId, Heard on)
    {
        foreach (var pick in Picks)
        {
            await AskAsync(_scribe.Use(Here(), customId, 3, pick, on));
            await AskAsync(_scribe.Use(Here(), customId, 5, pick, on));
        }

        await AskAsync(_scribe.Submit(Here(), customId, []));
        await AskAsync(_scribe.Submit(Here(), customId, Fields(["1"])));
        await AskAsync(_scribe.Submit(Here(), customId, [KeyValuePair.Create("other", (JsonNode?)"x"), KeyValuePair.Create("", (JsonNode?)"x")]));
        foreach (var value in Nasty.Texts.Select(text => JsonValue.Create(text)).Concat(Nasty.Others))
        {
            await AskAsync(_scribe.Submit(Here(), customId, Fields([.. Enumerable.Repeat(value, 5)])));
        }
    }

    /// <summary>Fails if anything that was sent was not answered as it should be, and if the books do not add up afterwards.</summary>
    public async Task JudgeAsync(string again = "")
    {
        _bot.Clock.Advance(TimeSpan.FromSeconds(2));
        List<string> found = [.. _broken.Distinct(), .. _bot.Log.Troubles, .. await Accounts.DifferencesAsync(_bot)];
        Assert.True(found.Count == 0, $"{found.Count} replies are wrong. {again}\n{string.Join('\n', found.Take(MostTold))}");
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Fields(IReadOnlyList<JsonNode?> values) =>
        values.Select((value, at) => KeyValuePair.Create(at.ToString(CultureInfo.InvariantCulture), value?.DeepClone()));

    /// <summary>The same person: in turn in a server and not, and in all languages.</summary>
    private Somebody Here() => Who with { IsInGuild = ++_sent % 3 > 0, Locale = ((string[])["en-US", "de", "fr", "es-ES", "pt-BR", "ja", "xx", ""])[_sent % 8] };

    private async Task<Heard> AskAsync(JsonObject interaction)
    {
        var said = new Deed(_sent, Who, interaction).ToString();
        // No cooldown keeps what is sent from counting.
        _bot.Clock.Advance(TimeSpan.FromSeconds(3));
        try
        {
            var seen = await _bot.AskAsync(interaction, said);
            _broken.AddRange(ReplyRules.Broken(interaction, seen.Json, mayShowAnything: true).Select(rule => $"{said}: {rule}"));
            return new Heard(Who, seen.Data, interaction);
        }
        catch (InvalidOperationException refused)
        {
            _broken.Add($"{said}: {refused.Message}");
            return new Heard(Who, [], interaction);
        }
    }
}
