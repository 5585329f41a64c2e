using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>
/// Six decks, shuffled for every round; the dealer looks for a natural and stands on every 17. A move is <c>h</c> hit, <c>s</c> stand, <c>d</c> double, <c>p</c> split or
/// <c>i</c> insure. The rules stand in docs/fairness.md.
/// </summary>
public sealed class Blackjack : ITable
{
    public const char Hit = 'h';
    public const char Stand = 's';
    public const char Double = 'd';
    public const char Split = 'p';
    public const char Insure = 'i';

    /// <summary>What an insurance costs, in hundredths of a percent of the first stake.</summary>
    public const int InsuranceShare = Rates.Whole / 2;

    /// <summary>
    /// What comes back of a coin with <see cref="BasicStrategy"/> in all rounds but those that a natural wins, coins that moves add counted as won or lost:
    /// too long to compute while somebody waits, so the calculation is a test, which holds this number.
    /// </summary>
    public const double ReturnOfOtherRounds = 0.882093174774;

    public static Blackjack Table { get; } = new();

    public string Game => "blackjack";

    /// <summary>How likely the player has a natural and the dealer has none; 0..1.</summary>
    public static double NaturalWins
    {
        get
        {
            const double aces = Shoe.Decks * 4, tens = Shoe.Decks * 16, cards = Shoe.Size;
            var player = 2 * aces * tens / (cards * (cards - 1));
            var dealerToo = 2 * (aces - 1) * (tens - 1) / ((cards - 2) * (cards - 3));
            return player * (1 - dealerToo);
        }
    }

    /// <summary>What comes back of the first stake with <see cref="BasicStrategy"/>; 0..1.</summary>
    public static double Return(Rates rates) => ReturnOfOtherRounds + (NaturalWins * rates.BlackjackNatural / Rates.Whole);

    Position ITable.Play(string input, FairDraws draws, Rates rates) => Play(input, draws, rates);

    /// <inheritdoc cref="ITable.Play"/>
    public static BlackjackPosition Play(string input, FairDraws draws, Rates rates)
    {
        var round = new BlackjackRound(new Shoe(draws).Deal);
        foreach (var move in input)
        {
            round.Apply(move);
        }

        return round.Stands(rates);
    }
}

/// <summary>Where such a round stands.</summary>
/// <param name="Result">The dealer's cards, with <c>+</c> when the player is insured, and each hand's after a <c>/</c>; the hole card only when the round is over.</param>
/// <param name="IsOver">As in <see cref="Position"/>.</param>
/// <param name="Return">As in <see cref="Position"/>, the insurance aside; 0 until it is over.</param>
/// <param name="Dealer">The dealer's cards; the second is a secret until the round is over.</param>
/// <param name="Hands">The player's one or two hands.</param>
/// <param name="Active">Whose turn it is, 0 or 1; their number when the round is over.</param>
public sealed record BlackjackPosition(string Result, bool IsOver, int Return, BlackjackHand Dealer, IReadOnlyList<BlackjackHand> Hands, int Active)
    : Position(Result, IsOver, Return)
{
    /// <summary>The moves there are, coins aside.</summary>
    public required string Offers { get; init; }

    public required bool IsInsured { get; init; }

    /// <summary>What the insurance returns, in hundredths of a percent of its stake.</summary>
    public required int InsuranceReturn { get; init; }

    /// <summary>True: the dealer's first two cards count 21; a secret until the round is over.</summary>
    public bool IsDealerNatural => Dealer.IsTwoCards21;

    /// <summary>The player's first two cards count 21.</summary>
    public bool IsNatural => Hands is [{ IsTwoCards21: true }];

    /// <summary>Coins of the insurance: half a stake, rounded down.</summary>
    public static long Insurance(long stake) => Rates.Part(stake, Blackjack.InsuranceShare);

    /// <summary>Coins that the insurance returns.</summary>
    public long InsurancePays(long stake) => Rates.Part(Insurance(stake), InsuranceReturn);

    public override long Pays(long stake) => Rates.Part(stake, Return) + InsurancePays(stake);

    /// <summary>What a hand returns, in hundredths of a percent of its own stake, naturals aside; of a round that is over.</summary>
    public int ReturnOf(BlackjackHand hand) => Compare(hand, Dealer) switch { > 0 => 2 * Rates.Whole, 0 => Rates.Whole, _ => 0 };

    /// <summary>Above zero: the hand beats the dealer; zero: nobody wins.</summary>
    internal static int Compare(BlackjackHand hand, BlackjackHand dealer) =>
        hand.IsBust || dealer.IsTwoCards21 ? -1 : dealer.IsBust ? 1 : hand.Total.CompareTo(dealer.Total);
}
