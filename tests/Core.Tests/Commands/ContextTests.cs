using System.Text.Json.Nodes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Core.Tests.Commands;

/// <summary>Where and in which language a command is used.</summary>
public sealed class ContextTests
{
    /// <summary>Nobody is refused for being too fast.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Once every command that there is, the welcome first.</summary>
    private static readonly string[] Everything = ["/start", .. CommandsCommand.Declared.Public.Where(command => command.Name != "start").Select(Typed.Line)];

    [Fact]
    public async Task Every_command_answers_the_same_in_servers_direct_messages_and_for_users_who_installed_it_themselves()
    {
        // What somebody else has to answer is refused where they would not see it.
        string[] alone = [.. Everything.Where(line => !line.StartsWith("/duel", StringComparison.Ordinal) && !line.StartsWith("/request", StringComparison.Ordinal))];
        var server = await AnswersAsync(Everything, (ada, line) => ada.SayAsync(line));
        var serverAlone = await AnswersAsync(alone, (ada, line) => ada.SayAsync(line));
        var direct = await AnswersAsync(alone, (ada, line) => (ada with { IsInGuild = false }).SayAsync(line));
        var installed = await AnswersAsync(Everything, (ada, line) =>
        {
            var interaction = (ada with { IsInGuild = false }).Command(line);
            interaction["context"] = 2;
            interaction["authorizing_integration_owners"] = new JsonObject { ["1"] = ada.Id.ToString() };
            return (ada with { IsInGuild = false }).AskAsync(interaction, $"{line} installed by a user");
        });

        Assert.Equal(serverAlone, direct);
        Assert.Equal(server, installed);
    }

    [Fact]
    public async Task What_everyone_sees_is_in_the_servers_language_and_what_one_sees_in_theirs()
    {
        await using var bot = await Bot.StartAsync();
        var ada = bot.Ada with { Locale = "en-US", GuildLocale = "de" };

        var everyone = await ada.SayAsync("/start");
        var own = await ada.SayAsync("/balance");

        Assert.Contains("1.000", everyone.ToString(), StringComparison.Ordinal);
        Assert.Contains("Net worth: 1,000", own.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tlh")]
    [InlineData("")]
    [InlineData("DE")]
    public async Task A_language_we_do_not_speak_is_answered_in_English(string locale)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { Locale = locale }).SayAsync("/balance");

        Assert.Equal("(private)\n# 🪙 Coins of Ada\nPurse: 0\nBank: 0 of 5,000\nNet worth: 0", seen.ToString());
    }

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es-ES")]
    [InlineData("pt-BR")]
    [InlineData("ja")]
    public async Task Every_command_works_in_every_language(string locale)
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        var ada = bot.Ada with { Locale = locale };

        foreach (var line in Everything)
        {
            bot.Clock.Advance(Pause);
            // A message, or a form where a command begins with one.
            Assert.Equal(line.StartsWith("/report", StringComparison.Ordinal) ? 9 : 4, (await ada.SayAsync(line)).Type);
        }

        Assert.Empty(bot.Log.Troubles);
        Assert.Contains((await bot.PlayerAsync(ada))!.Rounds.Rounds, round => round.Stake > 0);
    }

    private static async Task<string[]> AnswersAsync(string[] lines, Func<Visitor, string, Task<Seen>> ask)
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        var answers = new List<string>();
        foreach (var line in lines)
        {
            bot.Clock.Advance(Pause);
            answers.Add((await ask(bot.Ada, line)).Json.ToJsonString());
        }

        Assert.Empty(bot.Log.Troubles);
        return [.. answers];
    }
}
