using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Tests.Fairness;

/// <summary>
/// Rounds of every game with all that is drawn for them, as text. Whoever draws rounds again elsewhere, such as the verifier's page, is held against the same text.
/// </summary>
internal static class GoldenRounds
{
    private const int MostMoves = 24;

    /// <summary>The bytes 00, 01, … 1f.</summary>
    private const string Counting = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    /// <summary>Just above a third of 2^32: one number in three is rejected.</summary>
    private const int Wasteful = 1_431_655_766;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What people choose, and what is hard to write down: colons, blanks, other scripts, nonces that a double cannot hold.</summary>
    private static readonly (string Server, string Client, long Nonce)[] Seeds =
    [
        (Counting, "lucky", 1),
        (Counting, "lucky", 17),
        (new string('f', 64), "a1b2c3d4e5f60718", 2),
        (new string('0', 64), "a:1:0", 40),
        ("c0ffee0000000000000000000000000000000000000000000000000000decade", "ünï:😀 くじ引き", 42),
        ("9f2b6d1c4e8a7f305d6c1b2a39485766aabbccddeeff00112233445566778899", " two  blanks ", 9_007_199_254_740_993),
    ];

    /// <summary>What is chosen, sensible or not: any record has an answer.</summary>
    private static readonly Dictionary<string, string[]> Inputs = new(StringComparer.Ordinal)
    {
        [CoinFlip.Game] = ["1", "2", "7", "8", "9", "64", "100", "H", "T", "", "0", "007", "101", "-5", "H?", "99999999999"],
        [DiceCall.GameName] = ["o2", "o50", "o98", "u2", "u7", "u98"],
        [SlotsPull.GameName] = ["pull"],
        [Blackjack.Table.Game] = ["", "s", "h", "hs", "hhs", "d", "ds", "ps", "pshs", "is", "ihs", "$", "h$"],
        [RouletteSpin.GameName] = ["red:100,17:5", "0:1"],
        [ShiftQuestion.Game] = ["a", "b!", "-"],
        [Scavenging.Game] = ["h", "m", "p", "", "x"],
        [HigherNumber.Duel] = ["734120", "55,734120", "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16", "", "x"],
        [HigherNumber.Queue] = ["734120", "55,734120"],
        [FlipStreak.Table.Game] = ["?$xH", "$$T$H"],
        [HighLow.Table.Game] = ["$?xh", "hhhhllll$"],
        [Mines.Table.Game] = ["2", "5p", "14a", "0", "", "99999999999", "4?$Aaab$c"],
    };

    /// <summary>How rounds of several moves begin; the test finds moves that win and lose.</summary>
    private static readonly Dictionary<string, string[]> Starts = new(StringComparer.Ordinal)
    {
        [FlipStreak.Table.Game] = [""],
        [HighLow.Table.Game] = [""],
        [Mines.Table.Game] = ["1", "3", "8", "15"],
    };

    /// <summary>Numbers that are rejected once in hundreds of millions of rounds; found by trying.</summary>
    private static readonly (string Game, string Input, long Nonce)[] Rejected =
    [
        (DiceCall.GameName, "o50", 225_037_510),
        (Mines.Table.Game, "5a", 51_197_326),
        (HighLow.Table.Game, "h", 179_686_673),
        (HighLow.Table.Game, "l", 179_686_673),
        (Scavenging.Game, "h", 225_037_510),
        (HigherNumber.Duel, "734120", 9_398),
        (HigherNumber.Queue, "55,734120", 322),
    ];

    /// <summary>Cards that seldom lie so, and decide by a rule of their own; found by trying.</summary>
    private static readonly (long Nonce, string[] Inputs)[] Dealt =
    [
        (6, ["ps$", "phs$", "pss", "pps"]), // a queen and a jack, which count the same
        (11, ["pdd", "phss", "p$", "pps"]), // a pair behind a low card
        (12, ["", "s", "i"]), // the dealer's natural behind a ten
        (18, ["p", "pp", "ds"]), // two aces
        (71, ["ipss", "psis", "i", "is$"]), // a pair behind an ace, and no natural
        (73, ["ps", "p$"]), // a split ten that gets an ace
        (255, ["", "i"]), // two naturals
        (444, ["", "i"]), // a natural behind an ace
        (4_366, ["ip", "p"]), // two aces behind an ace
    ];

