using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Games;

/// <summary>A playing card, written as rank and suit: <c>As</c>, <c>Th</c>, <c>2c</c>.</summary>
/// <param name="Rank">1 ace to 13 king.</param>
/// <param name="Suit">0 spades, 1 hearts, 2 diamonds, 3 clubs.</param>
public readonly record struct Card(int Rank, int Suit)
{
    private const string Ranks = "A23456789TJQK";
    private const string Suits = "shdc";

    /// <summary>What it counts in blackjack: 1 for an ace, 10 for a ten or a picture.</summary>
    public int Value => Math.Min(Rank, 10);

    public override string ToString() => $"{Ranks[Rank - 1]}{Suits[Suit]}";
}

/// <summary>
/// Six decks, from which cards are dealt and never put back. In front of the first deal they lie deck by deck, in each spades, hearts, diamonds, clubs, in each of these ace to
/// king. A card is one draw below the number of cards left; the last of those takes the place of the card that is dealt.
/// </summary>
public sealed class Shoe(FairDraws draws)
{
    public const int Decks = 6;

    /// <summary>How many cards there are at first.</summary>
    public const int Size = Decks * 52;

    private static readonly Card[] Fresh =
        [.. from deck in Enumerable.Range(0, Decks) from suit in Enumerable.Range(0, 4) from rank in Enumerable.Range(1, 13) select new Card(rank, suit)];

    private readonly Card[] _cards = [.. Fresh];
    private int _left = Size;

    public Card Deal()
    {
        var at = draws.Below(_left);
        var card = _cards[at];
        _cards[at] = _cards[--_left];
        return card;
    }
}
