using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.FrontDoor.Trials;

namespace FlippyFlip.Core.Tests.Trials;

/// <summary>
/// What each command, button, menu and form of the public catalogue costs somebody with a settled past whose pages have room. The way there is found in the replies:
/// each one's components are used in turn, each time by somebody new.
/// </summary>
public sealed class RoundTripsTests
{
    /// <summary>A read and a write.</summary>
    private const int Usual = 2;

    /// <summary>What may cost more, by its command or by command and action, and why.</summary>
    private static readonly Dictionary<string, (int Trips, string Reason)> Dear = new(StringComparer.Ordinal)
    {
        ["duel"] = (3, "it counts the challenges of the caller that are open"),
        ["duel.withdraw"] = (3, "it reads the challenge and both players, whose blocks and sanctions it asks"),
        ["request"] = (3, "it counts the requests of the caller that are open"),
        ["request.withdraw"] = (3, "it reads the request and both players, whose blocks and sanctions it asks"),
        ["flipqueue"] = (4, "two players are involved: the caller, the line, who waits in it, the commit"),
        ["report.told"] = (3, "it counts what the reporter has told of today before it adds a report"),
    };

    /// <summary>Actions that are not met on the way, and why.</summary>
    private static readonly Dictionary<string, string> Unmet = new(StringComparer.Ordinal)
    {
        ["appeal.open"] = "only who is banned may appeal; AppealTests do",
        ["appeal.stated"] = "only who is banned may appeal; AppealTests do",
        ["deletemydata.undo"] = "it takes the bot's name to get there; DeleteMyDataTests type it",
        ["roulette.again"] = "further than the walk goes; RouletteTests spin",
        ["roulette.number"] = "further than the walk goes; RouletteTests bet on numbers",
        ["roulette.table"] = "further than the walk goes; RouletteTests clear the table",
        ["work.ready"] = "chance gives another question; WorkTests remember",
        ["flipqueue.leave"] = "whoever joins here meets the one before; FlipQueueTests leave",
        ["help.page"] = "the guide has one page until there are more commands; HelpTests turns it as an operator",
    };

    public static TheoryData<string> Commands => [.. Scribe.Public.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Two_or_fewer(string name)
    {
        var command = Scribe.Public.Single(command => command.Name == name);
        await using var walk = await Walk.StartAsync();
        foreach (var line in Lines.Of(command))
        {
            await walk.FollowAsync(command, line);
        }

        await walk.VisitAsync(command);

        Assert.True(walk.Broken.Count == 0, string.Join('\n', walk.Broken));
        Assert.All(walk.Most, cost => Assert.True(
            cost.Value <= Usual || (Dear.TryGetValue(cost.Key, out var dear) && cost.Value <= dear.Trips),
            $"{cost.Key} takes {cost.Value} round trips. Take fewer, or say why not: [\"{cost.Key}\"] = ({cost.Value}, \"...\")"));
        Assert.All(Own(name, Dear.Keys), key => Assert.True(walk.Most.GetValueOrDefault(key) == Dear[key].Trips, $"{key} takes {walk.Most.GetValueOrDefault(key)} round trips, not {Dear[key].Trips} any more."));
        var unmet = command.Actions.Select(action => $"{name}.{action.Name}").Except(walk.Most.Keys).Order(StringComparer.Ordinal).ToList();
        Assert.True(unmet.SequenceEqual(Own(name, Unmet.Keys).Order(StringComparer.Ordinal)), $"Not met on the way, and Unmet should say why: {string.Join(", ", unmet)}.");
    }

    [Fact]
    public void Every_exception_is_of_a_command_that_there_is_and_has_a_reason()
    {
        var names = Scribe.Public.SelectMany(command => command.Actions.Select(action => $"{command.Name}.{action.Name}").Prepend(command.Name)).ToHashSet();

        Assert.Empty(Dear.Keys.Concat(Unmet.Keys).Except(names));
        Assert.All([.. Dear.Values.Select(each => each.Reason), .. Unmet.Values], Assert.NotEmpty);
    }

    private static IEnumerable<string> Own(string command, IEnumerable<string> keys) => keys.Where(key => key.Split('.')[0] == command);

    /// <summary>Goes every way there is, a few steps far.</summary>
    private sealed class Walk : IAsyncDisposable
    {
        private const int Deepest = 3;

        /// <summary>Enough for every way of a game with few buttons; of more, the first ones are gone.</summary>
        private const int MostWays = 40;

        /// <summary>Components of one action that are tried on one reply, and values of one menu.</summary>
        private const int MostAlike = 2;

        private readonly Bot _bot;
        private readonly Scribe _scribe;
        private readonly Somebody _other = Somebody.Number(0);
        private JsonNode _past = new JsonObject();
        private int _people;

        private Walk(Bot bot)
        {
            _bot = bot;
            _scribe = new Scribe(bot);
        }

        /// <summary>The most that each command and action cost.</summary>
        public SortedDictionary<string, int> Most { get; } = new(StringComparer.Ordinal);

        public List<string> Broken { get; } = [];

        public static async Task<Walk> StartAsync()
        {
            var walk = new Walk(await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting(), IsOutboxSilent = true }));
            await walk.SettleAsync();
            return walk;
        }

        public ValueTask DisposeAsync() => _bot.DisposeAsync();

