using System.Text.Json.Nodes;
using FlippyFlip.Contracts;
using FlippyFlip.Local.Sandbox;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>What Discord would not take of a bot, the sandbox does not take either, and says why.</summary>
public sealed class RefusedAnswerTests
{
    private static readonly JsonObject Hello = new() { ["type"] = 4, ["data"] = new JsonObject { ["content"] = "Hello" } };

    [Fact]
    public async Task A_bot_that_fails_is_said_not_to_have_responded()
    {
        await using var playground = await Playground.StartAsync(With(context => context.Response.StatusCode = 500));

        var outcome = await playground.Ada.SayAsync("/flip");

        Assert.Equal(("refused", "The application did not respond"), (outcome.Text("outcome"), outcome.Child("refusal").Text("message")));
        Assert.Matches("^It answered 500 after [0-9]+ ms\\.$", outcome.Child("refusal").Text("reason"));
        Assert.Empty(await playground.Ada.MessagesAsync());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("""{"type":4,"type":4}""")]
    [InlineData("""{"type":4,"data":{"content":"\ud800"}}""")]
    public async Task An_answer_that_is_no_object_is_none(string answer)
    {
        await using var playground = await Playground.StartAsync(new PlaygroundOptions { InsteadOfBot = context => context.Response.WriteAsync(answer) });

        var outcome = await playground.Ada.SayAsync("/flip");

        Assert.Matches("^Its answer is no JSON object\\. It came after [0-9]+ ms\\.$", outcome.Child("refusal").Text("reason"));
    }

    [Fact]
    public async Task An_answer_of_a_type_that_does_not_fit_is_refused_in_Discord_s_words()
    {
        await using var playground = await Playground.StartAsync(Saying(new JsonObject { ["type"] = 8, ["data"] = new JsonObject { ["choices"] = new JsonArray() } }));
        using var feed = await playground.Ada.ListenAsync();

        var outcome = await playground.Ada.SayAsync("/flip");
        var exchange = (await feed.UpToAsync("exchange"))[^1].Data.Child("exchange");

        const string errors = """[{"path":"type","code":"BASE_TYPE_CHOICES","message":"Value must be one of (4, 5, 9)."}]""";
        Assert.Equal(errors, outcome.Child("refusal")!["errors"]!.ToJsonString());
        Assert.Equal(errors, exchange!["errors"]!.ToJsonString());
        Assert.Equal(200, exchange.Child("response").Number("status"));
    }

    [Fact]
    public async Task A_bot_that_takes_longer_than_three_seconds_is_too_late()
    {
        var clock = new TestClock();
        Playground playground = null!;
        var late = new TaskCompletionSource<string?>();
        await using var started = playground = await Playground.StartAsync(new PlaygroundOptions
        {
            Change = services => services.AddSingleton<TimeProvider>(clock),
            InsteadOfBot = async context =>
            {
                var token = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject().Text("token")!;
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                var discord = playground.Part<SmallDiscord>();
                late.SetResult(discord.Answers.Take(discord.World.Interaction(token)!, Hello)?.Message);
            },
        });

        var outcome = await PassAsync(clock, playground.Ada.SayAsync("/flip"));

        Assert.Equal(("refused", "It did not answer within 3 s."), (outcome.Text("outcome"), outcome.Child("refusal").Text("reason")));
        Assert.Equal("Unknown interaction", await late.Task);
        Assert.Empty(await playground.Ada.MessagesAsync());
    }

