using FlippyFlip.Core.Votes;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>`flippy vote` against the real bot.</summary>
public sealed class VoteCommandTests
{
    [Theory]
    [InlineData(null, "900000000000000001")]
    [InlineData("900000000000000101", "900000000000000101")]
    [InlineData("<@900000000000000101>", "900000000000000101")]
    public async Task A_vote_is_told_to_the_bot_and_says_how_it_is_collected(string? user, string voter)
    {
        await using var bot = await Bot.StartAsync();
        using var flippy = new Flippy(bot.Clock, DevelopmentSigning.Identity);

        var code = await flippy.RunAsync(["vote", .. user is null ? (string[])[] : [user], "--url", bot.Url.AbsoluteUri, "--data", bot.DataFolderPath]);

        Assert.Equal((0, ""), (code, flippy.Error));
        Assert.Equal($"{voter} voted. Collect the coins with flippy send \"/vote\" --user {voter}, then flippy send --press Collect.", flippy.Out);
        var ballot = Assert.Single(await bot.EverythingAsync<Ballot>());
        Assert.Equal((voter, 1), (ballot.User.ToString(), ballot.Waiting));
    }

    [Fact]
    public async Task Another_key_no_bot_and_no_user_are_each_one_sentence()
    {
        await using var bot = await Bot.StartAsync();
        using var other = new Flippy(bot.Clock, _ => FakeBot.Identity with { Votes = new VoteSecret("whs_0123456789abcdef") });
        using var nobody = new Flippy(_ => FakeBot.Identity with { Votes = new VoteSecret("whs_0123456789abcdef") });
        using var mistyped = new Flippy(_ => FakeBot.Identity);

        Assert.Equal(1, await other.RunAsync("vote", "--url", bot.Url.AbsoluteUri));
        Assert.StartsWith($"{bot.Url.GetLeftPart(UriPartial.Authority)} does not accept this vote (401): ", other.Error, StringComparison.Ordinal);
        Assert.Equal((1, "Nothing answers on http://127.0.0.1:9. Start the bot with ./run."), (await nobody.RunAsync("vote", "--url", "http://127.0.0.1:9"), nobody.Error));
        Assert.Equal(2, await mistyped.RunAsync("vote", "ada"));
        Assert.Equal("user takes a user's id, as in user:@900000000000000002, not \"ada\".", mistyped.Error);
    }
}
