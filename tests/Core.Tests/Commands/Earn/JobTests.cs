using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Earn;

public sealed class JobTests
{
    private const string Menu = "<Choose a job: Deliveries | Bakery | Workshop | Hospital | Software | Aviation | Observatory>";

    [Fact]
    public async Task Somebody_new_sees_what_there_is_and_is_not_stored()
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync("/job");

        Assert.Equal(
            $"""
            (private)
            # 🧰 Your job
            You have none yet. Choose one below, then begin with /work.
            Jobs for level 1: 🧰 Deliveries · 40 coins a shift
            🔒 Bakery · 50 coins a shift · from level 2
            🔒 Workshop · 65 coins a shift · from level 4
            🔒 Hospital · 85 coins a shift · from level 7
            🔒 Software · 110 coins a shift · from level 11
            🔒 Aviation · 140 coins a shift · from level 16
            🔒 Observatory · 180 coins a shift · from level 22
            {Menu}
            """,
            seen.ToString());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
    }

    [Theory]
    [InlineData("/job job:deliveries")]
    [InlineData("/job job:Deliveries")]
    public async Task A_job_is_taken_by_name(string line)
    {
        await using var bot = await Bot.StartAsync();

        var seen = await bot.Ada.SayAsync(line);

        Assert.StartsWith(
            "(private)\n# 🧰 Your job\n**Deliveries** · Training · 40 coins a shift\nRight answers to the next rank (Assistance): 10\nJobs for level 1: ✅ Deliveries · 40 coins a shift\n",
            seen.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(Menu.Replace("Deliveries", "*Deliveries", StringComparison.Ordinal), seen.ToString(), StringComparison.Ordinal);
        Assert.Equal("deliveries", (await bot.PlayerAsync(bot.Ada))!.Career);
    }

    [Fact]
    public async Task A_job_is_taken_from_the_menu_and_by_its_name_in_another_language()
    {
        await using var bot = await Bot.StartAsync();
        var seen = await bot.Ada.SayAsync("/job");

        seen = await bot.Ada.ChooseAsync(seen, "deliveries");
        await (bot.Bob with { Locale = "de" }).SayAsync("/job job:lieferdienst");

        Assert.StartsWith("(update)\n# 🧰 Your job\n**Deliveries** · Training", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal("deliveries", (await bot.PlayerAsync(bot.Bob))!.Career);
    }

    [Fact]
    public async Task A_job_above_one_s_level_a_second_change_within_a_day_and_no_job_at_all_are_refused()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/job job:deliveries");

        Assert.Equal("(private)\nBakery takes level 2, and yours is 1. Everything you play and earn raises it.", (await bot.Ada.SayAsync("/job job:bakery")).ToString());
        Assert.Equal(
            "(private)\nThere is no such job. There are: Deliveries, Bakery, Workshop, Hospital, Software, Aviation, Observatory.",
            (await bot.Ada.SayAsync("/job job:pirate")).ToString());
        await bot.ChangeAsync(bot.Ada, player => player.Experience = 1_000);
        await bot.Ada.SayAsync("/job job:bakery");
        Assert.Equal("(private)\n⏳ You changed your job not long ago. You can change it again <t:1767700800:R>.", (await bot.Ada.SayAsync("/job job:workshop")).ToString());
        Assert.Equal("bakery", (await bot.PlayerAsync(bot.Ada))!.Career);
    }

    [Fact]
    public async Task The_rest_after_a_change_is_among_the_timers_while_it_lasts()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/job job:deliveries");
        Assert.DoesNotContain("`/job`", (await bot.Ada.SayAsync("/cooldowns")).ToString(), StringComparison.Ordinal);
        await bot.ChangeAsync(bot.Ada, player => player.Experience = 1_000);
        await bot.Ada.SayAsync("/job job:bakery");

        Assert.Contains("⏳ `/job` <t:1767700800:R>", (await bot.Ada.SayAsync("/cooldowns")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggests_what_one_may_take_first()
    {
        await using var bot = await Bot.StartAsync();

        Assert.StartsWith("(choices)\nDeliveries = deliveries\nBakery = bakery\n", (await bot.Ada.TypeAsync("/job job:", "job")).ToString(), StringComparison.Ordinal);
        Assert.Equal("(choices)\nWorkshop = workshop", (await bot.Ada.TypeAsync("/job job:SHOP", "job")).ToString());
        Assert.Equal("(choices)\nSternwarte = observatory", (await (bot.Ada with { Locale = "de" }).TypeAsync("/job job:stern", "job")).ToString());
    }
}
