using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Games;

public sealed class BlackjackTests
{
    private const string Server = "7777777777777777777777777777777777777777777777777777777777777777";

    /// <summary>The cards in the order of dealing: player, dealer, player, hole card, then as moves ask for them.</summary>
    [Theory]
    // Totals against each other.
    [InlineData("T T 9 8", "s", "Ts8s/Ts9s=", 20_000, 10_000)]
    [InlineData("T T 8 9", "s", "Ts9s/Ts8s=", 0, 10_000)]
    [InlineData("T T 9 9", "s", "Ts9s/Ts9s=", 10_000, 10_000)]
    [InlineData("T 6 2 T 9", "s", "6sTs9s/Ts2s=", 20_000, 10_000)]
    [InlineData("T 6 2 T 5", "s", "6sTs5s/Ts2s=", 0, 10_000)]
    [InlineData("T 6 2 T T", "h", "6sTs/Ts2sTs", 0, 10_000)]
    [InlineData("T 6 2 7 9 8", "h", "6s7s8s/Ts2s9s", 10_000, 10_000)]
    // The dealer stands on every 17, a soft one too, and draws to it.
    [InlineData("T 6 7 A", "s", "6sAs/Ts7s=", 10_000, 10_000)]
    [InlineData("T A 7 6", "s", "As6s/Ts7s=", 10_000, 10_000)]
    [InlineData("T 2 7 A 3 A", "s", "2sAs3sAs/Ts7s=", 10_000, 10_000)]
    [InlineData("T 5 8 A T 2", "s", "5sAsTs2s/Ts8s=", 10_000, 10_000)]
    // A natural pays three to two at once; the dealer's takes the stake, or nobody wins.
    [InlineData("A 9 K 9", "", "9s9s/AsKs", 25_000, 10_000)]
    [InlineData("A A K 9", "", "As9s/AsKs", 25_000, 10_000)]
    [InlineData("A A K T", "", "AsTs/AsKs", 10_000, 10_000)]
    [InlineData("A T K A", "", "TsAs/AsKs", 10_000, 10_000)]
    [InlineData("9 T K A", "", "TsAs/9sKs", 0, 10_000)]
    [InlineData("9 A K Q", "h", "AsQs/9sKs", 0, 10_000)]
    [InlineData("9 A K Q", "s", "AsQs/9sKs", 0, 10_000)]
    // The dealer has looked before coins are added.
    [InlineData("9 A K Q", "d", "AsQs/9sKs", 0, 10_000)]
    [InlineData("9 A 9 Q", "p", "AsQs/9s9s", 0, 10_000)]
    // Insurance: one move, at the first step, against an ace.
    [InlineData("9 A K Q", "i", "AsQs+/9sKs", 0, 15_000)]
    [InlineData("9 A K 8", "is", "As8s+/9sKs=", 10_000, 15_000)]
    [InlineData("9 A K 9", "iis", "As9s+/9sKs=", 0, 15_000)]
    [InlineData("9 A 2 8 T", "hi", "As8s/9s2sTs", 20_000, 10_000)]
    [InlineData("9 T K 8", "is", "Ts8s/9sKs=", 20_000, 10_000)]
    [InlineData("5 A 6 8 T", "id", "As8s+/5s6sTs*", 40_000, 25_000)]
    // A doubled hand gets one card.
    [InlineData("5 T 6 8 9", "d", "Ts8s/5s6s9s*", 40_000, 20_000)]
    [InlineData("5 T 6 8 2", "d", "Ts8s/5s6s2s*", 0, 20_000)]
    [InlineData("5 T 6 8 7", "d", "Ts8s/5s6s7s*", 20_000, 20_000)]
    [InlineData("9 T 7 8 8", "d", "Ts8s/9s7s8s*", 0, 20_000)]
    [InlineData("2 T 3 8 2 T 5", "hdh", "Ts8s/2s3s2sTs", 0, 10_000, false)]
    // A split once, cards of equal value; 21 of a split hand is no natural, and aces get one card each.
    [InlineData("8 T 8 8 T 9 2", "pss", "Ts8s/8sTs=/8s9s=", 10_000, 20_000)]
    [InlineData("8 T 8 8 3 2 T T", "pdd", "Ts8s/8s3sTs*/8s2sTs*", 80_000, 40_000)]
    [InlineData("8 T 8 8 8 8", "ppss", "Ts8s/8s8s=/8s8s=", 0, 20_000)]
    [InlineData("8 6 8 T 5 T T T", "phsT", "6sTsTs/8s5sTs/8sTs=", 20_000, 20_000)]
    [InlineData("K T Q 9 A A", "p", "Ts9s/KsAs/QsAs", 40_000, 20_000)]
    [InlineData("A T A 9 K 5", "p", "Ts9s/AsKs=/As5s=", 20_000, 20_000)]
    [InlineData("A T A 9 A A", "phdp", "Ts9s/AsAs=/AsAs=", 0, 20_000)]
    [InlineData("K T 9 8", "ps", "Ts8s/Ks9s=", 20_000, 10_000)]
    // 21 stands by itself; what comes after the end changes nothing.
    [InlineData("T T 5 8 6", "hhhssdd", "Ts8s/Ts5s6s", 20_000, 10_000)]
    // Left alone, every hand stands.
    [InlineData("8 T 8 8 2 T", "p$", "Ts8s/8s2s=/8sTs=", 10_000, 20_000, true)]
    [InlineData("9 A K Q", "$", "AsQs/9sKs", 0, 10_000)]
    [InlineData("T T 9 8", "$", "Ts8s/Ts9s=", 20_000, 10_000)]
    public void The_rules_of_a_round(string cards, string moves, string result, int returns, int staked, bool isOver = true)
    {
        if (!isOver)
        {
            // A third card ends the right to double: the move is passed over, and the round goes on until it is hit.
            result = result.Replace("Ts8s/", "Ts/", StringComparison.Ordinal);
        }

        var position = Play(cards, moves);

        Assert.Equal((result, isOver, returns, staked), (position.Result, position.IsOver, position.Return, position.Staked));
        Assert.Equal(isOver ? "" : "hs", position.Offers);
    }

