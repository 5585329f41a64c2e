using System.Globalization;

namespace FlippyFlip.Core.Economy;

/// <summary>
/// How many coins a person asks for: a number (<c>500</c>, <c>1,000</c>, <c>1.000</c>, <c>1k</c>, <c>2.5m</c>, <c>2,5m</c>) or a share of
/// what there is (<c>all</c>, <c>half</c>, <c>25%</c>). Numbers are 1..1,000,000,000; what could mean two amounts in two languages is none.
/// </summary>
public readonly record struct Amount
{
    public const long Smallest = 1;
    public const long Largest = 1_000_000_000;

    private const int WholeShare = 10_000;
    private const int MostCharacters = 24;

    private Amount(long coins, int share) => (Coins, Share) = (coins, share);

    /// <summary>0 when the amount is a share.</summary>
    private long Coins { get; }

    /// <summary>In hundredths of a percent, 1..10,000; 0 when the amount is a number.</summary>
    private int Share { get; }

    public bool IsShare => Share > 0;

    /// <summary>A fixed number of coins.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within 1..1,000,000,000.</exception>
    public static Amount Of(long coins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coins, Smallest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coins, Largest);
        return new Amount(coins, 0);
    }

    /// <summary>Everything there is.</summary>
    public static Amount All { get; } = new(0, WholeShare);

    /// <summary>A part of what there is.</summary>
    /// <param name="percent">1..100.</param>
    public static Amount Percent(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return new Amount(0, percent * (WholeShare / 100));
    }

    public static bool TryParse(string text, out Amount amount)
    {
        amount = default;
        var typed = text.Trim();
        if (typed.Length is 0 or > MostCharacters)
        {
            return false;
        }

        switch (typed.ToLowerInvariant())
        {
            case "all" or "max":
                amount = All;
                return true;
            case "half":
                amount = Percent(50);
                return true;
            case var share when share[^1] == '%':
                return TryShare(share[..^1], out amount);
            case var number:
                return TryNumber(number, out amount);
        }
    }

    /// <summary>The coins meant, given what there is: shares are rounded down, but to no less than one coin of what there is, and never exceed 1,000,000,000.</summary>
    /// <param name="balance">What a share is of, at least 0.</param>
    public long From(long balance) => IsShare ? Math.Clamp((long)((Int128)balance * Share / WholeShare), Math.Min(balance, Smallest), Largest) : Coins;

    private static bool TryShare(string text, out Amount amount)
    {
        amount = default;
        if (!TryFraction(text, out var percent) || percent is <= 0 or > 100)
        {
            return false;
        }

        amount = new Amount(0, (int)(percent * 100));
        return true;
    }

    private static bool TryNumber(string text, out Amount amount)
    {
        amount = default;
        var unit = text[^1] switch { 'k' => 1_000m, 'm' => 1_000_000m, 'b' => 1_000_000_000m, _ => 1m };
        if (!(unit == 1m ? TryWhole(text, out var number) : TryFraction(text[..^1], out number)) || number > Largest)
        {
            return false;
        }

        var coins = number * unit;
        if (coins < Smallest || coins > Largest || coins != decimal.Truncate(coins))
        {
            return false;
        }

        amount = new Amount((long)coins, 0);
        return true;
    }

    /// <summary>Digits, perhaps in groups of three by any language's mark: <c>1,000</c>, <c>1.000</c>, <c>1 000</c>.</summary>
    private static bool TryWhole(string text, out decimal value)
    {
        value = 0;
        var groups = text.Split([',', '.', '_', ' ', '\u00A0', '\u202F']);
        var isGrouped = groups.Length == 1
            || (groups[0].Length is >= 1 and <= 3
                && groups[1..].All(group => group.Length == 3)
                && text.Where(c => !char.IsAsciiDigit(c)).Distinct().Count() == 1);
        return isGrouped && decimal.TryParse(string.Concat(groups), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A number with at most two digits behind a comma or a dot. Three could as well be a group, so they are refused.</summary>
    private static bool TryFraction(string text, out decimal value)
    {
        value = 0;
        var plain = text.TrimEnd().Replace(',', '.');
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        return (dot < 0 || (dot > 0 && plain.Length - dot is 2 or 3))
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }
}
