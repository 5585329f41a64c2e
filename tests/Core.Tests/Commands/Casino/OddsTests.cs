using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class OddsTests
{
    [Fact]
    public async Task Shows_what_every_game_returns()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(
            """
            (private)
            # 📊 What the games return
            Of 100 coins staked, so many come back on average over many rounds; the rest is the house's edge. Payouts are whole coins, so a stake of a few coins brings noticeably less, or in /bet a little more.
            /bet: returns 97.50, keeps 2.50
            /duel: returns 98.00, keeps 2.00
            /flipqueue: returns 98.00, keeps 2.00
            /flipstreak: returns 97.50, keeps 2.50, at each call
            /blackjack: returns 99.54, keeps 0.46, of the first stake with basic strategy
            /dice: returns 98.99, keeps 1.01
            /highlow: returns 99.00, keeps 1.00, at each call
            /mines: returns 98.99, keeps 1.01
            /roulette: returns 97.30, keeps 2.70
            /slots: returns 94.09, keeps 5.91
            """,
            (await bot.Ada.SayAsync("/odds")).ToString());
    }

    [Theory]
    [InlineData("slots")]
    [InlineData("/slots")]
    [InlineData("SLOTS ")]
    public async Task Shows_the_table_of_the_slots(string game)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/odds game:x");
        interaction["data"]!["options"]![0]!["value"] = game;

        Assert.Equal(
            """
            (private)
            # 📊 /slots
            Of 100 coins: returns 94.09, keeps 5.91.
            7️⃣ │ 7️⃣ │ 7️⃣: one in 32,768, pays 500×
            💎 │ 💎 │ 💎: one in 1,214, pays 100×
            🍀 │ 🍀 │ 🍀: one in 512, pays 45×
            🔔 │ 🔔 │ 🔔: one in 152, pays 16×
            🍋 │ 🍋 │ 🍋: one in 64, pays 8×
            🍒 │ 🍒 │ 🍒: one in 33, pays 4×
            Two 🍒: one in 5, pays 2×
            """,
            (await bot.Ada.AskAsync(interaction, "/odds")).ToString());
    }

    [Theory]
    [InlineData("dice", "Over 10: 90 of 100, pays 1.10×\nOver 25: 75 of 100, pays 1.32×\nOver 50: 50 of 100, pays 1.98×\nOver 75: 25 of 100, pays 3.96×\nOver 90: 10 of 100, pays 9.90×")]
    [InlineData("blackjack", "Of 100 coins: returns 99.54, keeps 0.46, of the first stake with basic strategy.\nBlackjack: pays 2.50×\nInsurance: half the stake, pays 3.00×\nDealer: six decks, stands on every 17, looks for a blackjack first\nYou: double any two cards; split one pair once, also to double; split aces get one card each\nBasic strategy: the play that loses least without counting cards; other play gives less back")]
    [InlineData("roulette", "18 numbers: 18 of 37, pays 2×\n12 numbers: 12 of 37, pays 3×\nOne number: 1 of 37, pays 36×")]
    [InlineData("bet", "Heads or tails: 50 of 100, pays 1.95×")]
    [InlineData("duel", "The higher number: 50 of 100, pays 1.96×")]
    [InlineData("flipqueue", "The higher number: 50 of 100, pays 1.96×")]
    [InlineData("flipstreak", "Each right call: 50 of 100, the pot grows 1.95×")]
    [InlineData("highlow", "2 or higher: 12 of 13, the pot grows 1.07×\n5 or higher: 9 of 13, the pot grows 1.43×\n7 or higher: 7 of 13, the pot grows 1.84×\n10 or higher: 4 of 13, the pot grows 3.22×\nK or higher: 1 of 13, the pot grows 12.87×")]
    [InlineData("mines", "1 mine: the first field pays 1.06×, the fourth 1.32×\n3 mines: the first field pays 1.22×, the fourth 2.52×\n5 mines: the first field pays 1.44×, the fourth 5.46×\n8 mines: the first field pays 1.98×, the fourth 25.74×\n12 mines: the first field pays 3.96×, the fourth 1,801.80×")]
    public async Task Shows_the_payouts_of_a_game(string game, string expected)
    {
        await using var bot = await Bot.StartAsync();

        Assert.EndsWith(expected, (await bot.Ada.SayAsync($"/odds game:{game}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_games_there_are()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(private)\nThere is no such game. There are /bet, /duel, /flipqueue, /flipstreak, /blackjack, /dice, /highlow, /mines, /roulette, /slots.", (await bot.Ada.SayAsync("/odds game:poker")).ToString());
        Assert.Equal("(choices)\n/slots = slots", (await bot.Ada.TypeAsync("/odds game:s", "game")).ToString());
    }
}