    [Theory]
    [InlineData("9 T 2 8", "hsd")]
    [InlineData("9 T 9 8", "hsdp")]
    [InlineData("K T Q 8", "hsdp")]
    [InlineData("9 A 2 8", "hsdi")]
    [InlineData("A A A 8", "hsdpi")]
    public void A_round_offers_what_its_first_cards_allow(string cards, string offers) => Assert.Equal(offers, Play(cards, "").Offers);

    [Fact]
    public void The_hole_card_is_no_part_of_an_open_round()
    {
        Assert.Equal("Ts/9s2s", Play("9 T 2 8", "").Result);
        Assert.Equal("As+/9s2s3s", Play("9 A 2 8 3", "ih").Result);
        Assert.Equal(0, Play("9 T 2 8", "").Pays(100));
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 1, 3)]
    [InlineData(101, 50, 150)]
    [InlineData(1_000_000, 500_000, 1_500_000)]
    public void An_insurance_is_half_the_stake_rounded_down_and_pays_two_to_one(long stake, long insurance, long returns)
    {
        var position = Play("9 A K Q", "i");
        Assert.Equal((insurance, returns, returns), (Rates.Part(stake, position.Staked) - stake, position.InsurancePays(stake), position.Pays(stake)));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(3, 7)]
    [InlineData(100, 250)]
    public void A_natural_pays_three_to_two_rounded_down(long stake, long returns) => Assert.Equal(returns, Play("A 9 K 9", "").Pays(stake));

    /// <summary>Every hand of two to five cards, by what they count: an ace is eleven where that does not pass 21.</summary>
    [Fact]
    public void Every_hand_counts_as_much_as_its_aces_allow()
    {
        var hands = 0;
        foreach (var values in Hands(5, 1))
        {
            hands++;
            var best = Enumerable.Range(0, values.Count(value => value == 1) + 1).Select(elevens => values.Sum() + (10 * elevens)).Where(sum => sum <= 21).DefaultIfEmpty(values.Sum()).Max();
            var hand = new BlackjackHand([.. values.Select(value => new Card(value, 0))]);
            Assert.Equal((best, best > values.Sum(), best > 21), (hand.Total, hand.IsSoft, hand.IsBust));
            Assert.Equal(values is [var one, var two] && one == two ? values[0] : 0, hand.Pair);
        }

        // Ten values in hands of two to five cards, their order aside.
        Assert.Equal(55 + 220 + 715 + 2_002, hands);
    }

    [Fact]
    public void Every_end_of_player_and_dealer_pays_what_the_totals_say()
    {
        for (var mine = 4; mine <= 30; mine++)
        {
            for (var theirs = 17; theirs <= 26; theirs++)
            {
                var expected = mine > 21 ? -1 : theirs > 21 ? 1 : Math.Sign(mine - theirs);
                Assert.Equal(expected, Math.Sign(BlackjackPosition.Compare(Three(mine), Three(theirs))));
            }
        }
    }

    [Fact]
    public void A_shoe_has_every_card_six_times_and_each_is_one_draw_below_the_cards_left()
    {
        var trace = new List<Draw>();
        var shoe = new Shoe(new FairDraws(Server, "c", 1, trace));

        var dealt = Enumerable.Range(0, Shoe.Size).Select(_ => shoe.Deal()).ToList();

        Assert.Equal(Enumerable.Range(1, 312).Reverse(), trace.Where(draw => draw.Value is not null).Select(draw => draw.Range));
        Assert.Equal(52, dealt.Distinct().Count());
        Assert.All(dealt.GroupBy(card => card), cards => Assert.Equal(6, cards.Count()));
    }

    [Fact]
    public void The_first_card_lies_where_the_first_draw_says()
    {
        var at = new FairDraws(Server, "c", 1).Below(312);
        var card = new Shoe(new FairDraws(Server, "c", 1)).Deal();
        Assert.Equal(((at % 13) + 1, at % 52 / 13), (card.Rank, card.Suit));
    }

    [Theory]
    [InlineData(1, 0, "As")]
    [InlineData(10, 1, "Th")]
    [InlineData(11, 2, "Jd")]
    [InlineData(13, 3, "Kc")]
    [InlineData(2, 0, "2s")]
    public void A_card_is_written_as_rank_and_suit(int rank, int suit, string text) => Assert.Equal(text, new Card(rank, suit).ToString());

    [Fact]
    public void Being_left_alone_is_standing_on_every_hand() => Law.Holds(Rounds(), 3_000, drawn =>
    {
        var (moves, nonce) = drawn;
        var (left, stood) = (Play(moves + Tables.CashOut, nonce), Play(moves + "ss", nonce));
        Assert.Equal((stood.Result, stood.Return, true, stood.Staked), (left.Result, left.Return, left.IsOver, left.Staked));
    });

    [Fact]
    public void Nothing_is_staked_or_paid_beyond_what_the_hands_and_the_insurance_explain() => Law.Holds(Rounds(), 3_000, drawn =>
    {
        var position = Play(drawn.Moves + Tables.CashOut, drawn.Nonce);
        var hands = position.Hands.Sum(hand => hand.IsDoubled ? 2 : 1);
        Assert.InRange(position.Hands.Count, 1, 2);
        for (var stake = 1; stake <= 5; stake++)
        {
            var insurance = position.IsInsured ? stake / 2 : 0;
            Assert.Equal((stake * hands) + insurance, Rates.Part(stake, position.Staked));
            var won = position.IsNatural && !position.IsDealerNatural ? stake * 5 / 2
                : position.IsNatural ? stake
                : position.Hands.Sum(hand => position.ReturnOf(hand) / Rates.Whole * stake * (hand.IsDoubled ? 2 : 1));
            Assert.Equal(won + (position.IsDealerNatural ? 3 * insurance : 0), position.Pays(stake));
        }
    });

    [Fact]
    public void Basic_strategy_makes_only_moves_that_are_offered_and_ends_every_round()
    {
        var seen = new HashSet<char>();
        for (var nonce = 1; nonce <= 20_000; nonce++)
        {
            var round = new BlackjackRound(new Shoe(new FairDraws(Server, "c", nonce)).Deal);
            var moves = "";
            while (!round.IsOver)
            {
                var move = BasicStrategy.Move(round);
                Assert.True(round.IsOffered(move), $"{move} in {nonce}");
                round.Apply(move);
                moves += move;
                seen.Add(move);
            }

            var (position, replayed) = (round.Stands(Rates.Default), Play(moves, nonce));
            Assert.Equal((position.Result, position.Return, position.Staked), (replayed.Result, replayed.Return, replayed.Staked));
        }

        Assert.Equal("dhps", string.Concat(seen.Order()));
    }

    private static BlackjackPosition Play(string moves, int nonce) => Blackjack.Play(moves, new FairDraws(Server, "c", nonce), Rates.Default);

    private static BlackjackPosition Play(string cards, string moves)
    {
        var dealt = new Queue<Card>(cards.Split(' ').Select(card => new Card("A23456789TJQK".IndexOf(card[0], StringComparison.Ordinal) + 1, 0)));
        var round = new BlackjackRound(dealt.Dequeue);
        foreach (var move in moves)
        {
            round.Apply(move);
        }

        return round.Stands(Rates.Default);
    }

    private static IEnumerable<int[]> Hands(int most, int least) =>
        from length in Enumerable.Range(2, most - 1)
        from hand in Ascending(length, least)
        select hand;

    private static IEnumerable<int[]> Ascending(int length, int least) => length == 0
        ? [[]]
        : from value in Enumerable.Range(least, 11 - least)
          from rest in Ascending(length - 1, value)
          select (int[])[value, .. rest];

    /// <summary>Three or more cards without an ace that counts eleven.</summary>
    private static BlackjackHand Three(int total)
    {
        var hand = new BlackjackHand(new Card(2, 0), new Card(2, 0));
        for (var left = total - 4; left > 0; left -= Math.Min(left, 10))
        {
            hand.Add(new Card(left == 1 ? 1 : Math.Min(left, 10), 0));
        }

        return hand.IsSoft ? new BlackjackHand(new Card(2, 0), new Card(total - 2, 0)) : hand;
    }

    private static Gen<(string Moves, int Nonce)> Rounds() =>
        Gen.Choose(0, 6)
            .SelectMany(length => Gen.Elements("hsdpi".ToArray()).ListOf(length), (_, letters) => string.Concat(letters))
            .SelectMany(_ => Gen.Choose(1, 1_000_000), (moves, nonce) => (moves, nonce));
}
