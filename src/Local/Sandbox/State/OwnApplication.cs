using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>What the application says of itself, as far as it may change that.</summary>
internal sealed class OwnApplication(World world)
{
    private const int EventsOff = 1;

    private static readonly string[] Settable =
    [
        "custom_install_url", "role_connections_verification_url", "install_params", "integration_types_config", "flags", "tags",
        "interactions_endpoint_url", "event_webhooks_url", "event_webhooks_status", "event_webhooks_types",
    ];

    private JsonObject _settings = new() { ["event_webhooks_status"] = EventsOff, ["event_webhooks_types"] = new JsonArray(), ["tags"] = new JsonArray(), ["flags"] = 0 };

    /// <summary>Where interactions go. Null: none was set, so they go to the head that runs the sandbox.</summary>
    public Uri? InteractionsEndpoint => Address("interactions_endpoint_url");

    /// <summary>Where webhook events go. Null: nowhere.</summary>
    public Uri? EventWebhooks => Address("event_webhooks_url");

    /// <summary>Takes over what is given of the settings; judged and checked before.</summary>
    public void Change(JsonObject body) => world.Atomically(() =>
    {
        var settings = (JsonObject)_settings.DeepClone();
        foreach (var field in Settable.Where(body.ContainsKey))
        {
            settings[field] = body[field]?.DeepClone();
        }

        if (body.ContainsKey("description"))
        {
            settings["description"] = Reading.Text(body["description"]) ?? Reading.Text((body["description"] as JsonObject)?["default"]) ?? "";
        }

        _settings = settings;
    });

    /// <summary>Discord's application object.</summary>
    /// <param name="publicKey">32 bytes.</param>
    public JsonObject Json(ReadOnlySpan<byte> publicKey)
    {
        var json = new JsonObject
        {
            ["id"] = world.Bot.ApplicationId.ToString(),
            ["name"] = world.Bot.Name,
            ["icon"] = null,
            ["description"] = "",
            ["summary"] = "",
            ["type"] = null,
            ["bot"] = world.BotUser(),
            ["owner"] = (Population.Find(LocalHead.DevelopmentOwner) ?? Population.People[0]).User(),
            ["team"] = null,
            ["verify_key"] = Convert.ToHexStringLower(publicKey),
            ["bot_public"] = true,
            ["bot_require_code_grant"] = false,
            ["redirect_uris"] = new JsonArray(),
            ["approximate_guild_count"] = Population.Servers.Count,
            ["approximate_user_install_count"] = 0,
        };
        foreach (var field in Settable.Append("description"))
        {
            json[field] = _settings[field]?.DeepClone() ?? json[field]?.DeepClone();
        }

        json["flags_new"] = (Reading.Number(_settings["flags"]) ?? 0).ToString();
        return json;
    }

    private Uri? Address(string field) => Reading.Text(_settings[field]) is { Length: > 0 } url ? new Uri(url) : null;
}
