using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>The rules that options, choices and fields share, in Discord's words; and who and what their values name, for <c>data.resolved</c>.</summary>
internal sealed class Values(Scene scene)
{
    private readonly List<FieldError> _errors = [];
    private readonly List<Snowflake> _users = [];
    private readonly List<Channel> _channels = [];

    /// <summary>The users among the values.</summary>
    public IReadOnlyList<Snowflake> Users => _users;

    public void Wrong(IReadOnlyList<string> path, string code, string message) => _errors.Add(new FieldError(path, code, message));

    public void Missing(IReadOnlyList<string> path) => Wrong(path, "BASE_TYPE_REQUIRED", "This field is required");

    public void OneOf(IReadOnlyList<string> path, IEnumerable<string> allowed) => Wrong(path, "BASE_TYPE_CHOICES", $"Value must be one of ({string.Join(", ", allowed)}).");

    /// <exception cref="DiscordRefusal">Anything was wrong.</exception>
    public void ThrowIfAnyWrong()
    {
        if (_errors.Count > 0)
        {
            throw new DiscordRefusal(DiscordError.InvalidForm(_errors));
        }
    }

    /// <summary>In characters, as Discord counts them.</summary>
    public void Length(IReadOnlyList<string> path, string text, int? least, int? most)
    {
        var length = text.EnumerateRunes().Count();
        if (length < least)
        {
            Wrong(path, "BASE_TYPE_MIN_LENGTH", $"Must be {least} or more in length.");
        }
        else if (length > most)
        {
            Wrong(path, "BASE_TYPE_MAX_LENGTH", $"Must be {most} or fewer in length.");
        }
    }

    /// <summary>How many values there are.</summary>
    public void Count(IReadOnlyList<string> path, int count, int least, int most)
    {
        if (count < least || count > most)
        {
            Wrong(path, "BASE_TYPE_BAD_LENGTH", least == most ? $"Must be {least} in length." : $"Must be between {least} and {most} in length.");
        }
    }

    public void Bounds(IReadOnlyList<string> path, double value, JsonObject rule, string kind)
    {
        if (Double(rule, "min_value") is { } least && value < least)
        {
            Wrong(path, "NUMBER_TYPE_MIN", string.Create(CultureInfo.InvariantCulture, $"{kind} value should be greater than or equal to {least}."));
        }
        else if (Double(rule, "max_value") is { } most && value > most)
        {
            Wrong(path, "NUMBER_TYPE_MAX", string.Create(CultureInfo.InvariantCulture, $"{kind} value should be less than or equal to {most}."));
        }
    }

    public void User(IReadOnlyList<string> path, string? value)
    {
        if (Snowflake.TryParse(value, out var id) && scene.Find(id) is not null)
        {
            _users.Add(id);
        }
        else
        {
            Wrong(path, "USER_NOT_FOUND", "The user could not be found.");
        }
    }

    public void Channel(IReadOnlyList<string> path, string? value, JsonObject rule)
    {
        var types = (rule["channel_types"] as JsonArray)?.Select(type => (int)type!).ToList() ?? [];
        if (Snowflake.TryParse(value, out var id) && scene.FindChannel(id) is { } channel && (types.Count == 0 || types.Contains(channel.Type)))
        {
            _channels.Add(channel);
        }
        else
        {
            Wrong(path, "CHANNEL_NOT_FOUND", "The channel could not be found.");
        }
    }

    /// <summary>What a select of the types 5 to 8 names. Nobody here has a role.</summary>
    public void Entity(IReadOnlyList<string> path, string value, int type, JsonObject rule)
    {
        switch (type)
        {
            case 5 or 7:
                User(path, value);
                break;
            case 8:
                Channel(path, value, rule);
                break;
            default:
                Wrong(path, "ROLE_NOT_FOUND", "The role could not be found.");
                break;
        }
    }

    /// <summary>Adds the channels among the values to what already is resolved.</summary>
    public void ResolveChannels(JsonObject data)
    {
        if (_channels.Count > 0)
        {
            var resolved = (JsonObject)(data["resolved"] ??= new JsonObject());
            resolved["channels"] = new JsonObject(_channels.DistinctBy(channel => channel.Id).Select(channel => KeyValuePair.Create(channel.Id.ToString(), (JsonNode?)scene.Place(channel))));
        }
    }

    /// <summary>Null: absent, or no number.</summary>
    public static double? Double(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>The values of a rule's <c>choices</c> or <c>options</c>.</summary>
    public static IReadOnlyList<string> Offered(JsonObject rule, string name) => [.. rule.Items(name).Select(choice => choice["value"]?.ToString() ?? "")];
}
