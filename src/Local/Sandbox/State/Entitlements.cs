using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Something that can be bought.</summary>
/// <param name="Id">A Discord id.</param>
/// <param name="Type">2 durable, 3 consumable, 5 subscription, 6 the group that Discord makes of each subscription.</param>
/// <param name="Name">As the store shows it.</param>
/// <param name="Flags">4 available, 128 for a server, 256 for a user.</param>
internal sealed record Sku(Snowflake Id, int Type, string Name, int Flags)
{
    public const int Durable = 2;
    public const int Consumable = 3;
    public const int Subscription = 5;
    public const int Group = 6;

    public JsonObject Json(Snowflake application) => new()
    {
        ["id"] = Id.ToString(), ["type"] = Type, ["application_id"] = application.ToString(), ["name"] = Name, ["slug"] = Name.ToLowerInvariant().Replace(' ', '-'), ["flags"] = Flags,
    };
}

/// <summary>Who may use what was paid for.</summary>
internal sealed class Entitlements(World world)
{
    /// <summary>A purchase of one thing.</summary>
    public const int Purchase = 1;

    private const int TestSubscription = 8;
    private const int OwnerIsServer = 1;

    /// <summary>What the store of the development application offers.</summary>
    public static readonly IReadOnlyList<Sku> Skus =
    [
        new(new Snowflake(1_300_000_000_000_000_001), Sku.Group, "Flippy Premium", 4 | 256),
        new(new Snowflake(1_300_000_000_000_000_002), Sku.Subscription, "Flippy Premium", 4 | 256),
        new(new Snowflake(1_300_000_000_000_000_003), Sku.Consumable, "Pouch of Coins", 4),
        new(new Snowflake(1_300_000_000_000_000_004), Sku.Durable, "Golden Frame", 4),
    ];

    private readonly List<JsonObject> _all = [];

    /// <summary>Every one there ever was, oldest first, as Discord's objects; never changed once handed out.</summary>
    public IReadOnlyList<JsonObject> All => world.Atomically<IReadOnlyList<JsonObject>>(() => [.. _all]);

    /// <summary>What an interaction carries: what is in force for the person, and for the server it happens in.</summary>
    /// <param name="person">Who acts.</param>
    /// <param name="server">Null: in direct messages.</param>
    public JsonArray Of(Snowflake person, Snowflake? server)
    {
        var now = world.Time.GetUtcNow();
        var mine = All.Where(each => (Has(each, "user_id", person) || (server is { } guild && Has(each, "guild_id", guild))) && !HasEnded(each, now) && !IsTrue(each, "deleted") && !IsTrue(each, "consumed"));
        return new JsonArray([.. mine.Select(each => each.DeepClone())]);
    }

    /// <summary>Null: there never was one.</summary>
    public JsonObject? Find(Snowflake id) => All.FirstOrDefault(each => Has(each, "id", id));

    /// <summary>A test subscription, without end.</summary>
    /// <param name="sku">A subscription.</param>
    /// <param name="owner">A server or a person.</param>
    /// <param name="ownerType">1 a server, 2 a person.</param>
    public JsonObject CreateTest(Sku sku, Snowflake owner, int ownerType) => Add(sku, TestSubscription, ownerType == OwnerIsServer ? null : owner, ownerType == OwnerIsServer ? owner : null);

    /// <summary>As if somebody had bought something.</summary>
    public JsonObject Buy(Sku sku, Snowflake person) => Add(sku, Purchase, person, null);

    /// <exception cref="DiscordRefusal">There is none, or it is no test.</exception>
    public void DeleteTest(Snowflake id) => Mark(id, "deleted", found => Reading.Number(found["type"]) == TestSubscription ? null : DiscordError.OnlyTestEntitlements);

    /// <exception cref="DiscordRefusal">There is none, or it is not for using up.</exception>
    public void Consume(Snowflake id) =>
        Mark(id, "consumed", found => Skus.Any(sku => Has(found, "sku_id", sku.Id) && sku.Type == Sku.Consumable) ? null : DiscordError.OnlyConsumables);

    public static bool Has(JsonObject entitlement, string field, Snowflake id) => Reading.Text(entitlement[field]) == id.ToString();

    public static bool IsTrue(JsonObject entitlement, string field) => Reading.IsTrue(entitlement[field]);

    public static bool HasEnded(JsonObject entitlement, DateTimeOffset now) => Reading.Text(entitlement["ends_at"]) is { } end && DateTimeOffset.Parse(end) <= now;

    private JsonObject Add(Sku sku, int type, Snowflake? person, Snowflake? server) => world.Atomically(() =>
    {
        var made = new JsonObject
        {
            ["id"] = world.Ids.Next().ToString(), ["sku_id"] = sku.Id.ToString(), ["application_id"] = world.Bot.ApplicationId.ToString(),
            ["type"] = type, ["deleted"] = false, ["starts_at"] = null, ["ends_at"] = null, ["consumed"] = false,
        };
        if (person is { } user)
        {
            made["user_id"] = user.ToString();
        }

        if (server is { } guild)
        {
            made["guild_id"] = guild.ToString();
        }

        _all.Add(made);
        return made;
    });

    private void Mark(Snowflake id, string field, Func<JsonObject, DiscordError?> refuse) => world.Atomically(() =>
    {
        var at = _all.FindIndex(each => Has(each, "id", id) && !IsTrue(each, "deleted"));
        if (at < 0 || refuse(_all[at]) is not null)
        {
            throw new DiscordRefusal(at < 0 ? DiscordError.UnknownEntitlement : refuse(_all[at])!);
        }

        var changed = (JsonObject)_all[at].DeepClone();
        changed[field] = true;
        _all[at] = changed;
    });
}
