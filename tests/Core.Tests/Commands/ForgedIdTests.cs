using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Core.Tests.Commands;

/// <summary>Custom ids come back for ever, from old versions and with any content; so do names of commands that were renamed.</summary>
public sealed class ForgedIdTests
{
    public static TheoryData<string, string> Actions =>
        [.. CommandsCommand.Declared.All.SelectMany(command => command.Actions.Select(action => (command.Name, action.Name)))];

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_action_of_another_version_is_old(string command, string action)
    {
        await using var bot = await Bot.StartAsync();
        var anything = await bot.Owner.SayAsync("/about");

        foreach (var version in (string[])["0", "2", "2147483647"])
        {
            var seen = await bot.Owner.PressIdAsync(anything, $"{command}.{action}.{version}.{bot.Owner.Id}");

            Assert.Equal($"(private)\nThis message is too old for me. Use `/{command}` again.", seen.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public async Task An_action_with_fields_that_are_not_its_own_is_old(string command, string action)
    {
        await using var bot = await Bot.StartAsync();
        var anything = await bot.Owner.SayAsync("/about");

        var seen = await bot.Owner.PressIdAsync(anything, $"{command}.{action}.1.{bot.Owner.Id}.x.y.z");

        Assert.Equal($"(private)\nThis message is too old for me. Use `/{command}` again.", seen.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("...")]
    [InlineData("flip.again.1")]
    [InlineData("flip.again.-1.{0}.1")]
    [InlineData("flip.again.1.ada.1")]
    [InlineData("flip.again.1.-5.1")]
    [InlineData("flip.again.1.18446744073709551616.1")]
    [InlineData("flip.again.one.{0}.1")]
    [InlineData("flip.again.1.{0}.1.............................................................................................")]
    [InlineData("🪙.🪙.🪙.🪙")]
    public async Task What_is_no_id_of_ours_points_to_help(string id)
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");

        var seen = await bot.Ada.PressIdAsync(first, string.Format(CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal("(private)\nThis message is too old for me. Use `/help` again.", seen.ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Theory]
    [InlineData("lottery.draw.1.{0}", "lottery")]
    [InlineData("FLIP.again.1.{0}.1", "FLIP")]
    [InlineData("`@everyone`.x.1.{0}", "ˋ@everyoneˋ")]
    [InlineData(".again.1.{0}.1", "")]
    public async Task An_action_of_an_unknown_command_points_to_help(string id, string name)
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");

        var seen = await bot.Ada.PressIdAsync(first, string.Format(CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal($"(private)\nI do not know `/{name}`. See /help for what I can do.", seen.ToString());
        Assert.Equal("""{"parse":[]}""", seen.Data["allowed_mentions"]!.ToJsonString());
    }

    [Theory]
    [InlineData("flip.toss.1.{0}.1", "flip")]
    [InlineData("start.again.1.{0}", "start")]
    [InlineData("flip.Again.1.{0}.1", "flip")]
    [InlineData("flip.again.1.{0}", "flip")]
    [InlineData("flip.again.1.{0}.", "flip")]
    [InlineData("flip.again.1.{0}.99999999999", "flip")]
    public async Task An_unknown_action_is_old(string id, string name)
    {
        await using var bot = await Bot.StartAsync();
        var first = await bot.Ada.SayAsync("/flip");

        var seen = await bot.Ada.PressIdAsync(first, string.Format(CultureInfo.InvariantCulture, id, bot.Ada.Id));

        Assert.Equal($"(private)\nThis message is too old for me. Use `/{name}` again.", seen.ToString());
        Assert.Single((await bot.PlayerAsync(bot.Ada))!.Rounds.Rounds);
    }

    [Fact]
    public async Task A_command_that_was_renamed_points_to_help()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip");
        interaction["data"]!["name"] = "toss";

        Assert.Equal("(private)\nI do not know `/toss`. See /help for what I can do.", (await bot.Ada.AskAsync(interaction, "/toss")).ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_command_of_another_kind_is_not_known(int kind)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip");
        interaction["data"]!["type"] = kind;

        Assert.Equal("(private)\nI do not know this kind of action yet. See /help for what I can do.", (await bot.Ada.AskAsync(interaction, "user command")).ToString());
    }

    [Fact]
    public async Task An_interaction_of_an_unknown_type_is_not_known()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip");
        interaction["type"] = 77;

        Assert.Equal("(private)\nI do not know this kind of action yet. See /help for what I can do.", (await bot.Ada.AskAsync(interaction, "type 77")).ToString());
    }

    [Fact]
    public async Task An_interaction_without_a_user_is_not_answered_with_anybodys_coins()
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/balance");
        interaction.Remove("member");

        Assert.Equal("(private)\nI do not know this kind of action yet. See /help for what I can do.", (await bot.Ada.AskAsync(interaction, "nobody")).ToString());
    }

    [Theory]
    [InlineData("lottery")]
    [InlineData("start")]
    [InlineData("dev-grant")]
    public async Task Typing_where_nothing_is_suggested_gets_no_choices(string name)
    {
        await using var bot = await Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip");
        interaction["type"] = 4;
        interaction["data"]!["name"] = name;
        interaction["data"]!["options"] = new JsonArray(new JsonObject { ["name"] = "amount", ["type"] = 3, ["value"] = "1", ["focused"] = true });

        Assert.Equal("(choices)", (await bot.Ada.AskAsync(interaction, $"type /{name}")).ToString());
    }
}
