using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.FrontDoor;

/// <summary>Somebody at the bot's front door. What they do is posted, signed, to the real endpoint.</summary>
public sealed record Visitor(Bot Bot, Snowflake Id, string Name)
{
    public string Locale { get; init; } = "en-US";

    /// <summary>The server's language; the visitor's own when null.</summary>
    public string? GuildLocale { get; init; }

    public bool IsInGuild { get; init; } = true;

    public string Permissions { get; init; } = Sender.OrdinaryPermissions;

    private InteractionBody Body => new(Bot.ApplicationId, new Sender(Id, Name, Locale, Permissions, IsInGuild), Bot.Ids);

    /// <summary>Sends a slash command as typed, such as <c>/bet amount:100 side:heads</c>.</summary>
    public Task<Seen> SayAsync(string line) => AskAsync(Body.Command(Bot.Line(line)), line);

    /// <summary>The interaction of a slash command, for sending it more than once or changed.</summary>
    public JsonObject Command(string line) => Local(Body.Command(Bot.Line(line)));

    public Task<Seen> AskAsync(JsonObject interaction, string source) => Bot.AskAsync(Local(interaction), source);

    /// <summary>Presses the button with this label.</summary>
    public Task<Seen> PressAsync(Seen seen, string label) => AskAsync(Press(seen, label), $"press {label}");

    /// <summary>Presses a button by its id, as if it stood on an old message.</summary>
    public Task<Seen> PressIdAsync(Seen on, string customId) =>
        AskAsync(Body.Press(customId, 2, Body.Message(on.Data, on.Interaction)), $"press {customId}");

    /// <summary>The interaction of a button, for sending it more than once or changed.</summary>
    public JsonObject Press(Seen seen, string label) => Local(Body.Press(seen.CustomIdOf(label), 2, Body.Message(seen.Data, seen.Interaction)));

    /// <summary>Picks values in the reply's menu, one or as many as it allows.</summary>
    public Task<Seen> ChooseAsync(Seen seen, params IReadOnlyList<string> values) => AskAsync(Choose(seen, values), $"choose {string.Join(", ", values)}");

    /// <summary>The interaction of a menu, for sending it more than once or changed.</summary>
    public JsonObject Choose(Seen seen, params IReadOnlyList<string> values) => Local(Body.Choose(seen.MenuId, 2, 3, values, [], Body.Message(seen.Data, seen.Interaction)));

    /// <summary>Sends a form, its fields in their order.</summary>
    public Task<Seen> SubmitAsync(Seen form, params string?[] values) => AskAsync(Submit(form, values), "submit");

    /// <summary>The interaction of a form, for sending it more than once or changed. Null leaves a field out.</summary>
    public JsonObject Submit(Seen form, params string?[] values)
    {
        var fields = form.Data["components"]!.AsArray();
        JsonArray filled =
        [
            .. values.Index().Where(value => value.Item is not null).Select(value => new JsonObject
            {
                ["type"] = 18,
                ["id"] = value.Index + 1,
                ["component"] = new JsonObject
                {
                    ["type"] = 4, ["id"] = 10 + value.Index, ["custom_id"] = (string?)fields[value.Index]!["component"]!["custom_id"], ["value"] = value.Item,
                },
            }),
        ];
        return Local(Body.Submit((string)form.Data["custom_id"]!, filled, (JsonObject?)form.Interaction["message"]?.DeepClone()));
    }

    /// <summary>Types in an option; the line ends with what is typed so far.</summary>
    public Task<Seen> TypeAsync(string line, string option) => AskAsync(Body.Autocomplete(Bot.Line(line, option)), $"type {line}");

    private JsonObject Local(JsonObject interaction)
    {
        if (IsInGuild)
        {
            interaction["guild_locale"] = GuildLocale ?? Locale;
        }

        return interaction;
    }
}
