using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlippyFlip.Contracts;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Sqlite;
using FlippyFlip.Local.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>The page's people play with the real bot.</summary>
public sealed class PlayTests
{
    private const int Private = 64;
    private const int Thinking = 128;

    [Fact]
    public async Task Start_daily_and_bet_tell_one_story()
    {
        await using var playground = await Playground.StartAsync();
        var ada = playground.Ada;

        var start = await ada.SayAsync("/start");
        var daily = await ada.SayAsync("/daily");
        var bet = await ada.SayAsync("/bet amount:100 side:heads");
        var seen = await ada.MessagesAsync();

        Assert.All((JsonObject[])[start, daily, bet], outcome => Assert.Equal("answered", outcome.Text("outcome")));
        Assert.Equal(["start", "daily", "bet"], seen.Select(message => message.Child("interaction_metadata").Text("name")));
        Assert.Equal("🎁 Welcome, Ada!", seen[0].Items("embeds").Single().Text("title"));
        var coins = Number(Text(seen[1]), @"(?<n>[\d,]+) coins for today");
        var won = Text(seen[2]).Contains("You win 95 coins", StringComparison.Ordinal);
        Assert.Equal(1000 + coins + (won ? 95 : -100), Number(Text(seen[2]), @"Purse \**(?<n>[\d,]+)\**"));
        Assert.All(seen, message => Assert.Equal(("Flippy Flip", 20, "900000000000000002"), (message.Child("author").Text("global_name"), message.Number("type"), message.Child("interaction_metadata").Child("user").Text("id"))));
    }

    [Fact]
    public async Task The_story_goes_on_by_pressing_a_button_and_everybody_in_the_channel_sees_it()
    {
        await using var playground = await Playground.StartAsync();
        await playground.Ada.SayAsync("/start");

        var pressed = await playground.Ada.PressAsync(await playground.Ada.LastAsync(), "Daily coins");

        Assert.Equal("answered", pressed.Text("outcome"));
        var seen = await playground.Ada.MessagesAsync();
        Assert.Matches(@"coins for today", Text(seen[1]));
        Assert.Equal((19, seen[0].Text("id")), (seen[1].Number("type"), seen[1].Child("message_reference").Text("message_id")));
        Assert.Equal(seen.Select(Plain), (await playground.Ben.MessagesAsync()).Select(Plain));
    }