    /// <summary>Every game that has rounds here.</summary>
    public static IReadOnlySet<string> Games => Inputs.Keys.Concat(Starts.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>One round a line, so that a difference can be read.</summary>
    public static string Write()
    {
        var rounds = All().Select(round => Line(Of(round.Game, round.Server, round.Client, round.Nonce, round.Input)));
        var numbers = Seeds.Select(seed => Line(Numbers(seed.Server, seed.Client, seed.Nonce)));
        return $$"""
            {
              "games": {{Line(new JsonArray([.. Provable.Games.Order(StringComparer.Ordinal).Select(game => JsonValue.Create(game))]))}},
              "rounds": [
                {{string.Join(",\n    ", rounds)}}
              ],
              "numbers": [
                {{string.Join(",\n    ", numbers)}}
              ]
            }

            """;
    }

    private static IEnumerable<(string Game, string Server, string Client, long Nonce, string Input)> All() =>
        (from game in Inputs.Keys
         from seed in Seeds
         from input in Inputs[game]
         select (game, seed.Server, seed.Client, seed.Nonce, input))
        .Concat(
            from game in Starts.Keys
            from seed in Seeds
            from start in Starts[game]
            from input in Courses(Tables.Find(game)!, start, () => new FairDraws(seed.Server, seed.Client, seed.Nonce))
            select (game, seed.Server, seed.Client, seed.Nonce, input))
        .Concat(
            from game in (string[])[DiceCall.GameName, SlotsPull.GameName, RouletteSpin.GameName, ShiftQuestion.Game, Scavenging.Game, HigherNumber.Duel]
            from nonce in Enumerable.Range(1, 20)
            select (game, Counting, "often", (long)nonce, Inputs[game][0]))
        .Concat(
            from dealt in Dealt
            from input in dealt.Inputs
            select (Blackjack.Table.Game, Counting, "lucky", dealt.Nonce, input))
        .Concat(
            from place in Scavenging.Places
            from number in Edges(place)
            select (Scavenging.Game, Counting, "edge", NonceOf(number), Scavenging.Write(place)))
        .Concat(Rejected.Select(round => (round.Game, Counting, "lucky", round.Nonce, round.Input)))
        .Distinct();

    /// <summary>The first and the last number that lead to each loot.</summary>
    private static IEnumerable<int> Edges(Place place)
    {
        var first = 0;
        foreach (var ways in Scavenging.Loots.Select(loot => Scavenging.Ways(place, loot)).Where(ways => ways > 0))
        {
            yield return first;
            first += ways;
            yield return first - 1;
        }
    }

    /// <summary>The first nonce at which this number below 100 is drawn.</summary>
    private static long NonceOf(int number)
    {
        var nonce = 1L;
        while (new FairDraws(Counting, "edge", nonce).Below(Scavenging.AllWays) != number)
        {
            nonce++;
        }

        return nonce;
    }

    /// <summary>How a round may go: as far as it can without a loss, stopped on the way, lost at once and lost late.</summary>
    private static IEnumerable<string> Courses(ITable table, string start, Func<FairDraws> draws)
    {
        Position At(string input) => table.Play(input, draws(), Rates.Default);
        var moves = Enumerable.Range('A', 'z' - 'A' + 1).Select(letter => (char)letter).Where(char.IsAsciiLetter).ToList();
        var course = start;
        yield return course;
        for (var i = 0; i < MostMoves && !At(course).IsOver; i++)
        {
            var next = moves.Select(move => course + move).Where(input => At(input).Return != At(course).Return).ToList();
            if (next.FirstOrDefault(input => At(input) is { IsOver: true, Return: 0 }) is { } lost && (i == 0 || i % 3 == 2))
            {
                yield return lost;
            }

            var kept = next.Where(input => At(input).Return > 0).ToList();
            if (kept.Count == 0)
            {
                yield break;
            }

            course = kept[i * 7 % kept.Count];
            if (i % 5 == 1)
            {
                yield return course + Tables.CashOut;
            }
        }

        yield return course;
    }

    private static JsonObject Of(string game, string server, string client, long nonce, string input)
    {
        var proof = Provable.Replay(new Round(game, 1, client, nonce, input, "", 0, 0, DateTimeOffset.UnixEpoch, new Snowflake(1)), server)!;
        return new JsonObject
        {
            ["game"] = game,
            ["server"] = server,
            ["hash"] = FairDraws.Hash(server),
            ["client"] = client,
            ["nonce"] = nonce.ToString(CultureInfo.InvariantCulture),
            ["input"] = input,
            ["result"] = proof.Result,
            ["draws"] = Trace(proof.Draws),
        };
    }

    private static JsonObject Numbers(string server, string client, long nonce)
    {
        var trace = new List<Draw>();
        var draws = new FairDraws(server, client, nonce, trace);
        for (var i = 0; i < 20; i++)
        {
            draws.Below(Wasteful);
        }

        return new JsonObject { ["server"] = server, ["client"] = client, ["nonce"] = nonce.ToString(CultureInfo.InvariantCulture), ["draws"] = Trace(trace) };
    }

    /// <summary>Number, range and value of each; null: rejected.</summary>
    private static JsonArray Trace(IReadOnlyList<Draw> draws) =>
        [.. draws.Select(draw => new JsonArray(draw.Number, draw.Range, draw.Value))];

    private static string Line(JsonNode node) => node.ToJsonString(Readable);
}
