using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>Where one may look for coins. The letter is a round's input.</summary>
public enum Place
{
    Park = 'p',
    Market = 'm',
    Harbour = 'h',
}

/// <summary>What comes of looking. The letter is a round's result.</summary>
public enum Loot
{
    Treasure = 'T',
    Find = 'F',
    Scrap = 'S',
    Nothing = 'N',
    Fine = 'X',
}

/// <summary>Looking for coins: one draw below 100, counted off against the place's ways in the order of <see cref="Loot"/>.</summary>
public static class Scavenging
{
    /// <summary>The name under which rounds are replayed; the command's.</summary>
    public const string Game = "scavenge";

    /// <summary>How many ways each place's add up to.</summary>
    public const int AllWays = 100;

    /// <summary>From the safest to the riskiest.</summary>
    public static IReadOnlyList<Place> Places { get; } = [Place.Park, Place.Market, Place.Harbour];

    /// <summary>In the order in which they are counted off.</summary>
    public static IReadOnlyList<Loot> Loots { get; } = [Loot.Treasure, Loot.Find, Loot.Scrap, Loot.Nothing, Loot.Fine];

    /// <summary>How many of a hundred ways lead to this. Part of the rule: a change would make old rounds come out otherwise.</summary>
    public static int Ways(Place place, Loot loot) => place switch
    {
        Place.Park => loot switch { Loot.Treasure => 1, Loot.Find => 19, Loot.Scrap => 50, Loot.Nothing => 30, _ => 0 },
        Place.Market => loot switch { Loot.Treasure => 4, Loot.Find => 26, Loot.Scrap => 30, Loot.Nothing => 25, _ => 15 },
        _ => loot switch { Loot.Treasure => 10, Loot.Find => 25, Loot.Scrap => 10, Loot.Nothing => 20, _ => 35 },
    };

    /// <summary>What comes of looking in a place.</summary>
    public static Loot Draw(Place place, FairDraws draws) => At(place, draws.Below(AllWays));

    /// <summary>What a number below 100 comes to.</summary>
    public static Loot At(Place place, int number)
    {
        foreach (var loot in Loots)
        {
            number -= Ways(place, loot);
            if (number < 0)
            {
                return loot;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(number), number, "No number below 100.");
    }

    /// <summary>A place or an outcome as it is written down.</summary>
    public static string Write(Enum letter) => ((char)Convert.ToInt32(letter, System.Globalization.CultureInfo.InvariantCulture)).ToString();

    /// <summary>Null: no place's letter.</summary>
    public static Place? Read(string input) => Places.Cast<Place?>().FirstOrDefault(place => Write(place!.Value) == input);

    /// <summary>The rule of <see cref="Provable"/>.</summary>
    internal static string Replay(Round round, FairDraws draws) => Read(round.Input) is { } place ? Write(Draw(place, draws)) : "";
}

/// <summary>Coins of what is found; of a fine, what it takes from the purse at most.</summary>
public sealed record ScavengePay
{
    public long ParkTreasure { get; init; } = 200;

    public long ParkFind { get; init; } = 40;

    public long ParkScrap { get; init; } = 15;

    public long MarketTreasure { get; init; } = 250;

    public long MarketFind { get; init; } = 60;

    public long MarketScrap { get; init; } = 20;

    public long MarketFine { get; init; } = 30;

    public long HarbourTreasure { get; init; } = 400;

    public long HarbourFind { get; init; } = 90;

    public long HarbourScrap { get; init; } = 30;

    public long HarbourFine { get; init; } = 100;

    /// <summary>What it changes in a purse that has enough; negative for a fine.</summary>
    public long Coins(Place place, Loot loot) => (place, loot) switch
    {
        (Place.Park, Loot.Treasure) => ParkTreasure,
        (Place.Park, Loot.Find) => ParkFind,
        (Place.Park, Loot.Scrap) => ParkScrap,
        (Place.Market, Loot.Treasure) => MarketTreasure,
        (Place.Market, Loot.Find) => MarketFind,
        (Place.Market, Loot.Scrap) => MarketScrap,
        (Place.Market, Loot.Fine) => -MarketFine,
        (Place.Harbour, Loot.Treasure) => HarbourTreasure,
        (Place.Harbour, Loot.Find) => HarbourFind,
        (Place.Harbour, Loot.Scrap) => HarbourScrap,
        (Place.Harbour, Loot.Fine) => -HarbourFine,
        _ => 0,
    };

    /// <summary>What a place changes in such a purse on average, coins.</summary>
    public double Average(Place place) => (double)Scavenging.Loots.Sum(loot => Scavenging.Ways(place, loot) * Coins(place, loot)) / Scavenging.AllWays;
}
