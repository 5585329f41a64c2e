using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Endpoints;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("/api/interactions")]
    [InlineData("/api/interactions/")]
    [InlineData("/api/interactions/1200000000000000001")]
    [InlineData("/api/interactions/1200000000000000001/")]
    [InlineData("/API/Interactions")]
    [InlineData("/api/interactions?x=1")]
    public async Task A_ping_is_answered_with_a_pong_and_nothing_else(string path)
    {
        await using var bot = await Bot.StartAsync();

        var answer = await new Letter(MalformedRequestsTests.Ping) { Path = path }.SendAsync(bot);

        Assert.Equal((200, "application/json", """{"type":1}"""), (answer.Status, answer.Headers["Content-Type"], answer.Text));
        Assert.DoesNotContain("Server", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=UTF-8")]
    [InlineData("application/json ; charset=utf-8")]
    public async Task Takes_json_however_it_is_named(string type)
    {
        await using var bot = await Bot.StartAsync();

        var answer = await new Letter(MalformedRequestsTests.Ping) { ContentTypes = [type] }.SendAsync(bot);

        Assert.Equal((200, """{"type":1}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task A_ping_needs_neither_user_nor_data_nor_token()
    {
        await using var bot = await Bot.StartAsync();

        var answer = await new Letter("""{"id":"1","application_id":"1200000000000000001","type":1}""").SendAsync(bot);

        Assert.Equal((200, """{"type":1}"""), (answer.Status, answer.Text));
        Assert.Equal(0, bot.Store[Contracts.StoreOperation.Commit]);
    }

    [Fact]
    public async Task Discord_checks_the_address_with_a_right_and_a_wrong_signature_in_either_order()
    {
        await using var bot = await Bot.StartAsync();
        var right = new Letter(MalformedRequestsTests.Ping);
        var wrong = right with { Signatures = signature => [signature[64..] + signature[..64]] };
        List<int> statuses = [];
        foreach (var letter in (Letter[])[right, wrong, wrong, right])
        {
            statuses.Add((await letter.SendAsync(bot)).Status);
        }

        Assert.Equal([200, 401, 401, 200], statuses);
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task A_command_is_answered_as_json_at_the_address_with_the_application()
    {
        await using var bot = await Bot.StartAsync();

        var answer = await new Letter(bot.Ada.Command("/start").ToJsonString()) { Path = "/api/interactions/1200000000000000001" }.SendAsync(bot);

        Assert.Equal((200, "application/json", true), (answer.Status, answer.Headers["Content-Type"], answer.Text.StartsWith("""{"type":4,"data":{""", StringComparison.Ordinal)));
    }
}
