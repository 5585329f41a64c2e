using FlippyFlip.Core.Fairness;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Flip;

public sealed class FairnessTests
{
    private const string NotPlain = "A client seed is one line of visible characters without backquotes; some emoji have an invisible one in them, so take others.";

    private static readonly string FirstServer = string.Concat(Enumerable.Repeat("01", 32));
    private static readonly string FirstClient = string.Concat(Enumerable.Repeat("02", 8));
    private static readonly string SecondServer = string.Concat(Enumerable.Repeat("03", 32));

    [Fact]
    public async Task Shows_the_hash_and_keeps_the_seed_it_is_of()
    {
        await using var bot = await StartAsync();

        var seen = await bot.Ada.SayAsync("/fairness");

        Assert.Equal(Seeds(FirstServer, FirstClient, 0), seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((FirstServer, FirstClient, 1), (player.Seeds.Server, player.Seeds.Client, player.Seeds.Number));
        Assert.DoesNotContain(FirstServer, seen.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_same_hash_until_it_is_rotated()
    {
        await using var bot = await StartAsync();
        await bot.Ada.SayAsync("/fairness");
        await bot.Ada.SayAsync("/flip");

        Assert.Equal(Seeds(FirstServer, FirstClient, 1), (await bot.Ada.SayAsync("/fairness")).ToString());
    }

    [Fact]
    public async Task A_client_seed_is_chosen_in_a_form()
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");

        var seen = await bot.Ada.SubmitAsync(form, "  my lucky 🍀 seed ");

        Assert.Equal("(form)\nYour client seed\nYour client seed: []", form.ToString());
        Assert.Equal("(private)\n🔑 Your client seed is now `my lucky 🍀 seed`. It counts from your next round on.", seen.ToString());
        Assert.Equal("my lucky 🍀 seed", (await bot.PlayerAsync(bot.Ada))!.Seeds.Client);
    }

    [Fact]
    public async Task The_chosen_seed_draws_the_next_round()
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");
        await bot.Ada.SubmitAsync(form, "mine");

        await bot.Ada.SayAsync("/flip count:20");

        var round = (await bot.PlayerAsync(bot.Ada))!.Rounds.Last!;
        Assert.Equal("mine", round.Client);
        Assert.Equal(Core.Games.CoinFlip.Write(Core.Games.CoinFlip.Toss(new FairDraws(FirstServer, "mine", 1), 20)), round.Result);
    }

    [Theory]
    [InlineData("@everyone **x**")]
    [InlineData("愛:1:0")]
    [InlineData("é 🍀 日本語")]
    public async Task Shows_a_seed_as_it_was_typed(string seed)
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");

        var seen = await bot.Ada.SubmitAsync(form, seed);

        Assert.Equal($"(private)\n🔑 Your client seed is now `{seed}`. It counts from your next round on.", seen.ToString());
        Assert.Equal(seed, (await bot.PlayerAsync(bot.Ada))!.Seeds.Client);
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
        Assert.Equal(Seeds(FirstServer, seed, 0), (await bot.Ada.SayAsync("/fairness")).ToString());
    }

