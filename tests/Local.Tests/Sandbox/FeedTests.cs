using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Local.Tests.Sandbox;

public sealed class FeedTests
{
    [Fact]
    public async Task Everybody_in_the_channel_hears_what_is_said()
    {
        await using var playground = await Playground.StartAsync();
        using var ben = await playground.Ben.ListenAsync();
        Assert.Equal("text/event-stream", ben.ContentType);
        Assert.Equal("hello", (await ben.NextAsync()).Name);

        var said = Player.Ok(await playground.PostAsync("messages", new JsonObject { ["user"] = playground.Ada.Id, ["channel"] = Playground.General, ["content"] = "Hi\nBen" }));
        var heard = await ben.NextAsync();

        Assert.Equal("message", heard.Name);
        Assert.Equal(said.ToJsonString(), heard.Data.ToJsonString());
        Assert.Equal(("Hi\nBen", "Ada", 0), (heard.Data.Child("message").Text("content"), heard.Data.Child("message").Child("author").Text("global_name"), heard.Data.Child("message").Number("type")));
    }

    [Fact]
    public async Task Switches_are_turned_for_everybody()
    {
        await using var playground = await Playground.StartAsync();
        using var ben = await playground.Ben.ListenAsync();
        await ben.NextAsync();

        var turned = await playground.PostAsync("switches", """{"outage":true}""");
        var heard = await ben.NextAsync();
        var wrong = await playground.PostAsync("switches", """{"rate_limits":"yes"}""");

        const string switches = """{"switches":{"rate_limits":false,"outage":true}}""";
        Assert.Equal((200, switches), (turned.Status, turned.Body.ToJsonString()));
        Assert.Equal(("switches", switches), (heard.Name, heard.Data.ToJsonString()));
        Assert.Equal((400, 50035), (wrong.Status, wrong.Body.Number("code")));
        Assert.Equal(true, (await playground.Ada.WorldAsync()).Child("switches").Flag("outage"));
    }

    [Fact]
    public async Task Something_is_said_every_fifteen_seconds()
    {
        var clock = new TestClock();
        await using var playground = await Playground.StartAsync(new PlaygroundOptions { Change = services => services.AddSingleton<TimeProvider>(clock) });
        using var ada = await playground.Ada.ListenAsync();
        await ada.NextAsync();

        var line = ada.LineAsync();
        while (await Task.WhenAny(line, Task.Delay(1)) != line)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(":", await line);
    }

    [Fact]
    public async Task An_open_feed_does_not_hold_up_the_end()
    {
        await using var playground = await Playground.StartAsync();
        using var ada = await playground.Ada.ListenAsync();
        await ada.NextAsync();

        // The host would wait half a minute for what does not end by itself.
        await playground.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Null(await ada.LineAsync());
    }

    [Fact]
    public async Task A_page_too_many_waits_until_another_goes()
    {
        await using var playground = await Playground.StartAsync();
        var open = new List<Listening>();
        for (var i = 0; i < Feed.MostListeners; i++)
        {
            open.Add(await playground.Ada.ListenAsync());
            await open[^1].NextAsync();
        }

        var refused = await playground.GetAsync($"feed?user={playground.Ben.Id}");
        open[0].Dispose();
        await Until.IsTrueAsync(async () =>
        {
            using var answer = await playground.Http.GetAsync(new Uri(playground.Url, $"sandbox/page/feed?user={playground.Ben.Id}"), HttpCompletionOption.ResponseHeadersRead);
            return answer.IsSuccessStatusCode;
        });
        open.ForEach(each => each.Dispose());

        Assert.Equal((503, "32 pages are open already; close some."), (refused.Status, refused.Body.Text("message")));
    }
}