    [Fact]
    public async Task A_form_is_opened_filled_and_answered()
    {
        await using var playground = await Playground.StartAsync();
        var ada = playground.Ada;
        await ada.SayAsync("/fairness");

        var opened = await ada.PressAsync(await ada.LastAsync(), "Choose client seed");
        var sent = Player.Ok(await playground.PostAsync("modals", ada.Submit(opened, "four-leaf clover")));

        Assert.Equal(("modal", "Your client seed"), (opened.Text("outcome"), opened.Child("modal").Text("title")));
        Assert.Equal("answered", sent.Text("outcome"));
        Assert.Contains("Your client seed is now `four-leaf clover`", Text(await ada.LastAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_holds_what_is_filled_in_against_its_fields()
    {
        await using var playground = await Playground.StartAsync();
        var ada = playground.Ada;
        await ada.SayAsync("/fairness");
        var opened = await ada.PressAsync(await ada.LastAsync(), "Choose client seed");
        var foreign = ada.Submit(opened, "x");
        foreign["components"]![0]!["component"]!["custom_id"] = "other";

        var missing = await playground.PostAsync("modals", ada.Submit(opened, null));
        var tooLong = await playground.PostAsync("modals", ada.Submit(opened, new string('x', 65)));
        var other = await playground.PostAsync("modals", foreign);
        var stranger = await playground.PostAsync("modals", playground.Ben.Submit(opened, "x"));
        var elsewhere = await playground.PostAsync("modals", (await ada.InDirectMessagesAsync()).Submit(opened, "x"));

        Assert.Equal("""{"message":"Invalid Form Body","code":50035,"errors":{"components":{"0":{"component":{"value":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}}}}}}""", Refusal(400, missing));
        Assert.Contains("""{"value":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 64 or fewer in length."}]}}""", Refusal(400, tooLong), StringComparison.Ordinal);
        Assert.Contains("\"custom_id\":{\"_errors\":[{\"code\":\"BASE_TYPE_CHOICES\"", Refusal(400, other), StringComparison.Ordinal);
        Assert.Equal("""{"message":"Unknown interaction","code":10062}""", Refusal(404, stranger));
        Assert.Equal("""{"message":"Unknown interaction","code":10062}""", Refusal(404, elsewhere));
    }

    [Fact]
    public async Task What_is_typed_in_an_option_brings_suggestions()
    {
        await using var playground = await Playground.StartAsync();
        await playground.Ada.SayAsync("/start");

        var help = await playground.Ada.TypeAsync("/help command:dai", "command");
        var amount = await playground.Ada.TypeAsync("/bet amount:", "amount");

        Assert.Contains("daily", help.Items("choices").Select(choice => choice.Text("value")));
        Assert.NotEmpty(amount.Items("choices"));
        Assert.All(amount.Items("choices"), choice => Assert.Equal(["name", "value"], choice.Select(part => part.Key)));
        Assert.Null(help["refusal"]);
        Assert.Single(await playground.Ada.MessagesAsync());
    }

    [Fact]
    public async Task A_private_reply_is_nobody_else_s_to_see_or_to_press()
    {
        await using var playground = await Playground.StartAsync();
        using var feed = await playground.Ben.ListenAsync();

        await playground.Ada.SayAsync("/fairness");
        var message = await playground.Ada.LastAsync();
        await playground.Ada.SayAsync("/flip");
        var heard = await feed.UpToAsync("message");
        var pressed = await playground.PostAsync("components", playground.Ben.Press(message, "Choose client seed"));

        Assert.Equal(Private, message.Number("flags"));
        Assert.Equal(["hello", "message"], heard.Select(told => told.Name));
        Assert.Equal("flip", heard[1].Data.Child("message").Child("interaction_metadata").Text("name"));
        Assert.Equal(["flip"], (await playground.Ben.MessagesAsync()).Select(each => each.Child("interaction_metadata").Text("name")));
        Assert.Equal("""{"message":"Unknown Message","code":10008}""", Refusal(404, pressed));
    }

    [Fact]
    public async Task A_slow_store_makes_the_bot_think()
    {
        HangingStore hanging = null!;
        await using var playground = await Playground.StartAsync(new PlaygroundOptions
        {
            Settings = { ["Deadline:Attempt"] = "0.05" },
            Change = services => services.AddSingleton<OpenStore>(parts => () => hanging = new HangingStore(parts.GetRequiredService<SqliteStore>())),
        });
        hanging.Start(Hang.UntilCancelled);

        var outcome = await playground.Ada.SayAsync("/start");
        var seen = await playground.Ada.LastAsync();
        hanging.Release();

        Assert.Equal("thinking", outcome.Text("outcome"));
        Assert.Equal((Thinking, "start"), (seen.Number("flags"), seen.Child("interaction_metadata").Text("name")));
    }

    [Fact]
    public async Task Direct_messages_are_for_one()
    {
        await using var playground = await Playground.StartAsync();
        var ada = await playground.Ada.InDirectMessagesAsync();

        var outcome = await ada.SayAsync("/flip");
        var intruder = await playground.GetAsync($"channels/{ada.Channel}/messages?user={playground.Ben.Id}");
        var acting = await playground.PostAsync("messages", new JsonObject { ["user"] = playground.Ben.Id, ["channel"] = ada.Channel, ["content"] = "Hi" });

        Assert.Equal("answered", outcome.Text("outcome"));
        Assert.Single(await ada.MessagesAsync());
        Assert.Empty(await playground.Ada.MessagesAsync());
        Assert.Equal("""{"message":"Unknown Channel","code":10003}""", Refusal(404, intruder));
        Assert.Equal("""{"message":"Unknown Channel","code":10003}""", Refusal(404, acting));
    }

    [Fact]
    public async Task The_inspector_is_shown_what_was_really_signed_and_only_by_its_own_page()
    {
        await using var playground = await Playground.StartAsync();
        using var own = await playground.Ada.ListenAsync();
        using var other = await playground.Ben.ListenAsync();

        var outcome = await playground.Ada.SayAsync("/flip");
        var exchange = (await own.UpToAsync("exchange"))[^1].Data.Child("exchange")!;
        await playground.Ben.SayAsync("/ping");
        var heard = await other.UpToAsync("exchange");

        var headers = exchange.Child("request").Child("headers");
        var keys = DevelopmentKeys.Open(playground.DataFolderPath);
        byte[] signed = [.. System.Text.Encoding.ASCII.GetBytes(headers.Text("X-Signature-Timestamp")!), .. InteractionBody.Utf8(exchange.Child("request").Child("body")!)];
        Assert.True(new OpenSslVerifier().Import(keys.PublicKey.ToArray()).Verify(signed, Convert.FromHexString(headers.Text("X-Signature-Ed25519")!)));
        Assert.Equal(
            ("interaction", "/flip", outcome.Text("interaction_id"), "POST", new Uri(playground.Url, "api/interactions").AbsoluteUri, 200, 4),
            (exchange.Text("kind"), exchange.Text("title"), exchange.Text("id"), exchange.Child("request").Text("method"), exchange.Child("request").Text("url"),
                exchange.Child("response").Number("status"), exchange.Child("response").Child("body").Number("type")));
        Assert.Null(exchange["errors"]);
        Assert.Equal("/ping", heard[^1].Data.Child("exchange").Text("title"));
    }

    private static string Plain(JsonObject message) => message.ToJsonString();

    private static string Refusal(int status, (int Status, JsonObject Body) answer)
    {
        Assert.Equal(status, answer.Status);
        return answer.Body.ToJsonString();
    }

    private static string Text(JsonObject message) =>
        string.Join('\n', message.Items("embeds").SelectMany(embed => (string?[])[embed.Text("title"), embed.Text("description"), .. embed.Items("fields").Select(field => $"{field.Text("name")}: {field.Text("value")}")]).Prepend(message.Text("content")));

    private static int Number(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, text);
        return int.Parse(match.Groups["n"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }
}
