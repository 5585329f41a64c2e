using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>What a reel shows. The letter is how a result is written down.</summary>
public enum Symbol
{
    Cherry = 'C',
    Lemon = 'L',
    Bell = 'B',
    Clover = 'K',
    Diamond = 'D',
    Seven = 'S',
}

/// <summary>Three equal reels of 32 places; each takes one draw below 32.</summary>
public sealed record SlotsPull : IWager
{
    public const string GameName = "slots";
    public const int Reels = 3;

    /// <summary>The reel, place by place. Part of the rule: a change would make old rounds come out otherwise.</summary>
    private const string Reel = "CLCBLCKCLBCDLCBKCLBCLDBCLKSCLBKD";

    public static int Places => Reel.Length;

    public string Game => GameName;

    public string Input => "pull";

    /// <summary>How many of a reel's places show the symbol.</summary>
    public static int Count(Symbol symbol) => Reel.Count(place => place == (char)symbol);

    public string Draw(FairDraws draws) => Spin(draws);

    /// <summary>What the reels show.</summary>
    public static string Spin(FairDraws draws) => string.Create(Reels, draws, static (reels, draws) =>
    {
        for (var i = 0; i < reels.Length; i++)
        {
            reels[i] = Reel[draws.Below(Reel.Length)];
        }
    });

    public long Payout(string result, long stake, Rates rates) => Rates.Part(stake, Return(result, rates.Slots));

    /// <summary>In hundredths of a percent of the stake; 0 when lost.</summary>
    public static int Return(string result, SlotsPay pay)
    {
        if (result[0] == result[1] && result[1] == result[2])
        {
            return pay.Three((Symbol)result[0]);
        }

        return result.Count(symbol => symbol == (char)Symbol.Cherry) == 2 ? pay.TwoCherries : 0;
    }
}

/// <summary>What the slots return, stake included, in hundredths of a percent of the stake.</summary>
public sealed record SlotsPay
{
    public int ThreeCherries { get; init; } = 40_000;

    public int ThreeLemons { get; init; } = 80_000;

    public int ThreeBells { get; init; } = 160_000;

    public int ThreeClovers { get; init; } = 450_000;

    public int ThreeDiamonds { get; init; } = 1_000_000;

    public int ThreeSevens { get; init; } = 5_000_000;

    /// <summary>Exactly two, on any reels.</summary>
    public int TwoCherries { get; init; } = 20_000;

    public int Three(Symbol symbol) => symbol switch
    {
        Symbol.Cherry => ThreeCherries,
        Symbol.Lemon => ThreeLemons,
        Symbol.Bell => ThreeBells,
        Symbol.Clover => ThreeClovers,
        Symbol.Diamond => ThreeDiamonds,
        Symbol.Seven => ThreeSevens,
        _ => 0,
    };
}