    [Fact]
    public async Task A_bot_that_takes_note_and_never_answers_is_too_late()
    {
        var clock = new TestClock();
        await using var playground = await Playground.StartAsync(With(context => context.Response.StatusCode = 202) with { Change = services => services.AddSingleton<TimeProvider>(clock) });

        var outcome = await PassAsync(clock, playground.Ada.SayAsync("/flip"));

        Assert.Matches("^It answered 202 after [0-9]+ ms, and nothing came by the callback route within 3 s\\.$", outcome.Child("refusal").Text("reason"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_by_the_callback_route_counts_before_and_after_the_202(bool isAfter)
    {
        Playground playground = null!;
        await using var started = playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context =>
            {
                var answer = await CallbackAsync(playground, context);
                context.Response.StatusCode = 202;
                if (isAfter)
                {
                    context.Response.OnCompleted(() =>
                    {
                        answer();
                        return Task.CompletedTask;
                    });
                }
                else
                {
                    Assert.Null(answer());
                }
            },
        });

        var outcome = await playground.Ada.SayAsync("/flip");

        Assert.Equal("answered", outcome.Text("outcome"));
        Assert.Equal("Hello", (await playground.Ada.MessagesAsync()).Single().Text("content"));
    }

    [Fact]
    public async Task A_callback_that_Discord_would_not_take_ends_the_interaction()
    {
        Playground playground = null!;
        await using var started = playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context =>
            {
                Assert.Equal("Invalid Form Body", (await CallbackAsync(playground, context, new JsonObject { ["type"] = 7 }))());
                context.Response.StatusCode = 202;
            },
        });

        var outcome = await playground.Ada.SayAsync("/flip");

