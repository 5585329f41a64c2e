using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Jobs;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class VerifyTests
{
    private const string Foot = "-- HMAC-SHA256(server seed, message): eight 32-bit numbers a block. H is heads, T is tails.";
    private const string NoSuchRound =
        "(private)\nYou have no round of that name. A round's name, such as 1-17, stands below its result; leave it out for your last one.";

    private const string Verifier = "https://flippy.example/verify";

    private static readonly string Server = string.Concat(Enumerable.Repeat("01", 32));
    private static readonly string Client = string.Concat(Enumerable.Repeat("02", 8));

    [Fact]
    public async Task The_last_round_holds_and_its_seed_stays_secret()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");
        await bot.Ada.SayAsync("/flip");

        var seen = await bot.Ada.SayAsync("/verify");

        var draw = Draws(2, 1)[0];
        Assert.Equal(
            $"""
            (private)
            # ✅ Round 1-2 holds
            Recorded <t:1767614400:R>: `{"HT"[draw.Value!.Value]}`. Drawn again: `{"HT"[draw.Value!.Value]}`.
            Server seed 1 (SHA-256): `{FairDraws.Hash(Server)}`
            Server seed: 🔒 secret until you reveal it
            Message: `{Client}:2:block`
            Steps: `0/0` {draw.Number} mod 2 = **{draw.Value}**
            {Foot}
            [Reveal and renew server seed]
            """,
            seen.ToString());
        Assert.DoesNotContain(Server, seen.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bet_shows_its_stake_and_what_it_paid()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.WinAsync("100");

        var seen = await bot.Ada.SayAsync("/verify round:1-1");

        var draw = Draws(1, 1)[0];
        var letter = "HT"[draw.Value!.Value];
        Assert.Equal(
            $"""
            (private)
            # ✅ Round 1-1 holds
            Recorded <t:1767614400:R>: `{letter}`. Drawn again: `{letter}`.
            Bet: 100 coins · {(letter == 'H' ? "Heads" : "Tails")} · `{letter}`
            Paid: 195
            Server seed 1 (SHA-256): `{FairDraws.Hash(Server)}`
            Server seed: 🔒 secret until you reveal it
            Message: `{Client}:1:block`
            Steps: `0/0` {draw.Number} mod 2 = **{draw.Value}**
            {Foot}
            [Reveal and renew server seed]
            """,
            seen.ToString());
    }

    [Fact]
    public async Task A_rotated_seed_is_shown_and_many_steps_are_cut()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip count:100");
        await bot.Ada.PressAsync(await bot.Ada.SayAsync("/verify"), "Reveal and renew server seed");

        var seen = await bot.Ada.SayAsync("/verify");

        var draws = Draws(1, 100);
        var result = string.Concat(draws.Select(draw => "HT"[draw.Value!.Value]));
        var steps = string.Join('\n', draws.Take(12).Select(draw => $"`{draw.Block}/{draw.Place}` {draw.Number} mod 2 = **{draw.Value}**"));
        Assert.Equal(
            $"""
            (private)
            # ✅ Round 1-1 holds
            Recorded <t:1767614400:R>: `{result}`. Drawn again: `{result}`.
            Server seed 1 (SHA-256): `{FairDraws.Hash(Server)}`
            Server seed: `{Server}`
            Message: `{Client}:1:block`
            Steps: {steps}
            … and 88 more
            {Foot}
            """,
            seen.ToString());
    }

    [Theory]
    [InlineData("1-1", false)]
    [InlineData("1-1", true)]
    [InlineData("1-31", true)]
    [InlineData("1-32", true)]
    [InlineData("1-40", true)]
    [InlineData(" 1-17 ", false)]
    public async Task Rounds_on_pages_that_were_moved_out_hold_too(string name, bool isRotated)
    {
        await using var bot = await StartAsync();
        await bot.Ada.FlipAsync(40);
        if (isRotated)
        {
            await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Reveal and renew server seed");
        }

        var interaction = bot.Ada.Command("/verify round:1-1");
        interaction["data"]!["options"]![0]!["value"] = name;
        var seen = await bot.Ada.AskAsync(interaction, $"/verify round:{name}");

        Assert.StartsWith($"(private)\n# ✅ Round {name.Trim()} holds\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains(isRotated ? $"\nServer seed: `{Server}`\n" : "\nServer seed: 🔒 secret until you reveal it\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await bot.PlayerAsync(bot.Ada))!.Rounds.Archived);
    }

    [Fact]
    public async Task A_tampered_round_does_not_hold()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");
        var letter = "HT"[Draws(1, 1)[0].Value!.Value];
        var other = letter == 'H' ? 'T' : 'H';
        await bot.ChangeAsync(bot.Ada, player => player.Rounds.Rounds[0] = player.Rounds.Rounds[0] with { Result = other.ToString() });

        var seen = await bot.Ada.SayAsync("/verify");

        Assert.StartsWith($"(private)\n# ❌ Round 1-1 does not hold\nRecorded <t:1767614400:R>: `{other}`. Drawn again: `{letter}`.\n", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_rounds_it_points_to_a_free_one()
    {
        await using var bot = await StartAsync();

        Assert.Equal("(private)\nYou have no rounds yet. /flip is free.", (await bot.Ada.SayAsync("/verify")).ToString());
    }

    [Theory]
    [InlineData("1-2")]
    [InlineData("2-1")]
    [InlineData("1-0")]
    [InlineData("-1")]
    [InlineData("1--1")]
    [InlineData("my last one")]
    [InlineData("`@everyone`")]
    [InlineData("99999999999-1")]
    [InlineData("2147483647-9223372036854775807")]
    public async Task Refuses_a_name_that_no_round_has(string name)
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");

        var seen = await bot.Ada.SayAsync($"/verify round:{name}");

        Assert.Equal(NoSuchRound, seen.ToString());
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task Nobody_sees_the_rounds_of_others()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");

        Assert.Equal(NoSuchRound, (await bot.Bob.SayAsync("/verify round:1-1")).ToString());
    }

    [Fact]
    public async Task The_button_of_an_old_seed_says_what_it_was()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");
        var seen = await bot.Ada.SayAsync("/verify");
        await bot.Ada.PressAsync(seen, "Reveal and renew server seed");

        var again = await bot.Ada.PressAsync(seen, "Reveal and renew server seed");

        Assert.Equal($"(private)\n🔑 Server seed 1 was `{Server}`.", again.ToString());
    }

    [Fact]
    public async Task Suggests_the_latest_rounds_first()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");
        await bot.Ada.SayAsync("/flip count:3");

        var seen = await bot.Ada.TypeAsync("/verify round:", "round");

        Assert.Equal($"(choices)\n1-2 · flip · {Result(2, 3)} = 1-2\n1-1 · flip · {Result(1, 1)} = 1-1", seen.ToString());
    }

    [Fact]
    public async Task Suggests_no_more_than_25_of_30()
    {
        await using var bot = await StartAsync();
        await bot.Ada.FlipAsync(30);

        var seen = await bot.Ada.TypeAsync("/verify round:1", "round");

        var expected = string.Join('\n', Enumerable.Range(6, 25).Reverse().Select(nonce => $"1-{nonce} · flip · {Result(nonce, 1)} = 1-{nonce}"));
        Assert.Equal($"(choices)\n{expected}", seen.ToString());
    }

    [Fact]
    public async Task Suggests_rounds_of_the_page_that_was_just_moved_out()
    {
        await using var bot = await StartAsync();
        await bot.Ada.FlipAsync(33);

        var seen = await bot.Ada.TypeAsync("/verify round:", "round");

        var expected = string.Join('\n', Enumerable.Range(9, 25).Reverse().Select(nonce => $"1-{nonce} · flip · {Result(nonce, 1)} = 1-{nonce}"));
        Assert.Equal($"(choices)\n{expected}", seen.ToString());
    }

    [Theory]
    [InlineData("2")]
    [InlineData("nonsense")]
    [InlineData("1-1 · flip")]
    public async Task Suggests_nothing_for_nonsense(string typed)
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip");

        Assert.Equal("(choices)", (await bot.Ada.TypeAsync($"/verify round:{typed}", "round")).ToString());
    }

    [Fact]
    public async Task A_long_result_is_cut_in_a_suggestion()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/flip count:100");

        var seen = await bot.Ada.TypeAsync("/verify round:", "round");

        Assert.Equal($"(choices)\n{$"1-1 · flip · {Result(1, 100)}"[..99]}… = 1-1", seen.ToString());
    }

    [Fact]
    public async Task A_streak_that_was_left_before_its_first_call_has_no_steps_to_show()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/flipstreak amount:10");
        bot.Clock.Advance(TimeSpan.FromMinutes(11));
        await bot.Part<JobRunner>().RunAsync("TableSweep", CancellationToken.None);

        var seen = await bot.Ada.SayAsync("/verify");

        Assert.Contains("\nRecorded <t:1767615060:R>. It ended before anything was drawn.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.All(seen.Data["embeds"]![0]!["fields"]!.AsArray(), field => Assert.NotEqual("", (string?)field!["value"]));
    }

    [Fact]
    public async Task Leads_to_the_page_where_anybody_checks_the_round_and_tells_it_no_secret()
    {
        await using var bot = await StartAsync(Verifier);
        await bot.Ada.SayAsync("/flip count:3");
        var facts = $"{Verifier}#game=flip&nonce=1&input=3";
        var rest = $"&client={Client}&result={Result(1, 3)}&hash={FairDraws.Hash(Server)}";

        var secret = await bot.Ada.SayAsync("/verify");
        var revealing = await bot.Ada.PressAsync(secret, "Reveal and renew server seed");
        var revealed = await bot.Ada.SayAsync("/verify");

        Assert.EndsWith("\n[Reveal and renew server seed] [Check in your browser]", secret.ToString(), StringComparison.Ordinal);
        Assert.Equal(facts + rest, LinkOf(secret));
        Assert.DoesNotContain(Server, secret.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.EndsWith("\n[Check in your browser]", revealed.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{facts}&server={Server}{rest}", LinkOf(revealed));
        Assert.Equal(LinkOf(revealed), LinkOf(revealing));
    }

    private static string? LinkOf(Seen seen) => (string?)seen.Data["components"]![0]!["components"]!.AsArray()[^1]!["url"];

    private static List<Draw> Draws(long nonce, int count)
    {
        var trace = new List<Draw>();
        Core.Games.CoinFlip.Toss(new FairDraws(Server, Client, nonce, trace), count);
        return trace;
    }

    private static string Result(long nonce, int count) => string.Concat(Draws(nonce, count).Select(draw => "HT"[draw.Value!.Value]));

    private static Task<Bot> StartAsync(string? verifier = null) =>
        Bot.StartAsync(new BotOptions { Entropy = Chance.Counting(), Settings = { ["Links:Verifier"] = verifier } });
}
