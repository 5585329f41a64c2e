using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FlippyFlip.Core.Fairness;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Fairness;

public sealed class FairDrawsTests
{
    /// <summary>The bytes 00, 01, … 1f.</summary>
    private const string Server = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// <summary>Just above a third of 2^32: one number in three is rejected.</summary>
    private const int Wasteful = 1_431_655_766;

    /// <summary>Computed with Python's hmac module.</summary>
    public static TheoryData<string, long, uint[]> Vectors => new()
    {
        {
            "lucky", 1,
            [
                358507327, 2986643210, 4188305557, 898098174, 616316827, 2589808225, 895614440, 2041595493,
                515662267, 3691385180, 1812396735, 162243785, 2290987496, 3415278149, 2358702282, 2955829602,
            ]
        },
        {
            "ünï:😀", 42,
            [
                1132058961, 2164609462, 1836954753, 2706637046, 1017495646, 2980293428, 271548700, 1137237823,
                1397043303, 2485034890, 1897941386, 988098042, 3691366260, 2201287753, 1323150016, 2792626197,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Numbers_are_those_that_anyone_computes_from_the_seeds(string client, long nonce, uint[] numbers)
    {
        var trace = new List<Draw>();
        var draws = new FairDraws(Server, client, nonce, trace);
        var values = numbers.Select(_ => draws.Below(6)).ToList();

        Assert.Equal(numbers.Select(number => (int)(number % 6)), values);
        Assert.Equal(numbers.Select((number, i) => new Draw(i / 8, i % 8, number, 6, (int)(number % 6))), trace);
        Assert.Equal(numbers, Numbers(Server, client, nonce).Take(numbers.Length));
    }

    [Fact]
    public void A_number_that_would_favour_an_outcome_is_rejected_and_noted()
    {
        var trace = new List<Draw>();
        var draws = new FairDraws(Server, "lucky", 1, trace);
        Assert.Equal([358507327, 898098174, 616316827], Enumerable.Range(0, 3).Select(_ => draws.Below(Wasteful)));
        Assert.Equal(
            [
                new Draw(0, 0, 358507327, Wasteful, 358507327),
                new Draw(0, 1, 2986643210, Wasteful, null),
                new Draw(0, 2, 4188305557, Wasteful, null),
                new Draw(0, 3, 898098174, Wasteful, 898098174),
                new Draw(0, 4, 616316827, Wasteful, 616316827),
            ],
            trace);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(37)]
    [InlineData(100)]
    [InlineData(1 << 30)]
    [InlineData(Wasteful)]
    [InlineData(int.MaxValue)]
    public void Any_range_gives_what_the_documented_formula_gives(int range)
    {
        var trace = new List<Draw>();
        var draws = new FairDraws(Server, "client", 7, trace);
        var expected = Expected(Server, "client", 7, range).Take(2_000).ToList();
        Assert.Equal(expected, expected.Select(_ => draws.Below(range)));
        Assert.Equal(expected, trace.Where(draw => draw.Value is not null).Select(draw => draw.Value!.Value));
        Assert.Equal(Numbers(Server, "client", 7).Take(trace.Count), trace.Select(draw => draw.Number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_range_has_at_least_one_outcome(int range) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FairDraws(Server, "client", 1).Below(range));

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(37)]
    public void Outcomes_are_equally_likely(int range)
    {
        const int Each = 5_000;
        var counts = new int[range];
        var draws = new FairDraws(Server, "uniform", 1);
        for (var i = 0; i < Each * range; i++)
        {
            counts[draws.Below(range)]++;
        }

        // Chi-square: its mean is the degrees of freedom, its deviation the root of twice that; five deviations are one in a million.
        var freedom = range - 1;
        var square = counts.Sum(count => Math.Pow(count - Each, 2) / Each);
        Assert.InRange(square, 0, freedom + (5 * Math.Sqrt(2 * freedom)));
    }

    [Fact]
    public void Outcomes_of_the_wasteful_range_are_equally_likely_too()
    {
        var draws = new FairDraws(Server, "uniform", 2);
        var low = Enumerable.Range(0, 30_000).Count(_ => draws.Below(Wasteful) < Wasteful / 2);
        Assert.InRange(low, 15_000 - 450, 15_000 + 450);
    }

    [Fact]
    public void The_first_tosses_of_many_rounds_are_fair_as_well()
    {
        var heads = Enumerable.Range(1, 20_000).Count(nonce => new FairDraws(Server, "uniform", nonce).Below(2) == 0);
        Assert.InRange(heads, 10_000 - 360, 10_000 + 360);
    }

    [Fact]
    public void The_same_seeds_give_the_same_numbers_and_any_other_seed_gives_others()
    {
        var seeds = Gen.Choose(0, int.MaxValue).Select(seed => Dice.Seeded(seed).ServerSeed())
            .SelectMany(_ => ArbMap.Default.GeneratorFor<string>(), (server, client) => (server, client: client ?? ""))
            .SelectMany(_ => Gen.Choose(1, 1_000_000), (drawn, nonce) => (drawn.server, drawn.client, nonce));
        Law.Holds(seeds, 300, drawn =>
        {
            var first = Sample(drawn.server, drawn.client, drawn.nonce);
            Assert.Equal(first, Sample(drawn.server, drawn.client, drawn.nonce));
            Assert.Equal(first, Expected(drawn.server, drawn.client, drawn.nonce, 1_000_000).Take(10));
            Assert.NotEqual(first, Sample(drawn.server, drawn.client, drawn.nonce + 1));
            Assert.NotEqual(first, Sample(drawn.server, drawn.client + "x", drawn.nonce));
            Assert.NotEqual(first, Sample(FairDraws.Hash(drawn.server), drawn.client, drawn.nonce));
        });
    }

    [Fact]
    public void The_hash_shown_beforehand_is_that_of_the_seed_s_bytes() =>
        Assert.Equal("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd", FairDraws.Hash(Server));

    [Fact]
    public void A_seed_that_is_no_hex_is_a_bug_of_the_caller() => Assert.Throws<FormatException>(() => new FairDraws("not hex", "client", 1));

    private static List<int> Sample(string server, string client, long nonce)
    {
        var draws = new FairDraws(server, client, nonce);
        return [.. Enumerable.Range(0, 10).Select(_ => draws.Below(1_000_000))];
    }

    /// <summary>The formula as documented, written a second time.</summary>
    private static IEnumerable<int> Expected(string server, string client, long nonce, int range) =>
        Numbers(server, client, nonce).Where(number => number < 0x1_0000_0000L / range * range).Select(number => (int)(number % range));

    private static IEnumerable<uint> Numbers(string server, string client, long nonce)
    {
        for (var block = 0; ; block++)
        {
            using var hmac = new HMACSHA256(Convert.FromHexString(server));
            var bytes = hmac.ComputeHash(Encoding.UTF8.GetBytes($"{client}:{nonce}:{block}"));
            for (var place = 0; place < 8; place++)
            {
                yield return BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(place * 4, 4));
            }
        }
    }
}
