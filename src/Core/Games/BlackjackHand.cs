namespace FlippyFlip.Core.Games;

/// <summary>Cards as blackjack counts them: the dealer's, or one of the player's hands.</summary>
public sealed class BlackjackHand
{
    /// <summary>The most that a hand may count.</summary>
    public const int Most = 21;

    private readonly List<Card> _cards = new(6);
    private int _sum;
    private bool _hasAce;

    internal BlackjackHand(params ReadOnlySpan<Card> cards)
    {
        foreach (var card in cards)
        {
            Add(card);
        }
    }

    /// <summary>In the order in which they were dealt.</summary>
    public IReadOnlyList<Card> Cards => _cards;

    /// <summary>What the cards count: an ace eleven where that does not pass 21, else one.</summary>
    public int Total => IsSoft ? _sum + 10 : _sum;

    /// <summary>True: an ace counts eleven.</summary>
    public bool IsSoft => _hasAce && _sum + 10 <= Most;

    public bool IsBust => Total > Most;

    /// <summary>Two cards that count 21; of a split hand it is no natural.</summary>
    public bool IsTwoCards21 => _cards.Count == 2 && Total == Most;

    /// <summary>What each of two cards counts that count the same, 1 to 10; 0: no such two.</summary>
    public int Pair => _cards is [var first, var second] && first.Value == second.Value ? first.Value : 0;

    /// <summary>True: its stake was doubled for one last card.</summary>
    public bool IsDoubled { get; internal set; }

    /// <summary>True: the player stood on it, or it is half of two aces.</summary>
    public bool IsStood { get; internal set; }

    /// <summary>True: it gets no more cards from the player.</summary>
    public bool IsDone => IsStood || IsDoubled || Total >= Most;

    internal void Add(Card card)
    {
        _cards.Add(card);
        _sum += card.Value;
        _hasAce |= card.Value == 1;
    }

    /// <summary>The cards, and <c>*</c> when it was doubled, <c>=</c> when the player stood.</summary>
    public override string ToString() => string.Concat(_cards) + (IsDoubled ? "*" : IsStood ? "=" : "");
}