        public async Task FollowAsync(CommandDeclaration command, Func<string, JsonArray> line)
        {
            var ways = new Queue<IReadOnlyList<int>>([[]]);
            for (var gone = 0; gone < MostWays && ways.TryDequeue(out var way); gone++)
            {
                var open = await GoAsync(command, line, way);
                for (var next = 0; way.Count < Deepest && next < open; next++)
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        /// <summary>Looks for what is still unmet of a command on the first replies of the others.</summary>
        public async Task VisitAsync(CommandDeclaration command)
        {
            foreach (var other in Scribe.Public.Where(other => other != command))
            {
                if (command.Actions.All(action => Most.ContainsKey($"{command.Name}.{action.Name}")))
                {
                    return;
                }

                var who = await NewcomerAsync();
                var heard = await AskAsync(other.Name, who, _scribe.Command(who, other.Name, Lines.Of(other).First()(await SuggestionAsync(other, who)), _other));
                foreach (var move in MovesOn(heard).Where(move => move.CustomId.StartsWith($"{command.Name}.", StringComparison.Ordinal)))
                {
                    await UseAsync(move, who, heard);
                }
            }
        }

        /// <returns>How many ways lead on from there.</returns>
        private async Task<int> GoAsync(CommandDeclaration command, Func<string, JsonArray> line, IReadOnlyList<int> way)
        {
            var who = await NewcomerAsync();
            var heard = await AskAsync(command.Name, who, _scribe.Command(who, command.Name, line(await SuggestionAsync(command, who)), _other));
            foreach (var step in way)
            {
                var moves = MovesOn(heard).ToList();
                if (step >= moves.Count)
                {
                    // Chance has led elsewhere this time.
                    return 0;
                }

                heard = await UseAsync(moves[step], who, heard);
            }

            return MovesOn(heard).Count();
        }

        private async Task<Heard> UseAsync(Move move, Somebody who, Heard heard)
        {
            var name = CustomId.TryRead(move.CustomId, out var id) ? $"{id.Command}.{id.Action}" : move.CustomId;
            var presser = id.Owner == _other.Id ? _other : who;
            return await AskAsync(name, presser, move.Type == 9
                ? _scribe.Submit(presser, move.CustomId, heard.Fields().Select(field => KeyValuePair.Create((string)field["custom_id"]!, (JsonNode?)Lines.Fill(field))), heard.Interaction)
                : _scribe.Use(presser, move.CustomId, move.Type, move.Values, heard));
        }

        private static IEnumerable<Move> MovesOn(Heard heard) => heard.Data["title"] is not null && heard.Data["custom_id"] is not null
            ? [new Move((string)heard.Data["custom_id"]!, 9, null)]
            : heard.Components()
                .GroupBy(component => string.Join('.', ((string)component["custom_id"]!).Split('.')[..2]))
                .SelectMany(alike => alike.SelectMany(Moves).Take(MostAlike));

        private static IEnumerable<Move> Moves(JsonObject component)
        {
            var (customId, type) = ((string)component["custom_id"]!, (int)component["type"]!);
            return type switch
            {
                2 => [new Move(customId, type, null)],
                3 => component["options"]!.AsArray().Select(option => new Move(customId, type, [(string)option!["value"]!])),
                _ => [new Move(customId, type, [Somebody.Number(0).Id.ToString()])],
            };
        }

        /// <summary>Somebody with coins in purse and bank, a reward and rounds: more than a page of /history shows, and less than moves out of the player.</summary>
        private async Task SettleAsync()
        {
            var who = new Visitor(_bot, _other.Id, _other.Name);
            await _bot.GrantAsync(who, 100_000);
            foreach (var line in (string[])["/start", "/daily", "/job job:deliveries", "/deposit amount:1000", .. Enumerable.Repeat("/bet amount:10 side:heads", 9), "/flip"])
            {
                _bot.Clock.Advance(TimeSpan.FromMinutes(1));
                await who.SayAsync(line);
            }

            _bot.Clock.Advance(TimeSpan.FromHours(30));
            _past = JsonSerializer.SerializeToNode((await _bot.PlayerAsync(who))!, StoredJson.Default.Player)!;
        }

        /// <summary>Somebody new with the same past.</summary>
        private async Task<Somebody> NewcomerAsync()
        {
            var who = Somebody.Number(++_people);
            _past["id"] = $"{_bot.ApplicationId}/global/{who.Id}";
            _past["version"] = 0;
            // Nobody shares seeds with anybody.
            _past["seeds"]!["client"] = who.Name;
            await _bot.Store.CommitAsync(new Commit().Insert(_past.Deserialize(StoredJson.Default.Player)!), CancellationToken.None);
            return who;
        }

        /// <summary>What the bot would have somebody type first. Nothing: it suggests nothing.</summary>
        private async Task<string> SuggestionAsync(CommandDeclaration command, Somebody who)
        {
            if (Lines.Suggested(command) is not { } option)
            {
                return "";
            }

            var typing = _scribe.Typing(who, command.Name, [new JsonObject { ["name"] = option.Name, ["type"] = 3, ["value"] = "", ["focused"] = true }]);
            var choices = (await _bot.AskAsync(typing, $"typing /{command.Name}")).Data["choices"]!.AsArray();
            return choices.Count > 0 ? choices[0]!["value"]!.ToString() : "";
        }

        private async Task<Heard> AskAsync(string name, Somebody who, JsonObject interaction)
        {
            _bot.Clock.Advance(TimeSpan.FromSeconds(2));
            _bot.Store.Reset();
            var seen = await _bot.AskAsync(interaction, name);
            Most[name] = Math.Max(Most.GetValueOrDefault(name), _bot.Store.RoundTrips);
            Broken.AddRange(ReplyRules.Broken(interaction, seen.Json).Select(rule => $"{name}: {rule}"));
            return new Heard(who, seen.Data, interaction);
        }

        /// <param name="CustomId">Of the component or form.</param>
        /// <param name="Type">9 a form, otherwise the component's.</param>
        /// <param name="Values">As for <see cref="Scribe.Use"/>.</param>
        private sealed record Move(string CustomId, int Type, IReadOnlyList<string>? Values);
    }
}
