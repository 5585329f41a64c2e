using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Interactions;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Telemetry;

/// <summary>The product's parts are called directly here: only so does a test hear its own measurements and nobody else's.</summary>
public sealed partial class InstrumentsTests
{
    [Fact]
    public async Task A_command_that_is_done_counts_its_round_trips_and_its_time()
    {
        await using var bot = await FrontDoor.Bot.StartAsync();
        using var measured = new Measured();

        await AnswerAsync(bot, bot.Ada.Command("/start"));

        Assert.Equal(
            [
                "flippy.store.duration … operation=find outcome=done",
                "flippy.store.duration … operation=commit outcome=done",
                "flippy.interactions.duration … command=start kind=command outcome=done",
            ],
            Untimed(measured));
    }

    [Fact]
    public async Task Refusals_are_counted_by_their_kind()
    {
        await using var bot = await FrontDoor.Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        var unknown = bot.Ada.Command("/start");
        unknown["data"]!["name"] = "made-up-by-somebody";
        using var measured = new Measured();

        await AnswerAsync(bot, bot.Ada.Command("/bet amount:9999 side:heads"));
        await AnswerAsync(bot, bot.Ada.Command("/dev-health"));
        await AnswerAsync(bot, unknown);

        Assert.Equal(
            ["flippy.refusals 1 kind=Rule command=bet", "flippy.refusals 1 kind=NotAllowed command=dev-health", "flippy.refusals 1 kind=UnknownCommand command=-"],
            measured.Lines.Where(line => line.StartsWith("flippy.refusals", StringComparison.Ordinal)));
        Assert.Equal(
            ["command=bet kind=command outcome=refused", "command=dev-health kind=command outcome=refused", "command=- kind=command outcome=refused"],
            Untimed(measured).Where(line => line.StartsWith("flippy.interactions", StringComparison.Ordinal)).Select(line => line.Split(" … ")[1]));
    }

    [Fact]
    public async Task What_fails_is_counted_by_its_fingerprint()
    {
        var faults = new FaultyStore { Before = _ => throw new InvalidOperationException("A bug.") };
        await using var bot = await FrontDoor.Bot.StartAsync(new BotOptions { Around = faults.Around });
        using var measured = new Measured();

        await AnswerAsync(bot, bot.Ada.Command("/start"));

        Assert.Contains("flippy.store.duration … operation=find outcome=failed", Untimed(measured));
        Assert.Contains("flippy.interactions.duration … command=start kind=command outcome=failed", Untimed(measured));
        Assert.Single(measured.Lines, line => Regex.IsMatch(line, "^flippy.errors 1 fingerprint=[0-9a-f]{8} command=start$", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_deferral_is_counted_when_it_begins_and_when_it_ends()
    {
        await using var bot = await FrontDoor.Bot.StartAsync();
        var interaction = bot.Ada.Command("/flip");
        var body = Encoding.UTF8.GetBytes(interaction.ToJsonString());
        using var measured = new Measured();
        var runner = bot.Part<DeferredRunner>();
        bot.Hanging.Start(Hang.UntilCancelled);

        var answering = AnswerAsync(bot, interaction);
        await bot.PassTimeAsync(answering);
        bot.Hanging.Release();
        await bot.PassTimeAsync(runner.RunAsync(new DeferredInteraction(bot.ApplicationId, body, bot.Clock.GetUtcNow()), 1, CancellationToken.None));
        await runner.RunAsync(new DeferredInteraction(bot.ApplicationId, body, bot.Clock.GetUtcNow().AddMinutes(-16)), 1, CancellationToken.None);

        Assert.Contains("flippy.deferred 1 command=flip", measured.Lines);
        Assert.Contains("flippy.interactions.duration … command=flip kind=command outcome=deferred", Untimed(measured));
        Assert.Equal(
            ["flippy.deferred.duration … command=flip outcome=done", "flippy.deferred.duration … command=flip outcome=late"],
            Untimed(measured).Where(line => line.StartsWith("flippy.deferred.duration", StringComparison.Ordinal)));
    }

    private static async Task<Answer> AnswerAsync(FrontDoor.Bot bot, JsonObject interaction)
    {
        var body = Encoding.UTF8.GetBytes(interaction.ToJsonString());
        var (pipeline, parsed) = (bot.Part<InteractionPipeline>(), Interaction.Parse(body));
        var receipt = new Receipt(bot.Clock.GetTimestamp(), TimeSpan.Zero);
        var answer = await pipeline.AnswerAsync(parsed, bot.Part<IBots>().Find(null)!.Bot, body, receipt);
        pipeline.Measure(parsed, answer, receipt);
        return answer;
    }

    private static IEnumerable<string> Untimed(Measured measured) => measured.Lines.Select(line => Durations().Replace(line, "${name} … "));

    [GeneratedRegex(@"^(?<name>flippy\.\S+\.duration) \S+ ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Durations();
}
