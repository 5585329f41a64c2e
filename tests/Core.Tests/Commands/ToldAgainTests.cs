using FlippyFlip.Core.Offers;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands;

/// <summary>An interaction comes again after it was counted: a slow store had it deferred, or the network repeated it.</summary>
public sealed class ToldAgainTests
{
    [Theory]
    [InlineData("/request user:{0} amount:100", "Decline")]
    [InlineData("/duel user:{0} amount:100", "Decline")]
    public async Task Bug_who_is_addressed_could_neither_see_nor_answer_what_was_told_again(string line, string answer)
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { RepliesPrivately = true }));
        var interaction = bot.Ada.Command(string.Format(null, System.Text.CompositeFormat.Parse(line), bot.Bob.Id));
        var first = await bot.Ada.AskAsync(interaction, "first");

        var again = await bot.Ada.AskAsync(interaction, "second");

        Assert.Equal(first.ToString(), again.ToString());
        Assert.False(again.IsPrivate);
        Assert.Equal(first.Data["allowed_mentions"]!.ToJsonString(), again.Data["allowed_mentions"]!.ToJsonString());
        Assert.Single(await bot.EverythingAsync<Offer>());
        await bot.Bob.PressAsync(again, answer);
        Assert.Empty(await bot.EverythingAsync<Offer>());
        Assert.DoesNotContain("[Decline]", (await bot.Ada.AskAsync(interaction, "third")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_everyone_saw_stays_so_when_it_is_told_again()
    {
        await using var bot = await StartedAsync();
        await bot.ChangeAsync(bot.Ada, player => player.Prefer(player.Preferences with { RepliesPrivately = true }));
        var interaction = bot.Ada.Command($"/pay user:{bot.Bob.Id} amount:100");
        Assert.False((await bot.Ada.AskAsync(interaction, "first")).IsPrivate);

        Assert.False((await bot.Ada.AskAsync(interaction, "second")).IsPrivate);
        Assert.Equal(1_100, (await bot.PlayerAsync(bot.Bob))!.Purse);
    }

    [Fact]
    public async Task Bug_refusals_of_what_was_typed_were_not_in_the_chosen_language()
    {
        await using var bot = await StartedAsync();
        await bot.Ada.ChooseAsync(await bot.Ada.SayAsync("/settings"), "de");

        Assert.Contains("ist eine Zahl", (await bot.Ada.SayAsync("/bet amount:xx side:heads")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Das bist du", (await bot.Ada.SayAsync($"/pay user:{bot.Ada.Id} amount:50")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<Bot> StartedAsync()
    {
        var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Bob.SayAsync("/start");
        return bot;
    }
}
