namespace FlippyFlip.Core.Games;

/// <summary>
/// How to lose least at <see cref="Blackjack"/> without counting cards: the play that its published return assumes. It looks at what the hand counts and at the dealer's card,
/// and takes no insurance.
/// </summary>
public static class BasicStrategy
{
    /// <summary>Double, or stand where that is not offered; <c>d</c> is double, or hit.</summary>
    private const char DoubleOrStand = 'D';

    private const int LeastHard = 4;
    private const int LeastSoft = 12;

    // In each row: what to do against 2, 3, 4, 5, 6, 7, 8, 9, ten, ace.
    private static readonly string[] Hard =
    [
        "hhhhhhhhhh", // 4
        "hhhhhhhhhh", // 5
        "hhhhhhhhhh", // 6
        "hhhhhhhhhh", // 7
        "hhhhhhhhhh", // 8
        "hddddhhhhh", // 9
        "ddddddddhh", // 10
        "dddddddddh", // 11
        "hhssshhhhh", // 12
        "ssssshhhhh", // 13
        "ssssshhhhh", // 14
        "ssssshhhhh", // 15
        "ssssshhhhh", // 16
        "ssssssssss", // 17
        "ssssssssss", // 18
        "ssssssssss", // 19
        "ssssssssss", // 20
        "ssssssssss", // 21
    ];

    private static readonly string[] Soft =
    [
        "hhhhhhhhhh", // 12
        "hhhddhhhhh", // 13
        "hhhddhhhhh", // 14
        "hhdddhhhhh", // 15
        "hhdddhhhhh", // 16
        "hddddhhhhh", // 17
        "sDDDDsshhh", // 18
        "ssssssssss", // 19
        "ssssssssss", // 20
        "ssssssssss", // 21
    ];

    /// <summary>A pair is split, or played as what it counts.</summary>
    private static readonly string[] Pairs =
    [
        "pppppppppp", // aces
        "pppppp....", // 2
        "pppppp....", // 3
        "...pp.....", // 4
        "..........", // 5
        "ppppp.....", // 6
        "pppppp....", // 7
        "pppppppppp", // 8
        "ppppp.pp..", // 9
        "..........", // 10
    ];

    /// <param name="total">What the hand counts, 4..21.</param>
    /// <param name="isSoft">True: an ace counts eleven.</param>
    /// <param name="pair">What each card of a pair counts that may be split; 0: none.</param>
    /// <param name="dealer">What the dealer's open card counts, 1..10.</param>
    /// <param name="canDouble">True: it may be doubled.</param>
    /// <returns>A move of <see cref="Blackjack"/>.</returns>
    public static char Move(int total, bool isSoft, int pair, int dealer, bool canDouble)
    {
        var column = dealer == 1 ? 9 : dealer - 2;
        if (pair > 0 && Pairs[pair - 1][column] == Blackjack.Split)
        {
            return Blackjack.Split;
        }

        var move = isSoft ? Soft[total - LeastSoft][column] : Hard[total - LeastHard][column];
        return (move, canDouble) switch
        {
            (DoubleOrStand, true) => Blackjack.Double,
            (DoubleOrStand, false) => Blackjack.Stand,
            (Blackjack.Double, false) => Blackjack.Hit,
            _ => move,
        };
    }

    /// <summary>The move in a round that is not over.</summary>
    internal static char Move(BlackjackRound round) => Move(
        round.Hand.Total,
        round.Hand.IsSoft,
        round.IsOffered(Blackjack.Split) ? round.Hand.Pair : 0,
        round.Dealer.Cards[0].Value,
        round.IsOffered(Blackjack.Double));
}
