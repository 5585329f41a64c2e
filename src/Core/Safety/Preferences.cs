using System.Text.Json.Serialization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Localisation;

namespace FlippyFlip.Core.Safety;

/// <summary>What a player told us of the events that may be told to them; each is a direct message, and off until chosen.</summary>
public enum Reminder
{
    /// <summary>/daily can be claimed again.</summary>
    Daily,

    /// <summary>/work can be done again.</summary>
    Work,

    /// <summary>Something of theirs was sold on the market.</summary>
    Sold,

    /// <summary>Somebody challenged them to a duel.</summary>
    Duel,
}

/// <summary>What a player prefers. Everything begins at what surprises nobody: public replies, Discord's language, no reminders, no analytics.</summary>
public sealed record Preferences
{
    /// <summary>True: replies only the caller sees, also of commands that speak to everybody.</summary>
    public bool RepliesPrivately { get; init; }

    /// <summary>Discord's name of a language for what only the caller sees, such as <c>pt-BR</c>. Null: the one they use in Discord.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    /// <summary>Coins from 0: a stake or payment of more is asked back. Null: none is, but for payments above the house's own threshold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ConfirmAbove { get; init; }

    /// <summary>True: others may see the bank in /balance and /networth.</summary>
    public bool SharesBank { get; init; }

    /// <summary>What they are reminded of.</summary>
    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    /// <summary>Discord's name of the language in which they used us last, for what is sent to them. Null: they never changed anything with us.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SpokenIn { get; init; }

    /// <summary>The language of messages that answer nothing they said.</summary>
    /// <param name="bot">Who says it. Null: one that is not served here, with the usual pictures.</param>
    public Locale LocaleOfMessages(Bot? bot) => Speak(bot is null ? Locale.For(SpokenIn) : Locale.For(SpokenIn).With(bot.Emoji));

    /// <summary>The language they chose, or else that of their Discord.</summary>
    /// <param name="discord">With the bot's pictures, which it keeps.</param>
    public Locale Speak(Locale discord) => Language is { } tag ? discord.Speaking(tag) : discord;

    /// <summary>True: their use may be counted in statistics beyond what running the bot takes. False until they say so.</summary>
    public bool AllowsAnalytics { get; init; }
}
