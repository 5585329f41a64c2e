using System.Runtime.CompilerServices;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Replies;

/// <summary>The pictures we speak with, in one place, so that they mean the same everywhere. A bot may have others: <see cref="Bots.Bot.Emoji"/>.</summary>
/// <param name="Name">What a bot calls it that has another.</param>
/// <param name="Text">What everybody else shows.</param>
public sealed record Emoji(string Name, string Text)
{
    private static readonly Dictionary<string, Emoji> Known = new(StringComparer.OrdinalIgnoreCase);

    public static readonly Emoji Coin = Make("🪙");
    public static readonly Emoji Purse = Make("👛");
    public static readonly Emoji Bank = Make("🏦");
    public static readonly Emoji Heads = Make("🙂");
    public static readonly Emoji Tails = Make("🦅");
    public static readonly Emoji Win = Make("🎉");
    public static readonly Emoji Loss = Make("💨");
    public static readonly Emoji Gift = Make("🎁");
    public static readonly Emoji Streak = Make("🔥");
    public static readonly Emoji Time = Make("⏳");
    public static readonly Emoji Question = Make("❔");
    public static readonly Emoji Ready = Make("✅");
    public static readonly Emoji Wrong = Make("❌");
    public static readonly Emoji Lock = Make("🔒");
    public static readonly Emoji Key = Make("🔑");
    public static readonly Emoji Book = Make("📖");
    public static readonly Emoji Pulse = Make("💓");
    public static readonly Emoji Dice = Make("🎲");
    public static readonly Emoji Chart = Make("📊");
    public static readonly Emoji Cards = Make("🃏");
    public static readonly Emoji Mine = Make("💣");
    public static readonly Emoji Gem = Make("💠");
    public static readonly Emoji Closed = Make("⬛");
    public static readonly Emoji Empty = Make("▫️");
    public static readonly Emoji Cherry = Make("🍒");
    public static readonly Emoji Lemon = Make("🍋");
    public static readonly Emoji Bell = Make("🔔");
    public static readonly Emoji Clover = Make("🍀");
    public static readonly Emoji Diamond = Make("💎");
    public static readonly Emoji Seven = Make("7️⃣");
    public static readonly Emoji Wheel = Make("🎡");
    public static readonly Emoji Red = Make("🔴");
    public static readonly Emoji Black = Make("⚫");
    public static readonly Emoji Zero = Make("🟢");
    public static readonly Emoji Turn = Make("▶️");
    public static readonly Emoji Gear = Make("⚙️");
    public static readonly Emoji Duel = Make("⚔️");
    public static readonly Emoji Letter = Make("✉️");
    public static readonly Emoji Work = Make("🧰");
    public static readonly Emoji Search = Make("🔎");
    public static readonly Emoji Vote = Make("🗳️");

    /// <summary>What is to be remembered on a shift: as many as <see cref="ShiftQuestion.Pictures"/>.</summary>
    public static IReadOnlyList<string> Pictures { get; } = ["🍎", "🍌", "🍇", "🥕", "🌽", "🍄", "🥑", "🍓"];

    /// <summary>Every one, by name.</summary>
    public static IReadOnlyDictionary<string, Emoji> All => Known;

    /// <summary>The colour of a roulette number, 0 to 36.</summary>
    public static Emoji Pocket(int number) => number == 0 ? Zero : RouletteField.IsRed(number) ? Red : Black;

    /// <summary>A playing card, as text within a line: <c>10♥</c>.</summary>
    public static string Of(Card card)
    {
        var text = card.ToString();
        return $"{(text[0] == 'T' ? "10" : text[..1])}{"♠♥♦♣"[card.Suit]}";
    }

    /// <summary>What a reel shows.</summary>
    public static Emoji Of(Symbol symbol) => symbol switch
    {
        Symbol.Cherry => Cherry,
        Symbol.Lemon => Lemon,
        Symbol.Bell => Bell,
        Symbol.Clover => Clover,
        Symbol.Diamond => Diamond,
        Symbol.Seven => Seven,
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "No such symbol."),
    };

    public override string ToString() => Text;

    private static Emoji Make(string text, [CallerMemberName] string name = "")
    {
        var emoji = new Emoji(name, text);
        Known.Add(name, emoji);
        return emoji;
    }
}
