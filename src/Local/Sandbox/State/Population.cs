using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>Who and where there always is. The first server and its first channel are those of `flippy send`, so both play in one economy.</summary>
internal static class Population
{
    /// <summary>Two who play, one who runs the servers, one who owns the bot.</summary>
    public static readonly IReadOnlyList<Person> People =
    [
        new(new Snowflake(900_000_000_000_000_002), "Ada", "Player", "en-US", false),
        new(new Snowflake(900_000_000_000_000_003), "Ben", "Player", "de", false),
        new(new Snowflake(900_000_000_000_000_004), "Grace", "Server admin", "en-US", true),
        new(LocalHead.DevelopmentOwner, "Dana", "Developer", "en-US", true),
    ];

    private static readonly Server Cove = new(Wire.Sender.Guild, "Coin Cove", "en-US");
    private static readonly Server Lounge = new(new Snowflake(1_100_000_000_000_000_010), "Lucky Lounge", "de");

    public static readonly IReadOnlyList<Channel> Channels =
    [
        new(new Snowflake(1_100_000_000_000_000_002), "general", Cove, null),
        new(new Snowflake(1_100_000_000_000_000_004), "casino", Cove, null),
        new(new Snowflake(1_100_000_000_000_000_011), "general", Lounge, null),
        .. People.Select(person => new Channel(DirectWith(person), person.Name, null, person.Id)),
    ];

    public static IReadOnlyList<Server> Servers { get; } = [Cove, Lounge];

    public static Person? Find(Snowflake person) => People.FirstOrDefault(each => each.Id == person);

    /// <summary>The bot's direct messages with somebody of the people.</summary>
    private static Snowflake DirectWith(Person person) => new(1_100_000_000_000_000_100 + (person.Id.Value % 100));
}