        Assert.Equal(("refused", "What it answered by the callback route is not one that Discord takes."), (outcome.Text("outcome"), outcome.Child("refusal").Text("reason")));
    }

    [Theory]
    [InlineData("""{"type":4,"data":{"content":7}}""", """[{"path":"data.content","code":"STRING_TYPE_CONVERT","message":"Could not interpret the value as string."}]""")]
    [InlineData("""{"type":4,"data":{}}""", """[{"path":"","code":"50006","message":"Cannot send an empty message"}]""")]
    public async Task A_refused_callback_says_where_it_is_wrong(string callback, string errors)
    {
        Playground playground = null!;
        await using var started = playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context =>
            {
                Assert.NotNull((await CallbackAsync(playground, context, JsonNode.Parse(callback)!.AsObject()))());
                context.Response.StatusCode = 202;
            },
        });

        var outcome = await playground.Ada.SayAsync("/flip");

        Assert.Equal(errors, outcome.Child("refusal")!["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task A_form_counts_once_and_may_be_sent_again_only_when_that_failed()
    {
        var submitted = 0;
        await using var playground = await Playground.StartAsync(Opening(() => ++submitted == 1 ? """{"type":4,"data":{}}""" : Hello.ToJsonString()));
        var opened = await playground.Ada.SayAsync("/flip");
        var form = playground.Ada.Submit(opened, "x");

        var failed = Player.Ok(await playground.PostAsync("modals", form));
        var again = Player.Ok(await playground.PostAsync("modals", form));
        var twice = await playground.PostAsync("modals", form);

        Assert.Equal(("refused", "answered"), (failed.Text("outcome"), again.Text("outcome")));
        Assert.Equal((404, 10062), (twice.Status, twice.Body.Number("code")));
        Assert.Equal(2, submitted);
    }

    [Fact]
    public async Task A_form_can_be_sent_for_fifteen_minutes()
    {
        var clock = new TestClock();
        await using var playground = await Playground.StartAsync(Opening(() => Hello.ToJsonString()) with { Change = services => services.AddSingleton<TimeProvider>(clock) });
        var opened = await playground.Ada.SayAsync("/flip");
        clock.Advance(OpenInteraction.TokenLife);

        var late = await playground.PostAsync("modals", playground.Ada.Submit(opened, "x"));

        Assert.Equal((404, 10062), (late.Status, late.Body.Number("code")));
    }

    [Fact]
    public async Task An_answer_too_large_to_be_looked_at_is_not_shown()
    {
        var large = new JsonObject { ["type"] = 4, ["data"] = new JsonObject { ["content"] = "Hello", ["more"] = new string('x', ShownBody.Most) } };
        await using var playground = await Playground.StartAsync(Saying(large));
        using var feed = await playground.Ada.ListenAsync();

        await playground.Ada.SayAsync("/flip");
        var exchange = (await feed.UpToAsync("exchange"))[^1].Data.Child("exchange");

        Assert.Equal("""{"status":200,"body":null}""", exchange.Child("response")!.ToJsonString());
    }

    [Fact]
    public async Task Of_two_answers_the_first_counts_and_the_second_is_told()
    {
        Playground playground = null!;
        await using var started = playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context =>
            {
                Assert.Null((await CallbackAsync(playground, context))());
                await context.Response.WriteAsync("""{"type":4,"data":{"content":"Again"}}""");
            },
        });
        using var feed = await playground.Ada.ListenAsync();

        var outcome = await playground.Ada.SayAsync("/flip");
        var exchange = (await feed.UpToAsync("exchange"))[^1].Data.Child("exchange")!;

        Assert.Equal("answered", outcome.Text("outcome"));
        Assert.Null(outcome["refusal"]);
        Assert.Equal(["Hello"], (await playground.Ada.MessagesAsync()).Select(message => message.Text("content")));
        Assert.Equal("""[{"path":"","code":"40060","message":"Interaction has already been acknowledged."}]""", exchange["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task Suggestions_that_fail_are_none_and_say_why()
    {
        await using var playground = await Playground.StartAsync(With(context => context.Response.StatusCode = 503));

        var suggestions = await playground.Ada.TypeAsync("/help command:d", "command");

        Assert.Empty(suggestions.Items("choices"));
        Assert.Equal("Loading options failed", suggestions.Child("refusal").Text("message"));
        Assert.Matches("^It answered 503 after [0-9]+ ms\\.$", suggestions.Child("refusal").Text("reason"));
    }

    [Fact]
    public async Task A_promised_update_is_quiet()
    {
        await using var playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context => await context.Response.WriteAsync(
                (await JsonNode.ParseAsync(context.Request.Body))!.AsObject().Number("type") == 3
                    ? """{"type":6}"""
                    : """{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Go","custom_id":"go"}]}]}}"""),
        });
        await playground.Ada.SayAsync("/flip");

        Assert.Equal("quiet", (await playground.Ada.PressAsync(await playground.Ada.LastAsync(), "Go")).Text("outcome"));
    }

    private static PlaygroundOptions With(Action<HttpContext> answer) => new()
    {
        InsteadOfBot = context =>
        {
            answer(context);
            return Task.CompletedTask;
        },
    };

    /// <summary>Opens a form of one field at every command.</summary>
    private static PlaygroundOptions Opening(Func<string> submitted) => new()
    {
        InsteadOfBot = async context => await context.Response.WriteAsync(
            (await JsonNode.ParseAsync(context.Request.Body))!.AsObject().Number("type") == 5
                ? submitted()
                : """{"type":9,"data":{"custom_id":"f","title":"Form","components":[{"type":18,"label":"Field","component":{"type":4,"style":1,"custom_id":"v"}}]}}"""),
    };

    private static PlaygroundOptions Saying(JsonObject answer) => new() { InsteadOfBot = context => context.Response.WriteAsync(answer.ToJsonString()) };

    /// <summary>Answers the posted interaction otherwise than in the reply to it.</summary>
    private static async Task<Func<string?>> CallbackAsync(Playground playground, HttpContext context, JsonObject? answer = null)
    {
        var token = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject().Text("token")!;
        var discord = playground.Part<SmallDiscord>();
        return () => discord.Answers.Take(discord.World.Interaction(token)!, answer ?? Hello)?.Message;
    }

    private static async Task<T> PassAsync<T>(TestClock clock, Task<T> until)
    {
        while (await Task.WhenAny(until, Task.Delay(1)) != until)
        {
            clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        return await until;
    }
}
