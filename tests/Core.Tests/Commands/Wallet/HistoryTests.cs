using FlippyFlip.Contracts;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using Bot = FlippyFlip.FrontDoor.Bot;

namespace FlippyFlip.Core.Tests.Commands.Wallet;

public sealed class HistoryTests
{
    private const string Menu = "<Which movements: *All | Rewards | Bets | Bank | From operators | Payments>";

    [Fact]
    public async Task Somebody_new_has_none()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/history");

        Assert.Equal(
            $"""
            (private)
            # 📖 Your movements
            Nothing here yet. /daily gives 250 coins.
            -- Purse 0 · bank 0
            {Menu}
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Fact]
    public async Task Lists_every_kind_of_movement_latest_first()
    {
        await using var bot = await ColourfulAsync();

        var seen = await bot.Ada.SayAsync("/history");

        Assert.Equal(
            $"""
            (private)
            # 📖 Your movements
            <t:1767614401:R> · Lost · 100 of stake lost · purse 745
            <t:1767614401:R> · Staked · **-100** · purse 745
            <t:1767614400:R> · Won · **+195** · purse 845
            <t:1767614400:R> · Staked · **-100** · purse 650
            <t:1767614400:R> · Granted · **+400** · purse 750
            <t:1767614400:R> · Withdrawal · **+100** · purse 350
            <t:1767614400:R> · Deposit · **-1,000** · purse 250
            <t:1767614400:R> · Daily coins · **+250** · purse 1,250
            <t:1767614400:R> · Starter bonus · **+1,000** · purse 1,000
            -- Purse 745 · bank 900
            {Menu}
            """,
            seen.ToString());
    }

    [Theory]
    [InlineData("rewards", "Rewards", "Daily coins · **+250** · purse 1,250|Starter bonus · **+1,000** · purse 1,000")]
    [InlineData("bank", "Bank", "Withdrawal · **+100** · purse 350|Deposit · **-1,000** · purse 250")]
    [InlineData("operators", "From operators", "Granted · **+400** · purse 750")]
    public async Task Filters_by_kind(string kind, string title, string expected)
    {
        await using var bot = await ColourfulAsync();

        var asked = await bot.Ada.SayAsync($"/history kind:{kind}");
        var chosen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/history"), kind[..1].ToUpperInvariant() + kind[1..]);

        var lines = string.Join('\n', expected.Split('|').Select(line => $"<t:1767614400:R> · {line}"));
        var menu = Menu.Replace("*All", "All", StringComparison.Ordinal).Replace(title, $"*{title}", StringComparison.Ordinal);
        Assert.Equal($"(private)\n# 📖 Your movements\n{lines}\n-- Purse 745 · bank 900\n{menu}", asked.ToString());
        Assert.Equal($"(update)\n# 📖 Your movements\n{lines}\n-- Purse 745 · bank 900\n{menu}", chosen.ToString());
    }

    [Fact]
    public async Task A_filter_without_movements_says_so()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync("/history kind:bets");

        Assert.Equal(
            "(private)\n# 📖 Your movements\nNothing here yet. /daily gives 250 coins.\n-- Purse 1,000 · bank 0\n<Which movements: All | Rewards | *Bets | Bank | From operators | Payments>",
            seen.ToString());
    }

    [Fact]
    public async Task Turns_through_archived_pages_to_the_very_first_movement()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(60);
        var player = (await bot.PlayerAsync(bot.Ada))!;
        Assert.Equal((3, 25), (player.Ledger.Archived, player.Ledger.Entries.Count));

        var page = await bot.Ada.SayAsync("/history");
        var pages = new List<Seen> { page };
        while (page.ToString().EndsWith("[Older]", StringComparison.Ordinal))
        {
            page = await bot.Ada.PressAsync(page, "Older");
            pages.Add(page);
        }

        var lines = pages.SelectMany(seen => seen.ToString().Split('\n')).Where(line => line.StartsWith("<t:", StringComparison.Ordinal)).ToList();
        Assert.Equal(13, pages.Count);
        Assert.Equal(121, lines.Count);
        Assert.Equal(Expected().Reverse(), lines);
        Assert.EndsWith("[Latest]", pages[^1].ToString(), StringComparison.Ordinal);
        Assert.EndsWith("[Latest] [Older]", pages[^2].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_the_rare_movements_on_archived_pages()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/deposit amount:10");
        await bot.Ada.BetAsync(60);

        var seen = await bot.Ada.SayAsync("/history kind:bank");

        Assert.Equal(
            """
            (private)
            # 📖 Your movements
            <t:1767614400:R> · Deposit · **-10** · purse 990
            -- Purse 1,050 · bank 10
            <Which movements: All | Rewards | Bets | *Bank | From operators | Payments>
            """,
            seen.ToString());
    }

    [Fact]
    public async Task A_filter_is_kept_while_turning_pages()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(8);
        var bets = await bot.Ada.SayAsync("/history kind:bets");

        var older = await bot.Ada.PressAsync(bets, "Older");
        var latest = await bot.Ada.PressAsync(older, "Latest");

        Assert.Equal(6, older.ToString().Split('\n').Count(line => line.StartsWith("<t:", StringComparison.Ordinal)));
        Assert.DoesNotContain("Starter bonus", older.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("<Which movements: All | Rewards | *Bets | Bank | From operators | Payments>\n[Latest]", older.ToString(), StringComparison.Ordinal);
        Assert.Equal(bets.ToString().Replace("(private)", "(update)", StringComparison.Ordinal), latest.ToString());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    [InlineData("2")]
    [InlineData("nonsense")]
    [InlineData("Bets, Bank")]
    [InlineData("")]
    public async Task A_value_that_was_never_offered_shows_all(string value)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var all = await bot.Ada.SayAsync("/history");

        var seen = await bot.Ada.ChooseAsync(all, value);

        Assert.Equal(all.ToString().Replace("(private)", "(update)", StringComparison.Ordinal), seen.ToString());
    }

    [Theory]
    [InlineData("history.page.1.{0}.0.-9223372036854775808")]
    [InlineData("history.page.1.{0}.0.-1")]
    [InlineData("history.page.1.{0}.0.0")]
    [InlineData("history.page.1.{0}.0.1")]
    public async Task A_forged_page_before_the_first_is_empty(string id)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(20);
        var all = await bot.Ada.SayAsync("/history");

        var seen = await bot.Ada.PressIdAsync(all, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal($"(update)\n# 📖 Your movements\nNothing older here.\n-- Purse 1,020 · bank 0\n{Menu}\n[Latest]", seen.ToString());
    }

    [Theory]
    [InlineData("history.page.1.{0}.9.10")]
    [InlineData("history.page.1.{0}.0")]
    [InlineData("history.page.1.{0}.0.x")]
    [InlineData("history.page.7.{0}.0.10")]
    [InlineData("history.turn.1.{0}.0.10")]
    [InlineData("history.filter.1.{0}")]
    public async Task Refuses_forged_and_old_buttons(string id)
    {
        await using var bot = await Bot.StartAsync();
        var all = await bot.Ada.SayAsync("/history");

        var seen = await bot.Ada.PressIdAsync(all, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal("(private)\nThis message is too old for me. Use `/history` again.", seen.ToString());
    }

    [Fact]
    public async Task Bug_a_rare_kind_in_a_long_past_took_a_round_trip_for_every_eight_pages()
    {
        await using var bot = await LongAsync(pages: 100, page => page == 50 ? Reason.Deposit : Reason.Daily);
        bot.Store.Reset();

        var seen = await bot.Ada.SayAsync("/history kind:operators");

        Assert.InRange(bot.Store.RoundTrips, 1, 2);
        Assert.Equal(
            """
            (private)
            # 📖 Your movements
            Nothing of this kind in 1,024 movements. 'Older' looks further back.
            -- Purse 3,200 · bank 0
            <Which movements: All | Rewards | Bets | Bank | *From operators | Payments>
            [Older]
            """,
            seen.ToString());
        for (var turns = 0; seen.ToString().EndsWith("[Older]", StringComparison.Ordinal); turns++)
        {
            Assert.InRange(turns, 0, 3);
            bot.Store.Reset();
            seen = await bot.Ada.PressAsync(seen, "Older");
            Assert.InRange(bot.Store.RoundTrips, 1, 2);
        }

        Assert.Equal(
            """
            (update)
            # 📖 Your movements
            Nothing older here.
            -- Purse 3,200 · bank 0
            <Which movements: All | Rewards | Bets | Bank | *From operators | Payments>
            [Latest]
            """,
            seen.ToString());
    }

    [Fact]
    public async Task Going_on_from_where_the_last_reply_stopped_misses_no_movement()
    {
        await using var bot = await LongAsync(pages: 100, page => page % 40 == 0 ? Reason.Deposit : Reason.Daily);
        List<string> lines = [];
        var seen = await bot.Ada.SayAsync("/history kind:bank");
        var turns = 0;
        while (true)
        {
            lines.AddRange(seen.ToString().Split('\n').Where(line => line.StartsWith("<t:", StringComparison.Ordinal)));
            if (!seen.ToString().EndsWith("[Older]", StringComparison.Ordinal))
            {
                break;
            }

            Assert.InRange(++turns, 1, 20);
            seen = await bot.Ada.PressAsync(seen, "Older");
        }

        // Two pages of a kind, each of whose movements leaves a purse of its own.
        Assert.Equal(64, lines.Count);
        Assert.Equal([.. Enumerable.Range((79 * 32) + 1, 32).Reverse(), .. Enumerable.Range((39 * 32) + 1, 32).Reverse()], lines.Select(PurseOf));
    }

    [Fact]
    public async Task Nobody_else_may_turn_or_filter()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.BetAsync(8);
        var all = await bot.Ada.SayAsync("/history");

        var turned = await bot.Bob.PressAsync(all, "Older");
        var filtered = await bot.Bob.ChooseAsync(all, "Bets");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", turned.ToString());
        Assert.Equal(turned.ToString(), filtered.ToString());
    }

    [Fact]
    public async Task Refuses_a_kind_that_is_not_offered()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/history kind:bets");
        interaction["data"]!["options"]![0]!["value"] = "gifts";

        var seen = await bot.Ada.AskAsync(interaction, "/history kind:gifts");

        Assert.Equal("(private)\n`kind` is one of: all, rewards, bets, bank, operators, payments.", seen.ToString());
    }

    /// <summary>One movement of each reason but a refund.</summary>
    private static async Task<Bot> ColourfulAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/daily");
        await bot.Ada.SayAsync("/deposit amount:1000");
        await bot.Ada.SayAsync("/withdraw amount:100");
        await bot.GrantAsync(bot.Ada, 400);
        await bot.Ada.WinAsync("100");
        bot.Clock.Advance(TimeSpan.FromSeconds(1));
        await bot.Ada.LoseAsync("100");
        return bot;
    }

    /// <summary>Somebody whose past fills so many pages, a coin each movement.</summary>
    private static async Task<Bot> LongAsync(int pages, Func<int, Reason> reason)
    {
        var bot = await Bot.StartAsync();
        var player = Player.New(Player.IdOf(bot.ApplicationId, bot.Ada.Id), Dice.Seeded(1), TestClock.Start);
        var commit = new Commit();
        for (var number = 1; number <= pages; number++)
        {
            for (var i = 0; i < Ledger.PageSize; i++)
            {
                player.Ledger.Add(TestClock.Start, reason(number), new Balances(1, 0, 0), default);
            }

            commit.Insert(Assert.IsType<LedgerPage>(Assert.Single(player.TakeFullPages())));
        }

        player.Balances = player.Ledger.Opening;
        Assert.IsType<CommitOutcome.Committed>(await bot.Store.CommitAsync(commit.Keep(player), CancellationToken.None));
        return bot;
    }

    private static int PurseOf(string line) => int.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The starter bonus and sixty won bets of one coin, one a second; a win of one coin returns two.</summary>
    private static IEnumerable<string> Expected()
    {
        yield return "<t:1767614400:R> · Starter bonus · **+1,000** · purse 1,000";
        for (var i = 1; i <= 60; i++)
        {
            yield return FormattableString.Invariant($"<t:{1767614400 + i}:R> · Staked · **-1** · purse {998 + i:N0}");
            yield return FormattableString.Invariant($"<t:{1767614400 + i}:R> · Won · **+2** · purse {1000 + i:N0}");
        }
    }
}
