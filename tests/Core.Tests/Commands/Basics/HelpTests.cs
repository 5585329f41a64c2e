using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Slash;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class HelpTests
{
    private static readonly IReadOnlyList<CommandDeclaration> Everyones = [.. CommandsCommand.Declared.Public];

    private static readonly string Categories = string.Join(" | ", Everyones.Select(command => command.Group).Distinct());

    private static readonly string Guide =
        $"""
        (private)
        # 📖 What I can do
        Pick a category, or use `/help command:` with a name. Amounts may be 500, 2.5k, half, all or 25%.
        {string.Join('\n', Everyones.GroupBy(command => command.Group).Select(group => $"{group.Key}: {string.Join('\n', group.Select(command => $"`/{command.Name}`"))}"))}
        <Pick a category: {Categories}>
        """;

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
    public async Task Operators_see_their_own_commands_too()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Owner.SayAsync("/help");

        Assert.EndsWith(
            $"""
            Economy: `/dev-grant`
            `/dev-reconcile`
            Operations: `/dev-health`
            <Pick a category: {Categories} | Economy | Operations>
            """,
            seen.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_describes_its_commands_on_the_same_message()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/help"), "Earn");

        Assert.Equal(
            $"""
            (update)
            # 📖 What I can do
            Pick a category, or use `/help command:` with a name. Amounts may be 500, 2.5k, half, all or 25%.
            Earn: `/cooldowns` What you can do now, and when the rest is ready
            `/daily` Collect today's coins
            <Pick a category: {Categories.Replace("Earn", "*Earn", StringComparison.Ordinal)}>
            """,
            seen.ToString());
    }

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

        Assert.Equal("(private)\n# /daily\nCollect today's coins\nUsage: `/daily`\nRest between uses: One day\nWho may use it: Everyone", seen.ToString());
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
    [InlineData("/DE", "deposit")]
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
    public async Task Needs_no_store()
    {
        await using var bot = await Bot.StartAsync();
        bot.Store.Reset();

        await (bot.Ada with { IsInGuild = false }).SayAsync("/help");

        Assert.Equal(0, bot.Store.RoundTrips);
    }

    [Fact]
    public async Task Names_no_command_that_another_user_may_not_use()
    {
        await using var bot = await Bot.StartAsync();
        var admin = bot.Ada with { Id = new Snowflake(900_000_000_000_000_103), Permissions = "8" };

        Assert.Equal(Guide, (await admin.SayAsync("/help")).ToString());
    }
}
