using System.Text.Json.Nodes;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>
/// A crowd that does whatever the declarations of the commands and the replies so far let it do: commands with likely options, buttons and menus of its own,
/// of others and of long ago, forms, all of it sometimes twice, at once or in bursts. The same seed and the same replies make the same crowd.
/// </summary>
public sealed class RandomPlayers
{
    /// <summary>People in the crowd.</summary>
    public const int Count = 200;

    /// <summary>People who do half of everything, so that some have a long past.</summary>
    private const int Regulars = 20;

    /// <summary>Replies whose buttons may still be pressed.</summary>
    private const int MostHeard = 400;

    /// <summary>Turns that a failure tells.</summary>
    private const int MostRecent = 25;

    private static readonly string[] Locales = ["en-US", "en-US", "en-US", "de", "fr", "es-ES", "pt-BR", "ja", "sv-SE"];

    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly Likely _likely;
    private readonly Scribe _scribe;
    private readonly List<Heard> _heard = [];
    private readonly List<ILookup<string, JsonObject>> _offered = [];
    private readonly Queue<Heard> _forms = new();
    private readonly Queue<string> _recent = new();
    private readonly List<Deed> _done = [];
    private int _deeds;

    /// <param name="seed">Chooses what they do.</param>
    /// <param name="scribe">Writes it down.</param>
    public RandomPlayers(int seed, Scribe scribe)
    {
        _random = new Random(seed);
        _likely = new Likely(_random);
        _scribe = scribe;
        People = [.. Enumerable.Range(0, Count).Select(number => Somebody.Number(number) with { Locale = _likely.One(Locales), IsInGuild = number % 5 > 0 })];
    }

    public IReadOnlyList<Somebody> People { get; }

