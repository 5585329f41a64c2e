using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Wire;

/// <summary>The person who acts, and where.</summary>
/// <remarks>
/// <c>Permissions</c>: Discord's bit set of what the person may do in the channel, decimal. Counts in a server only.<br/>
/// <c>InGuild</c>: In the one server there is, or else in the bot's direct messages.
/// </remarks>
internal sealed record Sender(Snowflake User, string Name, string Locale, string Permissions, bool InGuild) : IScene
{
    /// <summary>What @everyone may do in a server nobody configured.</summary>
    public const string OrdinaryPermissions = "2248473465835073";

    /// <summary>Bit 3, ADMINISTRATOR, and with it every other bit that is defined.</summary>
    public const string AllPermissions = "9007199254740991";

    /// <summary>Who acts unless told otherwise.</summary>
    public static readonly Snowflake FirstUser = LocalHead.DevelopmentOwner;

    public static readonly Snowflake Guild = new(1_100_000_000_000_000_001);

    private static readonly Snowflake GuildChannel = new(1_100_000_000_000_000_002);
    private static readonly Snowflake DirectChannel = new(1_100_000_000_000_000_003);

    public Snowflake Channel => InGuild ? GuildChannel : DirectChannel;

    public static string NameOf(Snowflake user) => string.Create(CultureInfo.InvariantCulture, $"Tester {user.Value % 1000}");

    /// <summary>The user object Discord sends for an id.</summary>
    public static JsonObject UserOf(Snowflake id, string name) => new()
    {
        ["id"] = id.ToString(),
        ["username"] = string.Concat(name.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.')),
        ["discriminator"] = "0",
        ["global_name"] = name,
        ["avatar"] = null,
        ["public_flags"] = 0,
    };

    public JsonObject UserOf(Snowflake user) => UserOf(user, user == User ? Name : NameOf(user));

    public JsonObject? MemberOf(Snowflake user)
    {
        if (!InGuild)
        {
            return null;
        }

        var member = Member();
        member["permissions"] = OrdinaryPermissions;
        return member;
    }

    public void Introduce(JsonObject interaction)
    {
        var user = UserOf(User, Name);
        interaction["channel_id"] = Channel.ToString();
        interaction["locale"] = Locale;
        interaction["context"] = InGuild ? 0 : 1;
        interaction["authorizing_integration_owners"] = new JsonObject { ["0"] = InGuild ? Guild.ToString() : "0" };
        if (!InGuild)
        {
            interaction["channel"] = new JsonObject { ["id"] = Channel.ToString(), ["type"] = 1 };
            interaction["user"] = user;
            return;
        }

        interaction["guild_id"] = Guild.ToString();
        interaction["guild_locale"] = Locale; // the server speaks the language of whoever tries it
        interaction["guild"] = new JsonObject { ["id"] = Guild.ToString(), ["locale"] = Locale, ["features"] = new JsonArray() };
        interaction["channel"] = new JsonObject
        {
            ["id"] = Channel.ToString(), ["type"] = 0, ["name"] = "general", ["guild_id"] = Guild.ToString(),
            ["permissions"] = Permissions, ["position"] = 0, ["nsfw"] = false,
        };
        var member = Member();
        member["user"] = user;
        member["permissions"] = Permissions;
        member["mute"] = false;
        member["deaf"] = false;
        interaction["member"] = member;
    }

    /// <summary>A member as it stands in `resolved`: without user, mute, deaf.</summary>
    public static JsonObject Member() => new()
    {
        ["roles"] = new JsonArray(), ["premium_since"] = null, ["pending"] = false, ["nick"] = null,
        ["joined_at"] = "2024-01-01T00:00:00.000000+00:00", ["flags"] = 0, ["avatar"] = null,
    };
}
