using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Slash;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Writes interactions as Discord would post them, with any values at all: also those that no client of Discord's would let a person send.</summary>
public sealed class Scribe
{
    private static readonly Dictionary<string, Snowflake> Ids =
        RegisteredCommand.Parse(CommandsCommand.EveryRegistration()).ToDictionary(command => command.Name, command => command.Id);

    private readonly Snowflake _application;
    private readonly SnowflakeSource _ids;

    /// <summary>For the bot of a test.</summary>
    public Scribe(Bot bot)
    {
        _application = bot.ApplicationId;
        _ids = bot.Ids;
    }

    /// <summary>For a bot in a process of its own.</summary>
    public Scribe(Snowflake application, TimeProvider clock)
    {
        _application = application;
        _ids = new SnowflakeSource(clock);
    }

    /// <summary>What everyone may use, with all that it declares.</summary>
    public static IReadOnlyList<CommandDeclaration> Public { get; } = [.. CommandsCommand.Declared.Public];

    /// <param name="who">Sends it.</param>
    /// <param name="command">Its name.</param>
    /// <param name="options">As <c>data.options</c>.</param>
    /// <param name="mentioned">Whom Discord resolves.</param>
    public JsonObject Command(Somebody who, string command, JsonArray options, params IReadOnlyList<Somebody> mentioned)
    {
        var interaction = Body(who).Command(new TypedCommand(Ids[command], command, options, [.. mentioned.Select(person => person.Id)]));
        foreach (var robot in mentioned.Where(person => person.IsBot))
        {
            interaction["data"]!["resolved"]!["users"]![robot.Id.ToString()]!["bot"] = true;
        }

        return interaction;
    }

    /// <summary>As long as an option is being typed; the one that is has <c>focused</c>.</summary>
    public JsonObject Typing(Somebody who, string command, JsonArray options) => Body(who).Autocomplete(new TypedCommand(Ids[command], command, options, []));

    /// <summary>Presses a button or picks from a menu.</summary>
    /// <param name="who">Not always whom it was for.</param>
    /// <param name="customId">The component's.</param>
    /// <param name="type">2 a button, 3 a menu of texts, 5 one of users.</param>
    /// <param name="values">What is picked. Null: nothing is, it is a button.</param>
    /// <param name="on">The reply that carries it.</param>
    public JsonObject Use(Somebody who, string customId, int type, IReadOnlyList<string>? values, Heard on)
    {
        var message = Body(on.By).Message(on.Data, on.Interaction);
        if (values is null)
        {
            return Body(who).Press(customId, 2, message);
        }

        IReadOnlyList<Snowflake> users = type == 5 ? [.. values.Where(value => Snowflake.TryParse(value, out _)).Select(Snowflake.Parse)] : [];
        return Body(who).Choose(customId, 2, type, values, users, message);
    }

    /// <summary>Sends a form.</summary>
    /// <param name="who">Sends it.</param>
    /// <param name="customId">The form's.</param>
    /// <param name="fields">What stands in each field by its id.</param>
    /// <param name="opened">What opened it: a component, whose message comes along then. Null: a command.</param>
    public JsonObject Submit(Somebody who, string customId, IEnumerable<KeyValuePair<string, JsonNode?>> fields, JsonObject? opened = null) => Body(who).Submit(
        customId,
        [
            .. fields.Select((field, at) => new JsonObject
            {
                ["type"] = 18, ["id"] = at + 1, ["component"] = new JsonObject { ["type"] = 4, ["id"] = at + 100, ["custom_id"] = field.Key, ["value"] = field.Value },
            }),
        ],
        (JsonObject?)opened?["message"]?.DeepClone());

    /// <summary>The same once more under an id of its own, as when a finger is quick.</summary>
    public JsonObject Again(JsonObject interaction)
    {
        var again = (JsonObject)interaction.DeepClone();
        again["id"] = _ids.Next().ToString();
        return again;
    }

    private InteractionBody Body(Somebody who) => new(_application, who.Sender, _ids);
}

/// <summary>A reply, with whoever got it.</summary>
/// <param name="By">Asked for it.</param>
/// <param name="Data">The message or form.</param>
/// <param name="Interaction">What it answered.</param>
public sealed record Heard(Somebody By, JsonObject Data, JsonObject Interaction)
{
    /// <summary>What can be pressed or picked from.</summary>
    public IEnumerable<JsonObject> Components() => Data.Components().Where(component =>
        (string?)component["custom_id"] is not null && (bool?)component["disabled"] != true && (int?)component["type"] is 2 or 3 or 5);

    /// <summary>The fields of a form, in their order.</summary>
    public IEnumerable<JsonObject> Fields() => Data.Components().Where(component => (int?)component["type"] == 4);
}