    [Theory]
    [InlineData("", "'Your client seed' must be filled in.")]
    [InlineData("   ", "'Your client seed' must be filled in.")]
    [InlineData(null, "'Your client seed' must be filled in.")]
    [InlineData("two\nlines", NotPlain)]
    [InlineData("two\u2028lines", NotPlain)]
    [InlineData("thin\u2009space", NotPlain)]
    [InlineData("bell\a", NotPlain)]
    [InlineData("`x` **y**", NotPlain)]
    [InlineData("right\u202Eleft", NotPlain)]
    [InlineData("tag\U000E0041", NotPlain)]
    [InlineData("\u3164", NotPlain)]
    [InlineData("\u115F", NotPlain)]
    [InlineData("\uFE0F", NotPlain)]
    [InlineData("\u034F", NotPlain)]
    [InlineData("\u2800", NotPlain)]
    [InlineData("\u2764\uFE0F", NotPlain)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "'Your client seed' may have 64 characters at most.")]
    public async Task Refuses_a_seed_that_is_none(string? seed, string expected)
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");

        var seen = await bot.Ada.SubmitAsync(form, seed);

        Assert.Equal($"(private)\n{expected}", seen.ToString());
        Assert.Equal(FirstClient, (await bot.PlayerAsync(bot.Ada))!.Seeds.Client);
    }

    [Fact]
    public async Task A_seed_of_64_characters_is_kept_whole()
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");

        await bot.Ada.SubmitAsync(form, new string('x', 64));

        Assert.Equal(new string('x', 64), (await bot.PlayerAsync(bot.Ada))!.Seeds.Client);
    }

    [Fact]
    public async Task A_form_delivered_twice_counts_once()
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");
        var submit = bot.Ada.Submit(form, "mine");
        await bot.Ada.AskAsync(submit, "first");
        var version = (await bot.PlayerAsync(bot.Ada))!.Version;

        var again = await bot.Ada.AskAsync(submit, "second");

        Assert.Equal("(private)\n🔑 Your client seed is now `mine`. It counts from your next round on.", again.ToString());
        Assert.Equal(version, (await bot.PlayerAsync(bot.Ada))!.Version);
    }

    [Fact]
    public async Task Nobody_else_may_send_the_form()
    {
        await using var bot = await StartAsync();
        var form = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/fairness"), "Choose client seed");

        var seen = await bot.Bob.SubmitAsync(form, "bobs");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Bob));
    }

    [Fact]
    public async Task A_press_on_a_forms_id_is_old()
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");

        var seen = await bot.Ada.PressIdAsync(seeds, $"fairness.chosen.1.{bot.Ada.Id}");

        Assert.Equal("(private)\nThis message is too old for me. Use `/fairness` again.", seen.ToString());
    }

    [Fact]
    public async Task Rotating_reveals_the_seed_and_shows_the_next_hash()
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");

        var seen = await bot.Ada.PressAsync(seeds, "Reveal and renew server seed");

        Assert.Equal(
            $"""
            (private)
            # 🔑 Server seed 1 revealed
            Everything drawn from it can now be checked by anyone: /verify.
            It was: `{FirstServer}`
            Next server seed (SHA-256): `{FairDraws.Hash(SecondServer)}`
            """,
            seen.ToString());
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((2, SecondServer, FirstClient, 0), (player.Seeds.Number, player.Seeds.Server, player.Seeds.Client, player.Seeds.Nonce));
    }

    [Fact]
    public async Task Pressed_again_it_says_what_the_seed_was_and_rotates_no_further()
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");
        await bot.Ada.PressAsync(seeds, "Reveal and renew server seed");

        var seen = await bot.Ada.PressAsync(seeds, "Reveal and renew server seed");

        Assert.Equal($"(private)\n🔑 Server seed 1 was `{FirstServer}`.", seen.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Seeds.Number);
    }

    [Fact]
    public async Task Rotating_delivered_twice_counts_once()
    {
        await using var bot = await StartAsync();
        var press = bot.Ada.Press(await bot.Ada.SayAsync("/fairness"), "Reveal and renew server seed");
        await bot.Ada.AskAsync(press, "first");

        var again = await bot.Ada.AskAsync(press, "second");

        Assert.Equal("(private)\n🔑 Server seed 1 revealed\nEverything drawn from it can now be checked by anyone: /verify.", again.ToString());
        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Seeds.Number);
    }

    [Fact]
    public async Task Twenty_presses_at_once_rotate_once()
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bot.Ada.PressAsync(seeds, "Reveal and renew server seed")));

        Assert.Equal(2, (await bot.PlayerAsync(bot.Ada))!.Seeds.Number);
    }

    [Theory]
    [InlineData("fairness.rotate.1.{0}.99")]
    [InlineData("fairness.rotate.1.{0}.0")]
    [InlineData("fairness.rotate.1.{0}.-1")]
    [InlineData("fairness.rotate.1.{0}.one")]
    [InlineData("fairness.rotate.9.{0}.1")]
    public async Task Refuses_to_reveal_a_seed_that_is_not_there(string id)
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");

        var seen = await bot.Ada.PressIdAsync(seeds, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal("(private)\nThis message is too old for me. Use `/fairness` again.", seen.ToString());
        Assert.Equal(1, (await bot.PlayerAsync(bot.Ada))!.Seeds.Number);
    }

    [Theory]
    [InlineData("Choose client seed")]
    [InlineData("Reveal and renew server seed")]
    public async Task Nobody_else_may_press(string label)
    {
        await using var bot = await StartAsync();
        var seeds = await bot.Ada.SayAsync("/fairness");

        var seen = await bot.Bob.PressAsync(seeds, label);

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
    }

    [Fact]
    public async Task Leads_to_the_page_that_checks_rounds_with_what_is_public()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting(), Settings = { ["Links:Verifier"] = "https://flippy.example/verify" } });

        var seen = await bot.Ada.SayAsync("/fairness");
        var revealing = await bot.Ada.PressAsync(seen, "Reveal and renew server seed");

        Assert.EndsWith("\n[Choose client seed] [Reveal and renew server seed] [Check in your browser]", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            $"https://flippy.example/verify#client={FirstClient}&hash={FairDraws.Hash(FirstServer)}",
            (string?)seen.Data["components"]![0]!["components"]![2]!["url"]);
        // Nothing was drawn from it, so there is nothing to check.
        Assert.DoesNotContain("Check in your browser", revealing.ToString(), StringComparison.Ordinal);
    }

    private static string Seeds(string server, string client, int rounds) =>
        $"""
        (private)
        # 🔒 Your seeds
        Every round is drawn from a secret server seed, your client seed and a counter. The hash of the secret one is published beforehand, so it cannot be changed afterwards.
        Server seed 1 (SHA-256): `{FairDraws.Hash(server)}`
        Client seed: `{client}`
        Rounds drawn: {rounds}
        [Choose client seed] [Reveal and renew server seed]
        """;

    private static Task<Bot> StartAsync() => Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
}
