using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class HelpTests
{
    private const int NamesPerPage = 50;
    private const int NamesPerField = 25;
    private const int CommandsPerPage = 12;

    private const string Hint = "Pick a category, or use `/help command:` with a name. Amounts may be 500, 2.5k, half, all or 25%.";

    private static readonly IReadOnlyList<CommandDeclaration> Everyones = [.. CommandsCommand.Declared.Public];

    private static readonly IReadOnlyList<string> Groups = [.. Everyones.Select(command => command.Group).Distinct()];

    private static readonly string Guide = Overview("(private)", Everyones, 0, Groups);

    [Fact]
    public async Task Lists_every_command_of_a_player_by_category()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal(Guide, (await bot.Ada.SayAsync("/help")).ToString());
    }

    [Fact]
    public async Task The_button_of_the_welcome_shows_the_same()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.PressAsync(await bot.Ada.SayAsync("/start"), "Show me around");

        Assert.Equal(Guide, seen.ToString());
    }

    [Fact]
    public async Task Operators_see_their_own_commands_too_on_as_many_pages_as_it_takes()
    {
        await using var bot = await Bot.StartAsync();
        var all = CommandsCommand.Declared.All;
        IReadOnlyList<string> groups = [.. all.Select(command => command.Group).Distinct()];

        var page = await bot.Owner.SayAsync("/help");
        Assert.Equal(Overview("(private)", all, 0, groups), page.ToString());
        for (var number = 1; number < Pages(all, NamesPerPage); number++)
        {
            page = await bot.Owner.PressAsync(page, "Next");
            Assert.Equal(Overview("(update)", all, number, groups), page.ToString());
        }

        Assert.Contains("`/dev-grant`", page.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryGroup))]
    public async Task A_category_describes_its_commands_on_the_same_message(string group)
    {
        await using var bot = await Bot.StartAsync();
        var commands = Everyones.Where(command => command.Group == group).ToList();

        var page = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/help"), group);
        Assert.Equal(Category(group, commands, 0), page.ToString());
        for (var number = 1; number < Pages(commands, CommandsPerPage); number++)
        {
            page = await bot.Ada.PressAsync(page, "Next");
            Assert.Equal(Category(group, commands, number), page.ToString());
        }

        for (var number = Pages(commands, CommandsPerPage) - 2; number >= 0; number--)
        {
            page = await bot.Ada.PressAsync(page, "Back");
            Assert.Equal(Category(group, commands, number), page.ToString());
        }

        Assert.Equal(Guide.Replace("(private)", "(update)", StringComparison.Ordinal), (await bot.Ada.ChooseAsync(page, "all")).ToString());
    }

    public static TheoryData<string> EveryGroup => [.. Groups];

    [Theory]
    [InlineData("Lobby")]
    [InlineData("Operations")]
    [InlineData("")]
    public async Task A_category_that_was_never_offered_shows_them_all(string value)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/help"), value);

        Assert.Equal(Guide.Replace("(private)", "(update)", StringComparison.Ordinal), seen.ToString());
    }

    [Theory]
    [InlineData("help.page.1.{0}.all.-5", 0)]
    [InlineData("help.page.1.{0}.Lobby.0", 0)]
    [InlineData("help.page.1.{0}.all.2147483647", int.MaxValue)]
    public async Task A_forged_page_shows_the_nearest(string id, int number)
    {
        await using var bot = await Bot.StartAsync();
        var guide = await bot.Ada.SayAsync("/help");

        var seen = await bot.Ada.PressIdAsync(guide, string.Format(System.Globalization.CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal(Overview("(update)", Everyones, Math.Min(number, Pages(Everyones, NamesPerPage) - 1), Groups), seen.ToString());
    }

    [Fact]
    public async Task Nobody_else_may_pick()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Bob.ChooseAsync(await bot.Ada.SayAsync("/help"), "Earn");

        Assert.Equal("(private)\nThis is somebody else's. Use the command yourself to get your own.", seen.ToString());
    }

    [Fact]
    public async Task A_menu_without_a_value_is_old()
    {
        await using var bot = await Bot.StartAsync();
        var pick = bot.Ada.Choose(await bot.Ada.SayAsync("/help"), "Earn");
        pick["data"]!["values"] = new System.Text.Json.Nodes.JsonArray();

        Assert.Equal("(private)\nThis message is too old for me. Use `/help` again.", (await bot.Ada.AskAsync(pick, "choose nothing")).ToString());
    }

    [Theory]
    [InlineData("bet")]
    [InlineData("/bet")]
    [InlineData("BET")]
    public async Task Explains_one_command(string name)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync($"/help command:{name}");

        Assert.Equal(
            """
            (private)
            # /bet
            Bet coins on heads or tails
            Usage: `/bet amount:… side:…`
            amount: How many coins: 500, 1k, half, all.
            side: Which side comes up: Heads, Tails.
            Highest stake: 1,000,000 coins; /limits sets lower ones, /odds says what comes back
            Rest between uses: 1 s
            Who may use it: Everyone
            """,
            seen.ToString());
    }

    [Fact]
    public async Task Explains_optional_numbers_and_commands_without_rest()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/help command:flip");

        Assert.Equal(
            """
            (private)
            # /flip
            Flip a coin, or a hundred, for free
            Usage: `/flip [count:…]`
            count: How many coins to flip: 1 to 100.
            Rest between uses: None
            Who may use it: Everyone
            """,
            seen.ToString());
    }

    [Fact]
    public async Task Explains_the_day_between_two_dailies()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/help command:daily");

        Assert.Equal("(private)\n# /daily\nCollect today's coins\nUsage: `/daily`\nRest between uses: 1 day\nWho may use it: Everyone", seen.ToString());
    }

    [Fact]
    public async Task Explains_operators_commands_to_operators()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync("/help command:dev-health");

        Assert.Equal(
            "(private)\n# /dev-health\nDependencies, queues and this process at a glance\nUsage: `/dev-health`\nRest between uses: None\nWho may use it: Operators",
            seen.ToString());
    }

    [Theory]
    [InlineData("dev-grant", "dev-grant")]
    [InlineData("lottery", "lottery")]
    [InlineData("**@everyone**", "**@everyone**")]
    [InlineData("a`b", "aˋb")]
    [InlineData("愛", "愛")]
    public async Task What_is_unknown_is_named_as_typed(string name, string shown)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync($"/help command:{name}");

        Assert.Equal($"(private)\nI do not know `/{shown}`. See /help for what I can do.", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("number", "5")]
    public async Task Refuses_a_name_that_is_no_text(string kind, string value)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/help command:bet");
        interaction["data"]!["options"]![0]!["value"] = kind == "number" ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : value;

        var seen = await bot.Ada.AskAsync(interaction, "/help");

        Assert.Equal(kind == "number" ? "(private)\n`command` must be text." : "(private)\n`command` has 1 to 100 characters.", seen.ToString());
    }

    [Theory]
    [InlineData("dep", "deposit")]
    [InlineData("eposi", "deposit")]
    [InlineData("/DEP", "deposit")]
    [InlineData("fl", "flip|flipqueue|flipstreak")]
    public async Task Suggests_names_that_begin_so_before_those_that_contain_it(string typed, string expected)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.TypeAsync($"/help command:{typed}", "command");

        Assert.Equal($"(choices)\n{string.Join('\n', expected.Split('|').Select(name => $"{name} = {name}"))}", seen.ToString());
    }

    [Fact]
    public async Task Suggests_the_public_commands_to_players_and_all_to_operators_as_far_as_there_is_room()
    {
        await using var bot = await Bot.StartAsync();

        var player = await bot.Ada.TypeAsync("/help command:", "command");
        var owner = await bot.Owner.TypeAsync("/help command:", "command");

        var catalogue = bot.Part<Catalogue>();
        Assert.Equal(Math.Min(catalogue.Public.Count(), Limits.Choices), player.Data["choices"]!.AsArray().Count);
        Assert.Equal(Math.Min(catalogue.All.Count, Limits.Choices), owner.Data["choices"]!.AsArray().Count);
        Assert.DoesNotContain("dev-", player.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xyzzy")]
    [InlineData("dev")]
    [InlineData("🪙")]
    public async Task Suggests_nothing_for_nonsense(string typed)
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(choices)", (await bot.Ada.TypeAsync($"/help command:{typed}", "command")).ToString());
    }

    [Fact]
    public async Task Names_commands_and_options_as_Discord_shows_them_and_takes_either_name()
    {
        await using var bot = await Bot.StartAsync();
        var german = bot.Ada with { Locale = "de" };

        var overview = (await german.SayAsync("/help")).ToString();
        var earn = (await german.ChooseAsync(await german.SayAsync("/help"), "Earn")).ToString();

        Assert.Contains("nutze `/hilfe befehl:` mit einem Namen", overview, StringComparison.Ordinal);
        Assert.Contains("`/wetten`", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("`/bet`", overview, StringComparison.Ordinal);
        Assert.Contains("`/täglich` Hol dir die Münzen von heute", earn, StringComparison.Ordinal);
        Assert.StartsWith("(private)\n# /wetten\nSetze Münzen auf Kopf oder Zahl\nAufruf: `/wetten betrag:… seite:…`\nbetrag: ", (await german.SayAsync("/help command:wetten")).ToString(), StringComparison.Ordinal);
        Assert.Equal((await german.SayAsync("/help command:wetten")).ToString(), (await german.SayAsync("/help command:bet")).ToString());
        Assert.Equal("(choices)\nwetten = bet", (await german.TypeAsync("/help command:wett", "command")).ToString());
        Assert.Equal("(choices)\nwetten = bet", (await german.TypeAsync("/help command:bet", "command")).ToString());
    }

    [Fact]
    public async Task Speaks_the_language_that_was_chosen_and_names_commands_as_Discord_does()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");

        var seen = (await bot.Ada.SayAsync("/help command:bet")).ToString();

        Assert.StartsWith("(private)\n# /bet\nSetze Münzen auf Kopf oder Zahl\nAufruf: `/bet amount:… side:…`\namount: ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_fails_costs_only_what_was_chosen()
    {
        var faults = new FaultyStore();
        await using var bot = await Bot.StartAsync(new BotOptions { Around = faults.Around });
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");
        faults.Before = _ => throw new StoreException(StoreFault.Unavailable, "It is away.");

        Assert.Equal(Guide, (await bot.Ada.SayAsync("/help")).ToString());
    }

    [Theory]
    [InlineData(Hang.UntilCancelled)]
    [InlineData(Hang.IgnoringCancellation)]
    public async Task A_store_that_hangs_is_waited_for_a_second(Hang hang)
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(hang);
        var begun = bot.Clock.GetUtcNow();

        // Half as fast as real time: even a busy machine answers before the time for the whole answer is over.
        var seen = await bot.PassTimeAsync(bot.Ada.SayAsync("/help"), speed: 0.5);

        Assert.Equal(Guide, seen.ToString());
        Assert.True(bot.Clock.GetUtcNow() - begun >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Somebody_who_is_banned_may_read_it()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.ChangeAsync(bot.Ada, player => player.Judge(new Sanction(Barred.All, "spam", TestClock.Start, null)));

        Assert.Equal(Guide, (await bot.Ada.SayAsync("/help")).ToString());
    }

    [Fact]
    public async Task Names_no_command_that_another_user_may_not_use()
    {
        await using var bot = await Bot.StartAsync();
        var admin = bot.Ada with { Id = new Snowflake(900_000_000_000_000_103), Permissions = "8" };

        Assert.Equal(Guide, (await admin.SayAsync("/help")).ToString());
    }

    private static int Pages(IReadOnlyList<CommandDeclaration> commands, int size) => (commands.Count + size - 1) / size;

    private static string Overview(string kind, IReadOnlyList<CommandDeclaration> commands, int page, IReadOnlyList<string> groups)
    {
        var shown = commands.Skip(page * NamesPerPage).Take(NamesPerPage).GroupBy(command => command.Group).SelectMany(group => group.Chunk(NamesPerField));
        var fields = shown.Select(some => $"{some[0].Group}: {string.Join(' ', some.Select(command => $"`/{command.Name}`"))}");
        return $"{kind}\n# 📖 What I can do\n{Hint}\n{string.Join('\n', fields)}\n{Foot(page, Pages(commands, NamesPerPage))}<Pick a category: *Everything | {string.Join(" | ", groups)}>{Turns(page, Pages(commands, NamesPerPage))}";
    }

    private static string Category(string group, IReadOnlyList<CommandDeclaration> commands, int page)
    {
        var lines = commands.Skip(page * CommandsPerPage).Take(CommandsPerPage).Select(command => $"`/{command.Name}` {command.Description}");
        var menu = string.Join(" | ", Groups.Select(each => each == group ? $"*{each}" : each));
        return $"(update)\n# 📖 What I can do\n**{group}**\n{string.Join('\n', lines)}\n{Foot(page, Pages(commands, CommandsPerPage))}<Pick a category: Everything | {menu}>{Turns(page, Pages(commands, CommandsPerPage))}";
    }

    private static string Foot(int page, int pages) => pages > 1 ? $"-- Page {page + 1} of {pages}\n" : "";

    private static string Turns(int page, int pages)
    {
        string[] turns = [.. page > 0 ? ["[Back]"] : Array.Empty<string>(), .. page < pages - 1 ? ["[Next]"] : Array.Empty<string>()];
        return turns.Length > 0 ? $"\n{string.Join(' ', turns)}" : "";
    }
}
