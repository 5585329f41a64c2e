using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Games;

/// <summary>
/// What basic strategy returns at blackjack, by going through every order in which cards of six decks can fall: the rules written down a second time, without a line of the
/// game's. Unseen cards are exchangeable, so the player's may be dealt before the hole card, and the second hand of a split returns on average what the first does.
/// </summary>
internal sealed class BlackjackReturn
{
    private const int Bust = 22;

    /// <summary>Cards left by what they count, 1 to 10; [0] is their number.</summary>
    private readonly int[] _left = [312, 24, 24, 24, 24, 24, 24, 24, 24, 24, 96];
    private readonly Dictionary<UInt128, double[]> _dealers = [];
    private int _up;

    /// <summary>What comes back of the first stake in all rounds but those that a natural wins.</summary>
    public double OtherRounds { get; private set; }

    /// <summary>How likely a natural wins.</summary>
    public double NaturalWins { get; private set; }

    public static BlackjackReturn Compute()
    {
        var all = new BlackjackReturn();
        for (var up = 1; up <= 10; up++)
        {
            all._up = up;
            all.With(up, chance => all.Deal(chance));
        }

        return all;
    }

    private void Deal(double chance)
    {
        for (var first = 1; first <= 10; first++)
        {
            With(first, one =>
            {
                for (var second = 1; second <= 10; second++)
                {
                    var pair = second == first ? first : 0;
                    With(second, two => Start(chance * one * two, first + second, first == 1 || second == 1, pair));
                }
            });
        }
    }

    private void Start(double chance, int sum, bool hasAce, int pair)
    {
        var dealerNatural = 1 - Dealer().Sum();
        if (sum == 11 && hasAce)
        {
            NaturalWins += chance * (1 - dealerNatural);
            OtherRounds += chance * dealerNatural;
        }
        else
        {
            // With the dealer's natural nothing comes back, and nothing was added to the stake.
            OtherRounds += chance * (1 - dealerNatural + Play(sum, hasAce, 2, pair, isSplit: false));
        }
    }

    /// <summary>What is won or lost when the dealer has no natural, in first stakes, times how likely that is.</summary>
    private double Play(int sum, bool hasAce, int cards, int pair, bool isSplit)
    {
        var isSoft = hasAce && sum <= 11;
        var total = isSoft ? sum + 10 : sum;
        if (total >= 21)
        {
            return Stand(total);
        }

        switch (BasicStrategy.Move(total, isSoft, isSplit ? 0 : pair, _up, canDouble: cards == 2))
        {
            case 's':
                return Stand(total);
            case 'h':
                return Next(value => Play(sum + value, hasAce || value == 1, cards + 1, 0, isSplit));
            case 'd':
                return 2 * Next(value => Last(sum + value, hasAce || value == 1));
            default:
                return 2 * Next(value => pair == 1 ? Last(1 + value, hasAce: true) : Play(pair + value, value == 1, 2, 0, isSplit: true));
        }
    }

    private double Last(int sum, bool hasAce) => Stand(hasAce && sum <= 11 ? sum + 10 : sum);

    private double Stand(int total)
    {
        var dealer = Dealer();
        var won = 0.0;
        for (var theirs = 17; theirs <= Bust; theirs++)
        {
            won += dealer[theirs - 17] * (total > 21 ? -1 : theirs == Bust ? 1 : total.CompareTo(theirs));
        }

        return won;
    }

    private double Next(Func<int, double> then)
    {
        var sum = 0.0;
        for (var value = 1; value <= 10; value++)
        {
            With(value, chance => sum += chance * then(value));
        }

        return sum;
    }

    /// <summary>How likely the dealer ends with 17 to 21 or busts, without a natural.</summary>
    private double[] Dealer()
    {
        UInt128 key = (uint)_up;
        for (var value = 1; value <= 10; value++)
        {
            key = (key << 8) | (uint)_left[value];
        }

        if (!_dealers.TryGetValue(key, out var ends))
        {
            _dealers.Add(key, ends = new double[6]);
            Draw(1, _up, _up == 1, isHole: true, ends);
        }

        return ends;
    }

    private void Draw(double chance, int sum, bool hasAce, bool isHole, double[] ends)
    {
        var total = hasAce && sum <= 11 ? sum + 10 : sum;
        if (total >= 17)
        {
            ends[Math.Min(total, Bust) - 17] += chance;
            return;
        }

        for (var value = 1; value <= 10; value++)
        {
            if (_left[value] > 0 && !(isHole && _up + value == 11 && (_up == 1 || value == 1)))
            {
                var next = chance * _left[value]-- / _left[0]--;
                Draw(next, sum + value, hasAce || value == 1, isHole: false, ends);
                _left[value]++;
                _left[0]++;
            }
        }
    }

    private void With(int value, Action<double> then)
    {
        if (_left[value] > 0)
        {
            var chance = (double)_left[value]-- / _left[0]--;
            then(chance);
            _left[value]++;
            _left[0]++;
        }
    }
}
