using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Developer.Economy;

public sealed class DevReconcileTests
{
    private const string TwoPlayers =
        """
        (private)
        # ✅ Everything adds up
        Players: 2
        Movements: 4
        Coins: 1,150
        Minted: 1,250
        Burned: 100
        Minted less burned: 1,150
        [Again]
        """;

    [Fact]
    public async Task Proves_every_player()
    {
        await using var bot = await TwoPlayersAsync();

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        Assert.Equal(TwoPlayers, seen.ToString());
        var entry = Assert.Single(await bot.AuditAsync());
        Assert.Equal(("dev-reconcile", "Bot", "2 players, 0 differences"), (entry.Action, entry.Target!, entry.Details));
    }

    [Fact]
    public async Task Again_proves_again_and_is_audited_again()
    {
        await using var bot = await TwoPlayersAsync();
        var first = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        Assert.Equal(TwoPlayers, (await bot.Owner.PressAsync(first, "Again")).ToString());
        Assert.Equal(2, (await bot.AuditAsync()).Count);
    }

    [Fact]
    public async Task Proves_the_operators_own_wallet()
    {
        await using var bot = await TwoPlayersAsync();
        await bot.Owner.SayAsync("/daily");

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:me");

        Assert.Equal(
            "(private)\n# ✅ Everything adds up\nPlayers: 1\nMovements: 1\nCoins: 250\nMinted: 250\nBurned: 0\nMinted less burned: 250\n[Again]",
            seen.ToString());
    }

    [Fact]
    public async Task An_operator_without_a_wallet_has_nothing_to_prove()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:me");

        Assert.Equal("(private)\n# ✅ Everything adds up\nPlayers: 1\nMovements: 0\nCoins: 0\nMinted: 0\nBurned: 0\nMinted less burned: 0\n[Again]", seen.ToString());
    }

    [Fact]
    public async Task Follows_the_pages_that_were_moved_out()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(40);

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        Assert.Equal(
            "(private)\n# ✅ Everything adds up\nPlayers: 1\nMovements: 81\nCoins: 1,040\nMinted: 1,040\nBurned: 0\nMinted less burned: 1,040\n[Again]",
            seen.ToString());
    }

    [Fact]
    public async Task Finds_a_tampered_purse()
    {
        await using var bot = await TwoPlayersAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Balances = player.Balances with { Purse = 5000 });

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        var id = $"{bot.ApplicationId}/global/{bot.Ada.Id}";
        Assert.Equal(
            $"""
            (private)
            # ❌ 2 differences
            {id}: Balances: the ledger gives {new Balances(900, 0, 0)}, the player has {new Balances(5000, 0, 0)}.
            {id}: Minted less burned: the ledger gives 900, the player has 5000.
            Players: 2
            Movements: 4
            Coins: 5,250
            Minted: 1,250
            Burned: 100
            Minted less burned: 1,150
            [Again]
            """,
            seen.ToString());
        Assert.Equal("2 players, 2 differences", Assert.Single(await bot.AuditAsync()).Details);
    }

    [Fact]
    public async Task Finds_minted_coins_that_no_movement_explains()
    {
        await using var bot = await TwoPlayersAsync();
        await bot.ChangeAsync(bot.Bob, player =>
        {
            player.Balances = player.Balances with { Bank = 7 };
            player.Minted += 7;
        });

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        var id = $"{bot.ApplicationId}/global/{bot.Bob.Id}";
        Assert.StartsWith(
            $"""
            (private)
            # ❌ 2 differences
            {id}: Balances: the ledger gives {new Balances(250, 0, 0)}, the player has {new Balances(250, 7, 0)}.
            {id}: Minted: the ledger gives 250, the player has 257.
            Players: 2
            """,
            seen.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_a_lost_page()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(40);
        var id = $"{bot.ApplicationId}/global/{bot.Ada.Id}";
        var page = await bot.Part<IStore>().FindAsync<LedgerPage>(LedgerPage.IdOf(id, 1), CancellationToken.None);
        await bot.Store.CommitAsync(new Commit().Delete(page!), CancellationToken.None);

        var seen = await bot.Owner.SayAsync("/dev-reconcile scope:bot");

        Assert.Contains($"\n{id}: 2 ledger pages should be stored, these are: 2.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n-- The first 15 are shown.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(15, seen.ToString().Split('\n').Count(line => line.StartsWith($"{id}: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refuses_a_scope_that_is_not_offered()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Owner.Command("/dev-reconcile scope:bot");
        interaction["data"]!["options"]![0]!["value"] = "universe";

        Assert.Equal("(private)\n`scope` is one of: bot, me.", (await bot.Owner.AskAsync(interaction, "/dev-reconcile")).ToString());
    }

    [Theory]
    [InlineData("dev-reconcile.again.1.{0}.2")]
    [InlineData("dev-reconcile.again.1.{0}")]
    [InlineData("dev-reconcile.again.2.{0}.0")]
    public async Task Refuses_forged_and_old_buttons(string id)
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Owner.SayAsync("/dev-reconcile scope:me");

        var seen = await bot.Owner.PressIdAsync(first, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Owner.Id));

        Assert.Equal("(private)\nThis message is too old for me. Use `/dev-reconcile` again.", seen.ToString());
        Assert.Single(await bot.AuditAsync());
    }

    [Fact]
    public async Task A_player_may_not_press_and_another_operator_neither()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Settings = { ["Bot:Developers"] = "900000000000000102" } });
        var first = await bot.Owner.SayAsync("/dev-reconcile scope:me");

        Assert.Equal("(private)\n`/dev-reconcile` is for operators of this bot.", (await bot.Ada.PressAsync(first, "Again")).ToString());
        Assert.Equal(
            "(private)\nThis is somebody else's. Use the command yourself to get your own.",
            (await bot.Bob.PressAsync(first, "Again")).ToString());
    }

    /// <summary>Ada started and lost a hundred coins, Bob had his daily ones.</summary>
    private static async Task<Bot> TwoPlayersAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.LoseAsync("100");
        await bot.Bob.SayAsync("/daily");
        return bot;
    }
}
