using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class ScavengeTests
{
    [Fact]
    public async Task Shows_three_places_with_their_odds_and_stores_nobody()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/scavenge");

        Assert.Equal(
            """
            # 🔎 Where do you look?
            The chances are those of one draw in a hundred. A fine takes what you carry, at most.
            Park: 1 % Treasure **+200**
            19 % Good find **+40**
            50 % Scrap **+15**
            30 % Nothing
            on average 17.1
            Flea market: 4 % Treasure **+250**
            26 % Good find **+60**
            30 % Scrap **+20**
            25 % Nothing
            15 % Fine **-30**
            on average 27.1
            Harbour: 10 % Treasure **+400**
            25 % Good find **+90**
            10 % Scrap **+30**
            20 % Nothing
            35 % Fine **-100**
            on average 30.5
            [Park] [Flea market] [Harbour]
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Theory]
    [InlineData(Loot.Treasure, "🪙 You find 400 coins\nHarbour: Treasure. Purse 1,400.", 1_400)]
    [InlineData(Loot.Nothing, "🔎 You find nothing\nHarbour: Nothing. Purse 1,000.", 1_000)]
    [InlineData(Loot.Fine, "💨 You are fined 100 coins\nHarbour: Fine. Purse 900.", 900)]
    public async Task A_search_is_shown_paid_and_can_be_verified(Loot loot, string expected, long purse)
    {
        await using var bot = await StartedAsync(loot);
        var places = await bot.Ada.SayAsync("/scavenge");

        var seen = await bot.Ada.PressAsync(places, "Harbour");

        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal($"(update)\n# {expected} You can look again <t:1767616200:R>.\n-- Round {player.Rounds.Last!.Name} · check it with /verify", seen.ToString());
        Assert.Equal(purse, player.Purse);
        Assert.StartsWith($"(private)\n# ✅ Round {player.Rounds.Last.Name} holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fine_leaves_an_empty_purse_empty()
    {
        await using var bot = await StartedAsync(Loot.Fine);
        await bot.Ada.SayAsync("/deposit amount:all");

        var seen = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/scavenge"), "Harbour");

        Assert.StartsWith("(update)\n# 💨 You are caught, but carry nothing\nHarbour: Fine. Purse 0.", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(new Core.Economy.Balances(0, 1_000, 0), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task Of_two_quick_presses_one_counts_and_the_other_is_told_when_to_come_back()
    {
        const string wait = "(private)\n⏳ You have looked everywhere. You can look again <t:1767616200:R>.";
        await using var bot = await StartedAsync(Loot.Find);
        var places = await bot.Ada.SayAsync("/scavenge");

        var both = await Task.WhenAll(bot.Ada.PressAsync(places, "Harbour"), bot.Ada.PressAsync(places, "Park"));

        Assert.Single(both, seen => seen.ToString() == wait);
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
        Assert.Equal(wait, (await bot.Ada.SayAsync("/scavenge")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.StartsWith("(update)\n# ", (await bot.Ada.PressAsync(places, "Park")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_was_never_offered_is_old()
    {
        await using var bot = await StartedAsync(Loot.Find);
        var places = await bot.Ada.SayAsync("/scavenge");

        Assert.Equal("(private)\nThis message is too old for me. Use `/scavenge` again.", (await bot.Ada.PressIdAsync(places, $"scavenge.go.1.{bot.Ada.Id}.0")).ToString());
    }

    /// <summary>Somebody with a thousand coins whose next search of the harbour comes to this.</summary>
    private static async Task<Bot> StartedAsync(Loot next)
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player =>
        {
            while (Scavenging.Draw(Place.Harbour, new FairDraws(player.Seeds.Server, player.Seeds.Client, player.Seeds.Nonce + 1)) != next)
            {
                player.Seeds.Nonce++;
            }
        });
        return bot;
    }
}
