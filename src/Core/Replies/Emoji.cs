using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Replies;

/// <summary>The pictures we speak with, in one place, so that they mean the same everywhere.</summary>
internal static class Emoji
{
    public const string Coin = "🪙";
    public const string Purse = "👛";
    public const string Bank = "🏦";
    public const string Heads = "🙂";
    public const string Tails = "🦅";
    public const string Win = "🎉";
    public const string Loss = "💨";
    public const string Gift = "🎁";
    public const string Streak = "🔥";
    public const string Time = "⏳";
    public const string Question = "❔";
    public const string Ready = "✅";
    public const string Wrong = "❌";
    public const string Lock = "🔒";
    public const string Key = "🔑";
    public const string Book = "📖";
    public const string Pulse = "💓";
    public const string Dice = "🎲";
    public const string Chart = "📊";
    public const string Cards = "🃏";
    public const string Mine = "💣";
    public const string Gem = "💠";
    public const string Closed = "⬛";
    public const string Duel = "⚔️";
    public const string Letter = "✉️";
    public const string Empty = "▫️";

    /// <summary>What a reel shows.</summary>
    public static string Of(Symbol symbol) => symbol switch
    {
        Symbol.Cherry => "🍒",
        Symbol.Lemon => "🍋",
        Symbol.Bell => "🔔",
        Symbol.Clover => "🍀",
        Symbol.Diamond => "💎",
        Symbol.Seven => "7️⃣",
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "No such symbol."),
    };
}
