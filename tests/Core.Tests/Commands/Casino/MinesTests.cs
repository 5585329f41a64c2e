using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Casino;

public sealed class MinesTests
{
    [Fact]
    public async Task Sixteen_closed_fields_tell_nothing()
    {
        await using var bot = await StartedAsync();

        var seen = await bot.Ada.SayAsync("/mines amount:100 mines:3");

        var row = "[⬛] [⬛] [⬛] [⬛]";
        Assert.Equal(
            $"# 💣 3 mines in 16 fields\nStake 100 · pot 100. Left alone for 10 minutes, a round ends and pays its pot.\n-- Round 1-1 · check it with /verify\n{row}\n{row}\n{row}\n{row}\n[Cash out 100] [Next field 121]",
            seen.ToString());
        Assert.Equal(new Balances(900, 0, 100), (await bot.PlayerAsync(bot.Ada))!.Balances);
    }

    [Fact]
    public async Task One_mine_is_no_mines()
    {
        await using var bot = await StartedAsync();

        Assert.StartsWith("# 💣 1 mine in 16 fields\n", (await bot.Ada.SayAsync("/mines amount:100 mines:1")).ToString(), StringComparison.Ordinal);
        Assert.Contains("\n1 mine: the first field pays ", (await bot.Ada.SayAsync("/odds game:mines")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_without_a_mine_makes_the_pot_grow()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/mines amount:100 mines:3");
        var safe = await FieldAsync(bot, mine: false);

        seen = await OpenAsync(bot, seen, safe);
        Assert.Contains("pot 121.", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, seen.ToString().Split("[💠]").Length - 1);
        seen = await bot.Ada.PressAsync(seen, "Cash out 121");

        Assert.StartsWith("(update)\n# You win 21 coins 🎉\nPurse 1,021.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, seen.ToString().Split("[💣]").Length - 1);
        Assert.StartsWith("(private)\n# ✅ Round 1-1 holds\n", (await bot.Ada.SayAsync("/verify")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mine_takes_the_stake_and_shows_the_board()
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/mines amount:100 mines:3");

        seen = await OpenAsync(bot, seen, await FieldAsync(bot, mine: true));

        Assert.StartsWith("(update)\n# You lose 100 coins 💨\nPurse 900.\n", seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("[Again]", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal((3, 13), (seen.ToString().Split("[💣]").Length - 1, seen.ToString().Split("[▫️]").Length - 1));
    }

    [Fact]
    public async Task Again_hides_as_many_mines_under_the_same_stake()
    {
        await using var bot = await StartedAsync();
        var end = await OpenAsync(bot, await bot.Ada.SayAsync("/mines amount:70 mines:5"), -1);
        bot.Clock.Advance(TimeSpan.FromSeconds(1));

        var again = await bot.Ada.PressAsync(end, "Again");

        Assert.StartsWith("# 💣 5 mines in 16 fields\nStake 70 ", again.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Refuses_a_board_without_a_mine_or_without_a_free_field(int mines)
    {
        await using var bot = await StartedAsync();
        var interaction = bot.Ada.Command("/mines amount:10 mines:3");
        interaction["data"]!["options"]![1]!["value"] = mines;

        Assert.Equal("(private)\n`mines` is a whole number from 1 to 15.", (await bot.Ada.AskAsync(interaction, "/mines")).ToString());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(-1)]
    public async Task A_field_that_does_not_exist_is_old(int field)
    {
        await using var bot = await StartedAsync();
        var seen = await bot.Ada.SayAsync("/mines amount:10 mines:3");
        var id = seen.CustomIds().First(id => id.EndsWith(".0", StringComparison.Ordinal));

        Assert.Equal("(private)\nThis message is too old for me. Use `/mines` again.", (await bot.Ada.PressIdAsync(seen, $"{id[..^1]}{field}")).ToString());
    }

    /// <summary>Presses a field; -1 a mine.</summary>
    private static async Task<Seen> OpenAsync(Bot bot, Seen seen, int field)
    {
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        var chosen = field < 0 ? await FieldAsync(bot, mine: true) : field;
        return await bot.Ada.PressIdAsync(seen, seen.CustomIds().First(id => id.Contains(".open.", StringComparison.Ordinal) && id.EndsWith($".{chosen}", StringComparison.Ordinal)));
    }

    private static async Task<int> FieldAsync(Bot bot, bool mine)
    {
        var player = (await bot.PlayerAsync(bot.Ada))!;
        var position = (MinesPosition)player.Stands(player.Table("mines")!, Mines.Table, Rates.Default);
        return Enumerable.Range(0, Mines.Fields).First(field => position.Hidden.Contains(field) == mine);
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        await bot.Ada.SayAsync("/start");
        return bot;
    }
}
