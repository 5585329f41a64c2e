using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.CommandLine;

public sealed class SendCommandTests : IDisposable
{
    private readonly Flippy _flippy = new();

    [Fact]
    public async Task Sends_a_signed_command_and_shows_the_reply()
    {
        await using var bot = await FakeBot.StartAsync();
        Assert.Equal(0, await SendAsync(bot, "/bet amount:100 side:heads", "--user", "900000000000000007", "--dm", "--locale", "de"));
        Assert.True(bot.Asked.TryDequeue(out var asked));
        Assert.Equal(("bet", "900000000000000007", "de"), (asked.Child("data").Text("name"), asked.Child("user").Text("id"), asked.Text("locale")));
        Assert.Matches("^hello\n\\d+ ms$", _flippy.Out);
    }

    [Fact]
    public async Task Prints_the_raw_reply_when_asked()
    {
        await using var bot = await FakeBot.StartAsync();
        Assert.Equal(0, await SendAsync(bot, "/flip", "--json"));
        Assert.Equal("""{"type":4,"data":{"content":"hello"}}""", _flippy.Out);
    }

    [Fact]
    public async Task The_last_reply_is_its_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }

        await using var bot = await FakeBot.StartAsync();
        var file = Path.Combine(_flippy.Data.FullName, "last-reply.json");
        await File.WriteAllTextAsync(file, "{}");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal(0, await SendAsync(bot, "/flip"));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Presses_a_button_of_the_last_reply_as_the_same_person()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = _ => (200, """{"type":4,"data":{"content":"Tails.","components":[{"type":1,"components":[{"type":2,"id":5,"style":1,"label":"Again","custom_id":"v1:again"}]}]}}""");
        Assert.Equal(0, await SendAsync(bot, "/flip", "--user", "900000000000000007", "--name", "Ann", "--permissions", "admin"));
        Assert.Equal(0, await SendAsync(bot, "--press", "again"));
        var pressed = bot.Asked.Last();
        Assert.Equal((3, "v1:again", 2), (pressed.Number("type"), pressed.Child("data").Text("custom_id"), pressed.Child("data").Number("component_type")));
        Assert.Equal(("Tails.", "Ann"), (pressed.Child("message").Text("content"), pressed.Child("member").Child("user").Text("global_name")));
        Assert.Equal(Sender.AllPermissions, pressed.Child("member").Text("permissions"));
        Assert.Equal("900000000000000007", pressed.Child("message").Child("interaction_metadata").Child("user").Text("id"));
    }

    [Fact]
    public async Task Walks_from_button_to_form_to_changed_message_to_choice()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = asked => (200, asked.Number("type") switch
        {
            2 => """{"type":4,"data":{"content":"one","components":[{"type":1,"components":[{"type":2,"style":1,"label":"Edit","custom_id":"edit"}]}]}}""",
            3 when asked.Child("data").Text("custom_id") == "edit" => """{"type":9,"data":{"custom_id":"form","title":"Edit","components":[{"type":18,"label":"Amount","component":{"type":4,"custom_id":"a"}}]}}""",
            5 => """{"type":7,"data":{"content":"two","components":[{"type":1,"components":[{"type":3,"custom_id":"pick","options":[{"label":"Red hat","value":"red"}]}]}]}}""",
            _ => """{"type":6}""",
        });
        foreach (var step in (string[][])[["/flip"], ["--press", "Edit"], ["--fill", "Amount=1=2"], ["--choose", "red hat"]])
        {
            Assert.Equal((0, ""), (await SendAsync(bot, step), _flippy.Error));
        }

        var asked = bot.Asked.ToArray();
        Assert.Equal("1=2", asked[2].Child("data").Items("components").Single().Child("component").Text("value"));
        Assert.Equal("one", asked[2].Child("message").Text("content"));
        Assert.Equal("""["red"]""", asked[3].Child("data")!["values"]!.ToJsonString());
        Assert.Equal("two", asked[3].Child("message").Text("content"));
    }

    [Fact]
    public async Task Suggestions_do_not_replace_the_last_reply()
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = asked => (200, asked.Number("type") == 4
            ? """{"type":8,"data":{"choices":[{"name":"half (50)","value":"half"}]}}"""
            : """{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"style":1,"label":"Again","custom_id":"again"}]}]}}""");
        Assert.Equal(0, await SendAsync(bot, "/flip"));
        Assert.Equal(0, await SendAsync(bot, "/bet amount:h", "--complete", "amount"));
        Assert.Contains("• half (50) (half)", _flippy.Out, StringComparison.Ordinal);
        Assert.Equal(0, await SendAsync(bot, "--press", "Again"));
    }

    [Theory]
    [InlineData("--press Agian", "The last reply has no button \"Agian\"; did you mean Again? It has Again, Stop.")]
    [InlineData("--press Stop", "The button Stop is switched off, so Discord would not let one use it.")]
    [InlineData("--choose red", "The last reply has nothing to choose from.")]
    [InlineData("--fill A=1", "The last reply is not a form: there is nothing to fill.")]
    [InlineData("--press Again /flip", "Give one of a line, --press, --choose and --fill, not several.")]
    [InlineData("--press Again --complete x", "--complete belongs to a line, as in flippy send \"/bet amount:1\" --complete amount.")]
    [InlineData("/flip --guild --dm", "Give --guild or --dm, not both.")]
    [InlineData("/flip --permissions some", "--permissions takes Discord's decimal bit set or \"admin\", not \"some\".")]
    [InlineData("/flip --user bob", "--user takes a user's id, as in --user:@900000000000000002, not \"bob\".")]
    [InlineData("", "Say what to send: a line like \"/bet amount:100\", or --press, --choose or --fill to answer the last reply.")]
    public async Task What_cannot_be_done_is_one_sentence(string arguments, string sentence)
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = _ => (200, """{"type":4,"data":{"components":[{"type":1,"components":[{"type":2,"label":"Again","custom_id":"a"},{"type":2,"label":"Stop","custom_id":"s","disabled":true}]}]}}""");
        await SendAsync(bot, "/flip");
        Assert.Equal((2, sentence), (await SendAsync(bot, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)), _flippy.Error));
    }

    [Fact]
    public async Task Without_a_last_reply_there_is_nothing_to_press() =>
        Assert.Equal(
            (2, "There is no last reply to act on; send a line first, as in flippy send \"/flip\"."),
            (await _flippy.RunAsync("send", "--press", "Again", "--data", _flippy.Data.FullName), _flippy.Error));

    [Fact]
    public async Task Nobody_listening_is_one_sentence()
    {
        var bot = await FakeBot.StartAsync();
        var url = bot.Url;
        await bot.DisposeAsync();
        Assert.Equal((1, $"Nothing answers on {url}. Start the bot with ./run."), (await _flippy.RunAsync("send", "/flip", "--url", url, "--data", _flippy.Data.FullName), _flippy.Error));
    }

    [Theory]
    [InlineData(404, "", " has no /api/interactions (404): something else than the bot answers there.")]
    [InlineData(500, "oh\nno", " answered 500: oh no")]
    [InlineData(202, "", " answered 202.")]
    [InlineData(200, "<html>", " answered 200, but not with a JSON object: \"<html>\".")]
    public async Task A_strange_answer_is_one_sentence(int status, string body, string sentence)
    {
        await using var bot = await FakeBot.StartAsync();
        bot.Answer = _ => (status, body);
        Assert.Equal((1, bot.Url + sentence), (await SendAsync(bot, "/flip"), _flippy.Error));
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_such()
    {
        await using var bot = await FakeBot.StartAsync();
        using var stranger = new Flippy(_ => FakeBot.Identity with { Sign = _ => new byte[64] });
        Assert.Equal(1, await stranger.RunAsync("send", "/flip", "--url", bot.Url, "--data", stranger.Data.FullName));
        Assert.Equal(
            $"{bot.Url} does not accept this key (401): name with --data the data folder the bot was started with, and check this machine's clock.", stranger.Error);
    }

    public void Dispose() => _flippy.Dispose();

    private Task<int> SendAsync(FakeBot bot, params string[] arguments) => _flippy.RunAsync(["send", .. arguments, "--url", bot.Url, "--data", _flippy.Data.FullName]);
}
