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
    public const string Ready = "✅";
    public const string Wrong = "❌";
    public const string Lock = "🔒";
    public const string Key = "🔑";
    public const string Book = "📖";
    public const string Pulse = "💓";
}
