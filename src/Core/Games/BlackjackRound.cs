using FlippyFlip.Core.Economy;

namespace FlippyFlip.Core.Games;

/// <summary>A round of <see cref="Blackjack"/> while it is played: player, dealer, player, dealer get a card each, then moves are made.</summary>
internal sealed class BlackjackRound
{
    private static readonly char[] Moves = [Blackjack.Hit, Blackjack.Stand, Blackjack.Double, Blackjack.Split, Blackjack.Insure];

    private readonly Func<Card> _deal;
    private readonly BlackjackHand _dealer;
    private readonly List<BlackjackHand> _hands;
    private int _active;
    private bool _hasLooked;
    private bool _isInsured;
    private bool _isOver;

    /// <param name="deal">Gives the next card.</param>
    public BlackjackRound(Func<Card> deal)
    {
        _deal = deal;
        var (first, up, second, hole) = (deal(), deal(), deal(), deal());
        _dealer = new BlackjackHand(up, hole);
        _hands = [new BlackjackHand(first, second)];
        _hasLooked = up.Value != 1;
        _isOver = _hands[0].IsTwoCards21 || (_hasLooked && _dealer.IsTwoCards21);
    }

    public BlackjackHand Hand => _hands[_active];

    public BlackjackHand Dealer => _dealer;

    public bool IsOver => _isOver;

    public bool IsOffered(char move) => !_isOver && move switch
    {
        Blackjack.Hit or Blackjack.Stand or Tables.CashOut => true,
        Blackjack.Double => Hand.Cards.Count == 2,
        Blackjack.Split => _hands.Count == 1 && Hand.Pair > 0,
        Blackjack.Insure => !_hasLooked,
        _ => false,
    };

    /// <summary>Makes a move; one that is not offered is passed over. Whoever makes another first move than to insure wants no insurance, and then the dealer looks.</summary>
    public void Apply(char move)
    {
        if (!IsOffered(move))
        {
            return;
        }

        if (!_hasLooked)
        {
            _hasLooked = true;
            _isInsured = move == Blackjack.Insure;
            _isOver = _dealer.IsTwoCards21;
        }

        if (!_isOver && move != Blackjack.Insure)
        {
            Make(move);
        }
    }

    /// <summary>What was staked and what it pays.</summary>
    public BlackjackPosition Stands(Rates rates)
    {
        var stakes = _hands.Sum(hand => hand.IsDoubled ? 2 : 1);
        return new BlackjackPosition(Write(), _isOver, _isOver ? Returns(rates) : 0, _dealer, _hands, _isOver ? _hands.Count : _active)
        {
            Staked = (Rates.Whole * stakes) + (_isInsured ? Blackjack.InsuranceShare : 0),
            Offers = string.Concat(Moves.Where(IsOffered)),
            IsInsured = _isInsured,
            InsuranceReturn = _isOver && _isInsured && _dealer.IsTwoCards21 ? rates.BlackjackInsurance : 0,
        };
    }

    private void Make(char move)
    {
        switch (move)
        {
            case Blackjack.Hit:
                Hand.Add(_deal());
                break;
            case Blackjack.Double:
                Hand.IsDoubled = true;
                Hand.Add(_deal());
                break;
            case Blackjack.Split:
                SplitPair();
                break;
            case Tables.CashOut:
                _hands.Where(hand => !hand.IsDone).ToList().ForEach(hand => hand.IsStood = true);
                break;
            default:
                Hand.IsStood = true;
                break;
        }

        while (_active < _hands.Count && Hand.IsDone)
        {
            _active++;
        }

        if (_active == _hands.Count)
        {
            PlayDealer();
        }
    }

    /// <summary>Both hands get their second card at once, the first hand first; two aces get no more than that.</summary>
    private void SplitPair()
    {
        var (first, second) = (Hand.Cards[0], Hand.Cards[1]);
        var isAces = Hand.Pair == 1;
        _hands.Clear();
        _hands.Add(new BlackjackHand(first, _deal()) { IsStood = isAces });
        _hands.Add(new BlackjackHand(second, _deal()) { IsStood = isAces });
    }

    /// <summary>The dealer takes cards up to 17, however it is made, unless every hand is lost already.</summary>
    private void PlayDealer()
    {
        while (_hands.Exists(hand => !hand.IsBust) && _dealer.Total < 17)
        {
            _dealer.Add(_deal());
        }

        _isOver = true;
    }

    private int Returns(Rates rates) => _hands is [{ IsTwoCards21: true }]
        ? _dealer.IsTwoCards21 ? Rates.Whole : rates.BlackjackNatural
        : _hands.Sum(hand => (BlackjackPosition.Compare(hand, _dealer) + 1) * Rates.Whole * (hand.IsDoubled ? 2 : 1));

    private string Write() =>
        $"{(_isOver ? _dealer.ToString() : _dealer.Cards[0].ToString())}{(_isInsured ? "+" : "")}/{string.Join('/', _hands)}";
}
