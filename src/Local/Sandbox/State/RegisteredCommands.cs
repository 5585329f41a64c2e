using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>The application's commands: the global ones, and those of single servers. Bodies come judged; what is handed out is never changed. Every change tells the pages.</summary>
internal sealed class RegisteredCommands(World world)
{
    /// <summary>New commands that a scope may get within 24 hours.</summary>
    public const int MostCreates = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>By server; the default id stands for the global scope.</summary>
    private readonly Dictionary<Snowflake, List<JsonObject>> _scopes = [];
    private readonly Dictionary<Snowflake, Queue<DateTimeOffset>> _creates = [];

    /// <summary>Discord's command objects of one scope, with all their translations.</summary>
    /// <param name="server">Null: the global scope.</param>
    public IReadOnlyList<JsonObject> Of(Snowflake? server) => world.Atomically<IReadOnlyList<JsonObject>>(() => [.. Scope(server)]);

    /// <summary>What may be typed in a place: the global commands, and the server's own.</summary>
    /// <param name="server">Null: direct messages.</param>
    public IReadOnlyList<JsonObject> In(Snowflake? server) => server is null ? Of(null) : [.. Of(null), .. Of(server)];

    /// <summary>Null: there is no such command in this scope.</summary>
    public JsonObject? Find(Snowflake? server, Snowflake id) => Of(server).FirstOrDefault(command => IdOf(command) == id.ToString());

    /// <summary>Registers a command, or replaces the one of its type and name.</summary>
    /// <returns>The command, and whether it is new.</returns>
    /// <exception cref="DiscordRefusal">Too many.</exception>
    public (JsonObject Command, bool IsNew) Put(Snowflake? server, JsonObject body) => world.Atomically(() =>
    {
        var all = Scope(server);
        var at = all.FindIndex(each => KeyOf(each) == KeyOf(body));
        var command = Made(server, at < 0 ? null : IdOf(all[at]), body);
        if (at >= 0)
        {
            all[at] = command;
        }
        else
        {
            Admit([.. all, command]);
            Count(server, 1);
            all.Add(command);
        }

        Tell();
        return (command, at < 0);
    });

    /// <summary>Makes these the only commands of the scope. A command keeps its id by type and name, or when the body names it.</summary>
    /// <exception cref="DiscordRefusal">Too many: nothing has changed.</exception>
    public IReadOnlyList<JsonObject> Overwrite(Snowflake? server, IReadOnlyList<JsonObject> bodies) => world.Atomically<IReadOnlyList<JsonObject>>(() =>
    {
        var before = Scope(server);
        var ids = bodies.Select(body => before.Find(each => IdOf(each) == Reading.Text(body["id"])) ?? before.Find(each => KeyOf(each) == KeyOf(body))).Select(each => each is null ? null : IdOf(each)).ToList();
        var after = bodies.Zip(ids, (body, id) => Made(server, id, body)).ToList();
        Admit(after);
        Count(server, ids.Count(id => id is null));
        _scopes[server ?? default] = after;
        Tell();
        return [.. after];
    });

    /// <summary>Puts the whole command, changed, in its place.</summary>
    /// <returns>Null: it is gone.</returns>
    /// <exception cref="DiscordRefusal">The name is another's.</exception>
    public JsonObject? Change(Snowflake? server, Snowflake id, JsonObject whole) => world.Atomically(() =>
    {
        var all = Scope(server);
        var at = all.FindIndex(each => IdOf(each) == id.ToString());
        if (at < 0)
        {
            return null;
        }

        if (all.Exists(each => KeyOf(each) == KeyOf(whole) && IdOf(each) != id.ToString()))
        {
            throw new DiscordRefusal(DiscordError.CommandNameExists);
        }

        all[at] = Made(server, id.ToString(), whole);
        Tell();
        return all[at];
    });

    /// <returns>False: it was not there.</returns>
    public bool Remove(Snowflake? server, Snowflake id) => world.Atomically(() =>
    {
        var removed = Scope(server).RemoveAll(each => IdOf(each) == id.ToString()) > 0;
        if (removed)
        {
            Tell();
        }

        return removed;
    });

    private static string? IdOf(JsonObject command) => Reading.Text(command["id"]);

    private static (long Type, string? Name) KeyOf(JsonObject command) => (CommandRules.KindOf(command), Reading.Text(command["name"]));

    private static void Admit(IEnumerable<JsonObject> all)
    {
        foreach (var kind in all.GroupBy(CommandRules.KindOf).Where(kind => kind.Count() > PayloadJudge.MostCommands(kind.Key)))
        {
            throw new DiscordRefusal(DiscordError.TooManyCommands(PayloadJudge.MostCommands(kind.Key)));
        }
    }

    private void Count(Snowflake? server, int created)
    {
        var now = world.Time.GetUtcNow();
        if (!_creates.TryGetValue(server ?? default, out var times))
        {
            _creates[server ?? default] = times = new Queue<DateTimeOffset>();
        }

        while (times.TryPeek(out var oldest) && now - oldest >= Day)
        {
            times.Dequeue();
        }

        if (created > 0 && times.Count + created > MostCreates)
        {
            throw new DiscordRefusal(DiscordError.TooManyCreates) { RetryAfter = times.TryPeek(out var first) ? first + Day - now : Day };
        }

        for (var number = 0; number < created; number++)
        {
            times.Enqueue(now);
        }
    }

    private JsonObject Made(Snowflake? server, string? id, JsonObject body)
    {
        var command = new JsonObject
        {
            ["id"] = id ?? world.Ids.Next().ToString(),
            ["application_id"] = world.Bot.ApplicationId.ToString(),
            ["version"] = world.Ids.Next().ToString(),
            ["default_member_permissions"] = body["default_member_permissions"] is { } permissions ? Reading.Number(permissions)?.ToString() : null,
            ["type"] = (int)CommandRules.KindOf(body),
            ["name"] = Reading.Text(body["name"]),
            ["name_localizations"] = body["name_localizations"]?.DeepClone(),
            ["description"] = Reading.Text(body["description"]) ?? "",
            ["description_localizations"] = body["description_localizations"]?.DeepClone(),
            ["options"] = body["options"]?.DeepClone() ?? new JsonArray(),
            ["nsfw"] = Reading.IsTrue(body["nsfw"]),
        };
        if (server is { } guild)
        {
            command["guild_id"] = guild.ToString();
            return command;
        }

        command["integration_types"] = body["integration_types"]?.DeepClone() ?? new JsonArray(0);
        command["contexts"] = body["contexts"]?.DeepClone();
        return command;
    }

    private List<JsonObject> Scope(Snowflake? server)
    {
        if (!_scopes.TryGetValue(server ?? default, out var all))
        {
            _scopes[server ?? default] = all = [];
        }

        return all;
    }

    private void Tell() => world.Feed.Tell(new FeedEvent("commands", [], null));
}
