using System.Text.Json.Nodes;
using FlippyFlip.Core.Outbox;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Commands.Privacy;

public sealed class MyDataTests
{
    [Fact]
    public async Task Sends_a_file_that_only_the_caller_sees()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");

        var seen = await bot.Ada.SayAsync("/mydata");
        var sent = await bot.Discord.NextAsync();

        Assert.Equal("(private)\n📖 Your file comes in the next message. Only you see it.", seen.ToString());
        Assert.Equal("(follow-up)\n(private)\n📖 Everything I store about you, as of <t:1767614400:f>. It is JSON: any browser or editor opens it.", sent.ToString());
        Assert.Equal(("files[0]", "mydata.json", "application/json"), (sent.File!.Part, sent.File.Name, sent.File.ContentType));
        var json = JsonNode.Parse(sent.File.Content)!;
        Assert.Equal(($"{bot.Ada.Id}", 1000), ((string?)json["user"], (int?)json["players"]![0]!["balances"]!["purse"]));
    }

    [Theory]
    [InlineData("ledger", "entries")]
    [InlineData("rounds", "rounds")]
    public async Task A_list_that_looks_empty_says_where_its_lines_stand(string list, string lines)
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/flip");

        await bot.Ada.SayAsync("/mydata");
        var json = JsonNode.Parse((await bot.Discord.NextAsync()).File!.Content)!;

        Assert.Empty(json[list]!.AsArray());
        Assert.Single(json["players"]![0]![list]![lines]!.AsArray());
        Assert.EndsWith($"which fill no page yet, stand in 'players' under '{list}'", (string)json["kept"]![list]!["here"]!, StringComparison.Ordinal);
        Assert.Contains("where else to look when its list is empty", (string)json["what"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_made_when_it_is_sent_and_is_never_stored()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        bot.Discord.Hold();
        await bot.Ada.SayAsync("/mydata");

        var waiting = Assert.Single(await bot.EverythingAsync<OutboxMessage>());
        Assert.Equal(("mydata", $"{bot.ApplicationId}/global/{bot.Ada.Id}", bot.Ada.Id), (waiting.Enclosure!.Kind, waiting.Enclosure.Key, waiting.Target));
        Assert.DoesNotContain("purse", waiting.Body, StringComparison.Ordinal);
        bot.Discord.Release();
        await bot.Discord.NextAsync();
        await Until.IsTrueAsync(async () => Assert.Single(await bot.EverythingAsync<OutboxMessage>()) is { State: OutboxState.Sent, Enclosure: null });
    }

    [Fact]
    public async Task Once_an_hour()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Ada.SayAsync("/start");
        await bot.Ada.SayAsync("/mydata");
        bot.Clock.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal("(private)\n`/mydata` needs a rest: you can use it again <t:1767618000:R>.", (await bot.Ada.SayAsync("/mydata")).ToString());
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("(private)\n📖 ", (await bot.Ada.SayAsync("/mydata")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_stored_is_told_so_by_the_file_and_not_stored_by_asking()
    {
        await using var bot = await Bot.StartAsync(new BotOptions { Entropy = Chance.Counting() });
        var interaction = bot.Ada.Command("/mydata");
        await bot.Ada.AskAsync(interaction, "first");
        await bot.Ada.AskAsync(interaction, "second");

        var json = JsonNode.Parse((await bot.Discord.NextAsync()).File!.Content)!;

        Assert.Empty(json["players"]!.AsArray());
        Assert.Null(await bot.PlayerAsync(bot.Ada));
        Assert.Single(await bot.EverythingAsync<OutboxMessage>());
    }

    [Fact]
    public async Task Who_is_banned_gets_it_too()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Owner.SayAsync($"/dev-ban user:{bot.Ada.Id} duration:open reason:cheated");

        Assert.StartsWith("(private)\n📖 ", (await bot.Ada.SayAsync("/mydata")).ToString(), StringComparison.Ordinal);
        Assert.Equal("cheated", (string?)JsonNode.Parse((await bot.Discord.NextAsync()).File!.Content)!["players"]![0]!["sanction"]!["reason"]);
    }
}
