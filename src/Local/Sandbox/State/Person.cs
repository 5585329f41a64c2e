using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Somebody one can be in the sandbox.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Name">The display name.</param>
/// <param name="About">What makes them worth being, in a word or two.</param>
/// <param name="Locale">The language of their Discord.</param>
/// <param name="AdministersServers">True: may do everything in every server.</param>
internal sealed record Person(Snowflake Id, string Name, string About, string Locale, bool AdministersServers)
{
    /// <summary>What @everyone may do in a server nobody configured.</summary>
    public const string OrdinaryPermissions = Wire.Sender.OrdinaryPermissions;

    /// <summary>In any server, as Discord's decimal bit set.</summary>
    public string Permissions => AdministersServers ? Wire.Sender.AllPermissions : OrdinaryPermissions;

    public JsonObject User() => Wire.Sender.UserOf(Id, Name);
}

/// <param name="Id">A Discord id.</param>
/// <param name="Name">As members see it.</param>
/// <param name="Locale">Its preferred language.</param>
internal sealed record Server(Snowflake Id, string Name, string Locale);

/// <summary>A server's text channel, or the bot's direct messages with a person.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Name">Without the <c>#</c>; the person's name in direct messages.</param>
/// <param name="Server">Null: direct messages.</param>
/// <param name="Recipient">Whom the bot writes to there. Null: a server's channel.</param>
internal sealed record Channel(Snowflake Id, string Name, Server? Server, Snowflake? Recipient)
{
    /// <summary>Discord's channel type: 0 text, 1 direct messages.</summary>
    public int Type => Server is null ? 1 : 0;

    /// <summary>Everybody is in every server; direct messages are for one.</summary>
    public bool IsFor(Snowflake person) => Recipient is null || Recipient == person;

    /// <summary>As interactions and the REST API carry it.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id.ToString(), ["type"] = Type };
        if (Server is null)
        {
            return json;
        }

        json["name"] = Name;
        json["guild_id"] = Server.Id.ToString();
        json["position"] = 0;
        json["nsfw"] = false;
        return json;
    }
}
