using System.Text.RegularExpressions;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Safety;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Basics;

public sealed class ReportTests
{
    private const string Words = "The *coin* stands on its edge.";

    [Fact]
    public async Task Asks_what_happened()
    {
        await using var bot = await Bot.StartAsync();

        Assert.Equal("(form)\nReport a bug\nWhat happened?: []", (await bot.Ada.SayAsync("/report")).ToString());
        Assert.Equal("(form)\nReport Tester 102\nWhat happened?: []", (await bot.Ada.SayAsync($"/report user:{bot.Bob.Id}")).ToString());
        Assert.Equal("(form)\nEinen Fehler melden\nWas ist passiert?: []", (await (bot.Ada with { Locale = "de" }).SayAsync("/report")).ToString());
    }

    [Fact]
    public async Task Keeps_a_bug_with_a_reference_that_can_be_said()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { Locale = "fr", GuildLocale = "en-US" }).SubmitAsync(await bot.Ada.SayAsync("/report"), $"  {Words} ");

        var report = Assert.Single(await bot.EverythingAsync<ReportRecord>());
        Assert.Matches("^R-[0-9A-HJKMNP-TV-Z]{6}$", report.Reference);
        Assert.Equal($"(private)\n✅ Merci. Les responsables ont ton signalement `{report.Reference}`\u202F; cite-le si tu poses une question à son sujet.", seen.ToString());
        Assert.Equal($"{bot.ApplicationId}/{report.Reference}", report.Id);
        Assert.Equal($"{bot.ApplicationId}/global/{bot.Ada.Id}", report.Player);
        Assert.Equal(
            (ReportKind.Bug, null, Words, TestClock.Start, ReportState.Open, "fr", TestClock.Start.AddDays(180)),
            (report.Kind, report.About, report.Text, report.At, report.State, report.Locale, report.ExpiresAt!.Value));
        Assert.NotNull(report.Guild);
        Assert.Contains(bot.Log.All, line => line.Contains($"Report {report.Reference} (Bug) was filed", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.All, line => line.Contains("stands on its edge", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_a_report_about_a_user_and_says_how_to_keep_them_away()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await (bot.Ada with { IsInGuild = false }).SubmitAsync(await bot.Ada.SayAsync($"/report user:{bot.Bob.Id}"), Words);

        var report = Assert.Single(await bot.EverythingAsync<ReportRecord>());
        Assert.Equal((ReportKind.Person, (Snowflake?)bot.Bob.Id, (Snowflake?)null), (report.Kind, report.About, report.Guild));
        Assert.Equal($"(private)\n✅ Thank you. The operators have your report `{report.Reference}`; name it when you ask about it. /block keeps this user away from you.", seen.ToString());
    }

    [Fact]
    public async Task Refuses_oneself_and_bots()
    {
        await using var bot = await Bot.StartAsync();
        var about = bot.Ada.Command($"/report user:{bot.Bob.Id}");
        about["data"]!["resolved"]!["users"]![bot.Bob.Id.ToString()]!["bot"] = true;

        Assert.Equal("(private)\nThat is you. Name somebody else.", (await bot.Ada.SayAsync($"/report user:{bot.Ada.Id}")).ToString());
        Assert.EndsWith(" is a bot. Use /report without a user to report what a bot does.", (await bot.Ada.AskAsync(about, "report a bot")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'What happened?' must be filled in.")]
    [InlineData("too short", "'What happened?' must have 10 characters at least.")]
    public async Task Refuses_too_few_words(string text, string sentence)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SubmitAsync(await bot.Ada.SayAsync("/report"), text);

        Assert.Equal($"(private)\n{sentence}", seen.ToString());
        Assert.Empty(await bot.EverythingAsync<ReportRecord>());
    }

    [Fact]
    public async Task Refuses_too_many_words()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SubmitAsync(await bot.Ada.SayAsync("/report"), new string('x', 1_001));

        Assert.Equal("(private)\n'What happened?' may have 1,000 characters at most.", seen.ToString());
    }

    [Fact]
    public async Task Takes_five_open_ones_a_day()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Ada.SayAsync("/report");
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("(private)\n✅", (await bot.Ada.SubmitAsync(form, Words)).ToString(), StringComparison.Ordinal);
            bot.Clock.Advance(TimeSpan.FromHours(1));
        }

        var sixth = await bot.Ada.SubmitAsync(form, Words);
        var others = await bot.Bob.SubmitAsync(await bot.Bob.SayAsync("/report"), Words);
        bot.Clock.Advance(TimeSpan.FromHours(19));
        var later = await bot.Ada.SubmitAsync(form, Words);
        var soon = await bot.Ada.SubmitAsync(form, Words);

        Assert.Equal($"(private)\nYou told us 5 things within a day, and we are still reading. You can go on <t:{TestClock.Start.AddDays(1).ToUnixTimeSeconds()}:R>.", sixth.ToString());
        Assert.Equal((true, true, false), (IsTaken(others), IsTaken(later), IsTaken(soon)));
        Assert.Equal(7, (await bot.EverythingAsync<ReportRecord>()).Count);
    }

    [Fact]
    public async Task What_operators_closed_counts_no_more()
    {
        await using var bot = await Bot.StartAsync();
        var form = await bot.Ada.SayAsync("/report");
        for (var i = 0; i < 5; i++)
        {
            await bot.Ada.SubmitAsync(form, Words);
        }

        var read = (await bot.EverythingAsync<ReportRecord>())[0];
        read.State = ReportState.Closed;
        await bot.Store.CommitAsync(new Core.Storage.Commit().Replace(read), CancellationToken.None);

        Assert.True(IsTaken(await bot.Ada.SubmitAsync(form, Words)));
    }

    [Fact]
    public async Task What_comes_twice_is_one_report_with_one_reference()
    {
        await using var bot = await Bot.StartAsync();
        var sent = bot.Ada.Submit(await bot.Ada.SayAsync("/report"), Words);

        var first = await bot.Ada.AskAsync(sent, "submit");
        var again = await bot.Ada.AskAsync(sent, "submit");

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Single(await bot.EverythingAsync<ReportRecord>());
    }

    [Fact]
    public async Task Bug_a_report_that_came_again_when_so_much_was_done_that_it_was_forgotten_was_filed_again()
    {
        await using var bot = await Bot.StartAsync();
        var sent = bot.Ada.Submit(await bot.Ada.SayAsync("/report"), Words);
        await bot.Ada.AskAsync(sent, "submit");
        for (var more = 0; more < Player.RememberedInteractions; more++)
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(5));
            await bot.Ada.SayAsync("/flip");
        }

        var again = await bot.Ada.AskAsync(sent, "submit");

        Assert.Contains("cannot tell whether this counted", again.ToString(), StringComparison.Ordinal);
        Assert.Single(await bot.EverythingAsync<ReportRecord>());
    }

    [Fact]
    public async Task A_reference_that_is_taken_is_not_given_again()
    {
        await using var bot = await Bot.StartAsync();
        var sent = bot.Ada.Submit(await bot.Ada.SayAsync("/report"), Words);
        var names = ReportRecord.References(Snowflake.Parse((string)sent["id"]!)).Take(2).ToList();
        var other = new ReportRecord
        {
            Id = $"{bot.ApplicationId}/{names[0]}", Reference = names[0], Player = "somebody's", Kind = ReportKind.Bug, Text = Words, At = TestClock.Start, Locale = "ja",
        };
        await bot.Store.CommitAsync(new Core.Storage.Commit().Insert(other), CancellationToken.None);

        // Who finds a name taken waits a moment before the next attempt.
        var seen = await bot.PassTimeAsync(bot.Ada.AskAsync(sent, "submit"));

        Assert.Contains($"`{names[1]}`", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal(names.Order(), (await bot.EverythingAsync<ReportRecord>()).Select(report => report.Reference).Order());
        Assert.Single(bot.Log.All, line => line.Contains("was filed", StringComparison.Ordinal));
    }

    [Fact]
    public void References_are_the_same_for_the_same_interaction_and_differ_for_others()
    {
        var all = Enumerable.Range(1, 1_000).Select(id => ReportRecord.References(new Snowflake((ulong)id)).First()).ToList();

        Assert.Equal(all, Enumerable.Range(1, 1_000).Select(id => ReportRecord.References(new Snowflake((ulong)id)).First()));
        Assert.InRange(all.Distinct().Count(), 999, 1_000);
        Assert.All(all, reference => Assert.True(Regex.IsMatch(reference, "^R-[0-9A-HJKMNP-TV-Z]{6}$", RegexOptions.None, TimeSpan.FromSeconds(1))));
    }

    private static bool IsTaken(Seen seen) => seen.ToString().StartsWith("(private)\n✅", StringComparison.Ordinal);
}