    /// <summary>The latest turns, for a failure to tell.</summary>
    public string Recent
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _recent);
            }
        }
    }

    /// <summary>What happens next: one deed, or several at the same time.</summary>
    public IReadOnlyList<Deed> Next()
    {
        lock (_gate)
        {
            IReadOnlyList<Deed> turn = _random.Next(100) switch
            {
                < 68 => [One(Anybody())],
                < 76 => Twice(One(Anybody())),
                < 82 when _done.Count > 0 => [_likely.One(_done)],
                < 90 => Burst(Anybody()),
                < 95 => [One(Anybody()), One(Anybody()), One(Anybody()), One(Anybody())],
                _ when _heard.Count > 0 && Use(Anybody(), out var first) => [first, New(first.Who, _scribe.Again(first.Interaction))],
                _ => [One(Anybody())],
            };
            Note(string.Join(" | ", turn));
            return turn;
        }
    }

    /// <summary>Tells the crowd what a deed led to; what it offers may be used from now on.</summary>
    public void Hear(Deed deed, JsonObject reply)
    {
        lock (_gate)
        {
            switch ((int)reply["type"]!, reply["data"] as JsonObject)
            {
                case (8, { } choices) when deed.Interaction["data"]!["options"]!.AsArray().FirstOrDefault(option => (bool?)option!["focused"] == true) is { } focused:
                    _likely.Learn((string)deed.Interaction["data"]!["name"]!, (string)focused["name"]!, choices);
                    break;
                case (9, { } form):
                    _forms.Enqueue(new Heard(deed.Who, form, deed.Interaction));
                    break;
                case (4 or 7, { } message):
                    Keep(new Heard(deed.Who, message, deed.Interaction));
                    break;
            }
        }
    }

    /// <summary>Tells the crowd of a message that came by itself.</summary>
    public void Hear(JsonObject message)
    {
        lock (_gate)
        {
            if (_done is [.., var last])
            {
                Keep(new Heard(last.Who, message, last.Interaction));
            }
        }
    }

    /// <summary>Notes what else happened.</summary>
    public void Note(string what)
    {
        lock (_gate)
        {
            _recent.Enqueue(what);
            if (_recent.Count > MostRecent)
            {
                _recent.Dequeue();
            }
        }
    }

    private static IReadOnlyList<Deed> Twice(Deed deed) => [deed, deed];

    private IReadOnlyList<Deed> Burst(Somebody who) => [.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => One(who))];

    private Somebody Anybody() => People[_random.Next(2) == 0 ? _random.Next(Regulars) : _random.Next(Count)];

    /// <summary>Somebody to name: mostly one of few, so that people meet again.</summary>
    private Somebody Other(Somebody who) => _random.Next(20) switch
    {
        0 => who,
        1 => Somebody.Robot,
        2 => Somebody.Stranger,
        < 12 => People[(int)((who.Id.Value + (ulong)_random.Next(1, 4)) % Count)],
        _ => Anybody(),
    };

    private Deed One(Somebody who) => _random.Next(100) switch
    {
        < 12 when _forms.TryDequeue(out var form) => Fill(form),
        < 50 when _heard.Count > 0 && Use(who, out var deed) => deed,
        < 56 when Type(who) is { } typing => typing,
        _ => Say(who),
    };

    private Deed Say(Somebody who)
    {
        var command = _likely.One(Scribe.Public);
        List<Somebody> mentioned = [];
        var options = new JsonArray();
        foreach (var option in command.Options.Where(option => option.IsRequired ? _random.Next(100) > 0 : _random.Next(2) == 0))
        {
            options.Add(_likely.Option(command, option, () =>
            {
                mentioned.Add(Other(who));
                return mentioned[^1];
            }));
        }

        return New(who, _scribe.Command(who, command.Name, options, mentioned));
    }

    /// <summary>Null: nothing is suggested for the command that chance chose.</summary>
    private Deed? Type(Somebody who)
    {
        var suggesting = Scribe.Public.SelectMany(command => command.Options.Where(option => option.Suggester is not null).Select(option => (command, option))).ToList();
        if (suggesting.Count == 0)
        {
            return null;
        }

        var (command, option) = _likely.One(suggesting);
        var typed = _likely.One(["", "", "1", "5", "h", "al"]);
        return New(who, _scribe.Typing(who, command.Name, [new JsonObject { ["name"] = option.Name, ["type"] = 3, ["value"] = typed, ["focused"] = true }]));
    }

    /// <summary>A component of a reply that was heard: mostly a late one, mostly by whom it is for.</summary>
    private bool Use(Somebody who, out Deed deed)
    {
        // First what to do, then where: some replies offer themselves again and again, and a board has many buttons.
        var since = _random.Next(3) > 0 ? Math.Max(0, _heard.Count - 40) : 0;
        var action = _likely.One([.. _offered.Skip(since).SelectMany(offered => offered.Select(group => group.Key)).Distinct()]);
        var at = _likely.One([.. Enumerable.Range(since, _heard.Count - since).Where(at => _offered[at].Contains(action))]);
        var (heard, component) = (_heard[at], _likely.One([.. _offered[at][action]]));
        var customId = (string)component["custom_id"]!;
        var owner = CustomId.TryRead(customId, out var id) ? People.FirstOrDefault(person => person.Id == id.Owner) : null;
        var presser = owner is not null && _random.Next(8) > 0 ? owner : who;
        var type = (int)component["type"]!;
        deed = New(presser, _scribe.Use(presser, customId, type, Picked(component, type, presser), heard));
        return true;
    }

    private IReadOnlyList<string>? Picked(JsonObject component, int type, Somebody who) => type switch
    {
        2 => null,
        5 => [Other(who).Id.ToString()],
        _ => [.. component["options"]!.AsArray()
            .OrderBy(_ => _random.Next())
            .Take(_random.Next((int?)component["min_values"] ?? 1, ((int?)component["max_values"] ?? 1) + 1))
            .Select(option => (string)option!["value"]!)],
    };

    private Deed Fill(Heard form) => New(form.By, _scribe.Submit(
        form.By,
        (string)form.Data["custom_id"]!,
        [.. form.Fields().Select(field => KeyValuePair.Create((string)field["custom_id"]!, (JsonNode?)_likely.Text(field)))],
        form.Interaction));

    private Deed New(Somebody who, JsonObject interaction)
    {
        var deed = new Deed(++_deeds, who, interaction);
        _done.Add(deed);
        if (_done.Count > MostRecent)
        {
            _done.RemoveAt(0);
        }

        return deed;
    }

    private void Keep(Heard heard)
    {
        var offered = heard.Components().ToLookup(component => string.Join('.', ((string)component["custom_id"]!).Split('.')[..2]));
        if (offered.Count == 0)
        {
            return;
        }

        _heard.Add(heard);
        _offered.Add(offered);
        if (_heard.Count > MostHeard)
        {
            var forgotten = _random.Next(MostHeard / 2);
            _heard.RemoveAt(forgotten);
            _offered.RemoveAt(forgotten);
        }
    }
}
