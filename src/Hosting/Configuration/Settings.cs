using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Votes;
using FlippyFlip.Hosting.Discord;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Hosting.Configuration;

/// <summary>Everything that can be configured, read once at start. See docs/configuration.md.</summary>
public sealed record Settings
{
    private const string MasterKeySetting = "Secrets:MasterKey";

    /// <summary>The mother bot.</summary>
    public required Bot Bot { get; init; }

    /// <summary>32 bytes: Discord's key for this application.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The mother bot's token. Null: it answers, and does nothing of its own accord.</summary>
    public BotToken? BotToken { get; init; }

    /// <summary>What the list of bots proves votes for the mother bot with. Null: votes are not taken.</summary>
    public VoteSecret? VoteSecret { get; init; }

    /// <summary>The secret under which names are hashed; 32 bytes.</summary>
    public required byte[] Pepper { get; init; }

    /// <summary>The key that locks all other keys, 32 bytes. Null: the head has its own place for it.</summary>
    public byte[]? MasterKey { get; init; }

    /// <summary>How far a signature's timestamp may be off.</summary>
    public required TimeSpan SignatureWindow { get; init; }

    /// <summary>False: something else runs the jobs, such as cron by <c>flippy jobs run</c>.</summary>
    public bool RunsJobs { get; init; } = true;

    /// <summary>Where the page is on which anybody checks a round. Null: at the head's own address, where that is known.</summary>
    public Uri? Verifier { get; init; }

    public required Paces Paces { get; init; }

    public required Deadlines Deadlines { get; init; }

    public required DiscordOptions Discord { get; init; }

    /// <summary>Reads the master key alone, for work that needs no bot.</summary>
    /// <returns>Null: none is configured.</returns>
    /// <exception cref="ConfigurationException">It is no key.</exception>
    public static byte[]? ReadMasterKey(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        var key = reader.OptionalBase64(MasterKeySetting, DataKey.Length);
        reader.ThrowIfAnyMistake();
        return key;
    }

    /// <summary>Reads and checks all of it.</summary>
    /// <param name="configuration">Standard .NET configuration; in the environment sections are joined by <c>__</c>.</param>
    /// <param name="fallback">What stands in for missing keys on a developer's machine. Null: they must be given.</param>
    /// <exception cref="ConfigurationException">Names every mistake at once.</exception>
    public static Settings Read(IConfiguration configuration, DevelopmentIdentity? fallback)
    {
        var reader = new SettingsReader(configuration);
        var settings = Read(reader, fallback);
        reader.ThrowIfAnyMistake();
        return settings;
    }

    /// <summary>For a head with settings of its own, which throws when it has noted its mistakes as well.</summary>
    internal static Settings Read(SettingsReader reader, DevelopmentIdentity? fallback)
    {
        reader.Know("Data:Path", "Backups:Folder");
        var application = reader.Snowflake("Bot:ApplicationId", fallback?.ApplicationId);
        // A real application has its own key and owner: nothing of the made-up one may stand in for them.
        var development = application == fallback?.ApplicationId ? fallback : null;
        var votes = reader.VoteSecret("Bot:VoteSecret") ?? (development?.VoteSecret is { } made ? new VoteSecret(made) : null);
        var settings = new Settings
        {
            Bot = new Bot
            {
                ApplicationId = application,
                Name = reader.Text("Bot:Name", "Flippy Flip", most: 32),
                Accent = reader.Color("Bot:Accent", Bot.DefaultAccent),
                Emoji = reader.Emoji("Bot:Emoji"),
                Owner = reader.OptionalSnowflake("Bot:Owner") ?? development?.Owner,
                Developers = reader.Snowflakes("Bot:Developers"),
                Support = reader.OptionalUrl("Bot:Support"),
                Website = reader.OptionalUrl("Bot:Website"),
                Vote = VotePage(reader, application, votes),
            },
            VoteSecret = votes,
            PublicKey = reader.PublicKey("Bot:PublicKey", development?.PublicKey),
            Pepper = reader.Base64("Privacy:Pepper", 32, fallback?.Pepper),
            MasterKey = reader.OptionalBase64(MasterKeySetting, DataKey.Length),
            SignatureWindow = reader.Seconds("Signature:Window", SignatureGate.DefaultWindow, 10, 3600),
            RunsJobs = reader.OnOrOff("Jobs:Clock", true),
            Verifier = reader.OptionalUrl("Links:Verifier"),
            Paces = new Paces(
                reader.Pace("RateLimits:User", Paces.Default.User),
                reader.Pace("RateLimits:Bot", Paces.Default.Bot)),
            Deadlines = Deadlines.Default with { Attempt = reader.Seconds("Deadline:Attempt", Deadlines.Default.Attempt, 0.05, 2.5) },
            Discord = DiscordOptions.Default with { BaseAddress = reader.OptionalUrl("Discord:BaseAddress") ?? DiscordOptions.Default.BaseAddress },
            BotToken = reader.Token("Bot:Token"),
        };
        return settings;
    }

    /// <summary>Null: votes are not taken, so there is no use in asking for them.</summary>
    private static Uri? VotePage(SettingsReader reader, Core.Discord.Snowflake application, VoteSecret? votes)
    {
        var page = reader.OptionalUrl("Links:Vote");
        if (page is not null && votes is null)
        {
            reader.Note("Links__Vote is given without Bot__VoteSecret, so no vote could be paid: set the secret as well, or neither.");
        }

        return votes is null ? null : page ?? new Uri($"https://top.gg/bot/{application}/vote");
    }
}

/// <summary>The application that a developer's machine plays when none is configured.</summary>
/// <param name="ApplicationId">A made-up application.</param>
/// <param name="PublicKey">32 bytes.</param>
/// <param name="Pepper">32 bytes.</param>
/// <param name="Owner">The user who may run operators' commands there.</param>
/// <param name="VoteSecret">What votes for it are signed with. Null: votes are not taken.</param>
public sealed record DevelopmentIdentity(Core.Discord.Snowflake ApplicationId, byte[] PublicKey, byte[] Pepper, Core.Discord.Snowflake Owner, string? VoteSecret = null);

/// <summary>The configuration cannot be used; each mistake is a sentence with its mend and without the value of a secret.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> mistakes)
    : Exception($"{(mistakes.Count == 1 ? "One setting is" : $"{mistakes.Count} settings are")} wrong:{string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  - {mistake}"))}")
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
