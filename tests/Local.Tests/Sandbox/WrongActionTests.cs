using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>What Discord's client and back end would not let a person do never reaches the bot.</summary>
public sealed class WrongActionTests : IAsyncLifetime
{
    private const string Commands = """
        [
          {"type":1,"name":"all","description":"All","contexts":[0,1],"options":[
            {"type":3,"name":"text","description":"Text","required":true,"min_length":2,"max_length":5},
            {"type":3,"name":"side","description":"Side","choices":[{"name":"Heads","value":"heads"},{"name":"Tails","value":"tails"}]},
            {"type":4,"name":"count","description":"Count","min_value":1,"max_value":9},
            {"type":10,"name":"share","description":"Share","max_value":0.5},
            {"type":5,"name":"loud","description":"Loud"},
            {"type":6,"name":"friend","description":"Friend"},
            {"type":7,"name":"place","description":"Place","channel_types":[0]},
            {"type":8,"name":"role","description":"Role"},
            {"type":9,"name":"anybody","description":"Anybody"},
            {"type":11,"name":"file","description":"File"}]},
          {"type":1,"name":"team","description":"Teams","options":[
            {"type":1,"name":"list","description":"List"},
            {"type":2,"name":"member","description":"Members","options":[{"type":1,"name":"add","description":"Add","options":[{"type":6,"name":"who","description":"Who","required":true}]}]}]},
          {"type":1,"name":"here","description":"Servers only","contexts":[0]},
          {"type":1,"name":"guarded","description":"Of operators","default_member_permissions":"32"},
          {"type":1,"name":"admins","description":"Of administrators","default_member_permissions":"0"},
          {"type":2,"name":"Inspect"},
          {"type":3,"name":"Quote"}
        ]
        """;

    private const string Reply = """
        {"type":4,"data":{"content":"Well","components":[
          {"type":1,"components":[{"type":2,"style":1,"label":"Off","custom_id":"off","disabled":true}]},
          {"type":1,"components":[{"type":3,"custom_id":"texts","min_values":1,"max_values":2,"options":[{"label":"A","value":"a"},{"label":"B","value":"b"},{"label":"C","value":"c"}]}]},
          {"type":1,"components":[{"type":5,"custom_id":"people"}]},
          {"type":1,"components":[{"type":8,"custom_id":"places","channel_types":[0]}]}]}}
        """;

    private Playground _playground = null!;
    private JsonObject? _posted;

    public async ValueTask InitializeAsync()
    {
        _playground = await Playground.StartAsync(new PlaygroundOptions
        {
            InsteadOfBot = async context =>
            {
                _posted = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
                await context.Response.WriteAsync(Reply);
            },
        });
        await _playground.RegisterAsync(Commands);
    }

    public ValueTask DisposeAsync() => _playground.DisposeAsync();

    [Theory]
    [InlineData("""[]""", """{"text":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"x"}]""", """{"0":{"value":{"_errors":[{"code":"BASE_TYPE_MIN_LENGTH","message":"Must be 2 or more in length."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xxxxxx"}]""", """{"0":{"value":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 5 or fewer in length."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":7}]""", """{"0":{"value":{"_errors":[{"code":"STRING_TYPE_CONVERT","message":"Could not interpret this as string."}]}}}""")]
    [InlineData("""[{"name":"text","type":3}]""", """{"0":{"value":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}}}""")]
    [InlineData("""[{"name":"text","type":4,"value":7}]""", """{"0":{"type":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of (3)."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"text","type":3,"value":"xx"}]""", """{"1":{"name":{"_errors":[{"code":"SET_TYPE_ALREADY_CONTAINS_VALUE","message":"The set already contains this value"}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"side","type":3,"value":"edge"}]""", """{"1":{"value":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of (heads, tails)."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"count","type":4,"value":0}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_MIN","message":"int value should be greater than or equal to 1."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"count","type":4,"value":10}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_MAX","message":"int value should be less than or equal to 9."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"count","type":4,"value":1.5}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_COERCE","message":"Value \u00221.5\u0022 is not int."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"count","type":4,"value":"1"}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_COERCE","message":"Value \u00221\u0022 is not int."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"share","type":10,"value":0.6}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_MAX","message":"float value should be less than or equal to 0.5."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"share","type":10,"value":1e300}]""", """{"1":{"value":{"_errors":[{"code":"NUMBER_TYPE_COERCE","message":"Value \u00221e300\u0022 is not float."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"loud","type":5,"value":"yes"}]""", """{"1":{"value":{"_errors":[{"code":"BOOLEAN_TYPE_CONVERT","message":"Must be either true or false."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"friend","type":6,"value":"900000000000000009"}]""", """{"1":{"value":{"_errors":[{"code":"USER_NOT_FOUND","message":"The user could not be found."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"place","type":7,"value":"1100000000000000011"}]""", """{"1":{"value":{"_errors":[{"code":"CHANNEL_NOT_FOUND","message":"The channel could not be found."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"role","type":8,"value":"1"}]""", """{"1":{"value":{"_errors":[{"code":"ROLE_NOT_FOUND","message":"The role could not be found."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"file","type":11,"value":"1"}]""", """{"1":{"value":{"_errors":[{"code":"ATTACHMENT_NOT_FOUND","message":"The attachment could not be found."}]}}}""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"},{"name":"other","type":3,"value":"1"}]""", """{"1":{"name":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of (text, side, count, share, loud, friend, place, role, anybody, file)."}]}}}""")]
    public async Task Options_are_held_against_the_command(string options, string errors)
    {
        var (status, body) = await CommandAsync("all", options);

        Assert.Equal(400, status);
        Assert.StartsWith($$"""{"message":"Invalid Form Body","code":50035,"errors":{"options":{{errors}}""", body.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(_posted);
    }

    [Fact]
    public async Task Options_that_fit_arrive_with_whom_and_what_they_name()
    {
        const string options = """
            [{"name":"text","type":3,"value":"12345"},{"name":"side","type":3,"value":"heads"},{"name":"count","type":4,"value":9},{"name":"share","type":10,"value":0.5},{"name":"loud","type":5,"value":true},
             {"name":"friend","type":6,"value":"900000000000000003"},{"name":"place","type":7,"value":"1100000000000000004"},{"name":"anybody","type":9,"value":"1200000000000000001"}]
            """;

        var (status, body) = await CommandAsync("all", options);

        Assert.Equal((200, "answered"), (status, body.Text("outcome")));
        var data = _posted.Child("data");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(options), data!["options"]));
        Assert.Equal(["900000000000000003", "1200000000000000001"], data.Child("resolved").Child("users")!.Select(user => user.Key));
        Assert.Equal(["900000000000000003", "1200000000000000001"], data.Child("resolved").Child("members")!.Select(user => user.Key));
        Assert.Equal("casino", data.Child("resolved").Child("channels").Child("1100000000000000004").Text("name"));
        Assert.Equal(
            ("1100000000000000001", "en-US", "en-US", "900000000000000002", Sender.OrdinaryPermissions, 0),
            (_posted.Text("guild_id"), _posted.Text("guild_locale"), _posted.Text("locale"), _posted.Child("member").Child("user").Text("id"), _posted.Child("member").Text("permissions"), _posted.Number("context")));
    }

    [Theory]
    [InlineData("""[]""", false)]
    [InlineData("""[{"name":"list","type":1},{"name":"member","type":2,"options":[]}]""", false)]
    [InlineData("""[{"name":"member","type":2,"options":[]}]""", false)]
    [InlineData("""[{"name":"member","type":2,"options":[{"name":"add","type":1,"options":[]}]}]""", false)]
    [InlineData("""[{"name":"list","type":1}]""", true)]
    [InlineData("""[{"name":"member","type":2,"options":[{"name":"add","type":1,"options":[{"name":"who","type":6,"value":"900000000000000003"}]}]}]""", true)]
    public async Task Of_subcommands_exactly_one_is_chosen(string options, bool fits)
    {
        Assert.Equal(fits ? 200 : 400, (await CommandAsync("team", options)).Status);
        Assert.Equal(fits, _posted is not null);
    }

    [Fact]
    public async Task A_command_is_used_where_and_by_whom_it_may_be()
    {
        var direct = await _playground.Ada.InDirectMessagesAsync();
        var unknown = await _playground.PostAsync("commands", new JsonObject { ["user"] = direct.Id, ["channel"] = Playground.General, ["command_id"] = "1" });
        var notHere = await _playground.PostAsync("commands", await direct.CommandAsync("here", []));
        var guarded = await CommandAsync("guarded", "[]");
        var admins = await CommandAsync("admins", "[]");
        Assert.Null(_posted);

        Assert.Equal((404, """{"message":"Unknown application command","code":10063}"""), (unknown.Status, unknown.Body.ToJsonString()));
        Assert.Equal((404, """{"message":"Unknown application command","code":10063}"""), (notHere.Status, notHere.Body.ToJsonString()));
        Assert.Equal((403, 50013), (guarded.Status, guarded.Body.Number("code")));
        Assert.Equal((403, 50013), (admins.Status, admins.Body.Number("code")));
        Assert.Equal(200, (await CommandAsync("here", "[]")).Status);
        Assert.Equal(200, (await _playground.PostAsync("commands", await _playground.Grace.CommandAsync("guarded", []))).Status);
        Assert.Equal(200, (await _playground.PostAsync("commands", await _playground.Grace.CommandAsync("admins", []))).Status);
        Assert.Equal(200, (await _playground.PostAsync("commands", await direct.CommandAsync("guarded", []))).Status);
    }

    [Fact]
    public async Task Commands_of_users_and_messages_carry_their_target()
    {
        var said = Player.Ok(await _playground.PostAsync("messages", new JsonObject { ["user"] = _playground.Ben.Id, ["channel"] = Playground.General, ["content"] = " Hi there " })).Child("message");

        Player.Ok(await TargetAsync("Inspect", _playground.Ben.Id));
        var inspected = _posted.Child("data");
        Player.Ok(await TargetAsync("Quote", said.Text("id")));
        var quoted = _posted.Child("data");

        Assert.Equal((2, _playground.Ben.Id), (inspected.Number("type"), inspected.Text("target_id")));
        Assert.Equal("Ben", inspected.Child("resolved").Child("users").Child(_playground.Ben.Id).Text("global_name"));
        Assert.NotNull(inspected.Child("resolved").Child("members").Child(_playground.Ben.Id));
        Assert.Equal((3, said.Text("id")), (quoted.Number("type"), quoted.Text("target_id")));
        Assert.Equal("Hi there", quoted.Child("resolved").Child("messages").Child(said.Text("id")!).Text("content"));
        Assert.Equal((23, 23), ((await _playground.Ada.MessagesAsync())[^2].Number("type"), (await _playground.Ada.LastAsync()).Number("type")));
        Assert.Equal(400, (await TargetAsync("Inspect", null)).Status);
        Assert.Equal(400, (await TargetAsync("here", _playground.Ben.Id)).Status);
        Assert.Equal(10013, (await TargetAsync("Inspect", "1")).Body.Number("code"));
        Assert.Equal(10008, (await TargetAsync("Quote", "1")).Body.Number("code"));
    }

    [Theory]
    [InlineData("texts", """["a","c"]""", null)]
    [InlineData("texts", """[]""", "Must be between 1 and 2 in length.")]
    [InlineData("texts", """["a","b","c"]""", "Must be between 1 and 2 in length.")]
    [InlineData("texts", """["a","a"]""", "The set already contains this value")]
    [InlineData("texts", """["d"]""", "Value must be one of (a, b, c).")]
    [InlineData("texts", """[1]""", "Could not interpret this as string.")]
    [InlineData("people", """["900000000000000003"]""", null)]
    [InlineData("people", """["1"]""", "The user could not be found.")]
    [InlineData("places", """["1100000000000000002"]""", null)]
    [InlineData("places", """["1100000000000000011"]""", "The channel could not be found.")]
    [InlineData("off", """[]""", "Component validation failed")]
    [InlineData("gone", """[]""", "Component validation failed")]
    public async Task Choices_are_held_against_the_component(string customId, string values, string? refusal)
    {
        await CommandAsync("here", "[]");
        var message = await _playground.Ada.LastAsync();
        _posted = null;

        var (status, body) = await _playground.PostAsync("components", new JsonObject
        {
            ["user"] = _playground.Ada.Id, ["channel"] = Playground.General, ["message_id"] = message.Text("id"), ["custom_id"] = customId, ["values"] = JsonNode.Parse(values),
        });

        Assert.Equal(refusal is null ? 200 : 400, status);
        Assert.Contains($"\"message\":\"{refusal}", refusal is null ? "\"message\":\"" : body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(refusal is null ? customId : null, _posted.Child("data").Text("custom_id"));
        Assert.Equal(refusal is null ? message.Text("id") : null, _posted.Child("message").Text("id"));
    }

    [Theory]
    [InlineData("{", 400, 50109)]
    [InlineData("", 400, 50109)]
    [InlineData("[]", 400, 50035)]
    [InlineData("null", 400, 50035)]
    [InlineData("""{"user":"900000000000000002","user":"900000000000000003"}""", 400, 50109)]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}""", 400, 50109)]
    [InlineData("""{"user":"\ud800"}""", 400, 50109)]
    [InlineData("{}", 400, 50035)]
    [InlineData("""{"user":900000000000000002,"channel":"1100000000000000002"}""", 400, 50035)]
    [InlineData("""{"user":"900000000000000009","channel":"1100000000000000002"}""", 404, 10013)]
    [InlineData("""{"user":"900000000000000002","channel":"1"}""", 404, 10003)]
    [InlineData("""{"user":"900000000000000002","channel":"1100000000000000002","command_id":"x"}""", 400, 50035)]
    [InlineData("""{"user":"900000000000000002","channel":"1100000000000000002","command_id":"1","options":{}}""", 404, 10063)]
    public async Task A_request_that_is_none_is_refused(string body, int status, int code)
    {
        foreach (var path in (string[])["commands", "autocomplete"])
        {
            var answer = await _playground.PostAsync(path, body);
            Assert.Equal((path, status, code), (path, answer.Status, answer.Body.Number("code")));
        }

        Assert.Null(_posted);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[1]""")]
    public async Task Options_are_a_list_of_objects(string options)
    {
        var (status, body) = await CommandAsync("here", options);

        Assert.Equal((400, 50035), (status, body.Number("code")));
    }

    [Fact]
    public async Task A_request_is_not_endless()
    {
        var (status, body) = await _playground.PostAsync("messages", $$"""{"content":"{{new string('x', 70_000)}}"}""");

        Assert.Equal((413, 40005), (status, body.Number("code")));
    }

    [Theory]
    [InlineData("  ", 50006)]
    [InlineData(null, 50035)]
    public async Task Nobody_says_nothing(string? content, int code)
    {
        var (status, body) = await _playground.PostAsync("messages", new JsonObject { ["user"] = _playground.Ada.Id, ["channel"] = Playground.General, ["content"] = content });

        Assert.Equal((400, code), (status, body.Number("code")));
    }

    [Fact]
    public async Task Nobody_says_more_than_two_thousand_characters_and_a_coin_is_one()
    {
        var most = await _playground.PostAsync("messages", new JsonObject { ["user"] = _playground.Ada.Id, ["channel"] = Playground.General, ["content"] = new StringBuilder().Insert(0, "🪙", 2000).ToString() });
        var more = await _playground.PostAsync("messages", new JsonObject { ["user"] = _playground.Ada.Id, ["channel"] = Playground.General, ["content"] = new string('x', 2001) });

        Assert.Equal((200, 400), (most.Status, more.Status));
        Assert.Equal("""{"message":"Invalid Form Body","code":50035,"errors":{"content":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 2000 or fewer in length."}]}}}""", more.Body.ToJsonString());
    }

    [Theory]
    [InlineData("""[{"name":"text","type":3,"value":"x","focused":true}]""")]
    [InlineData("""[{"name":"text","type":3,"value":"xx"}]""")]
    public async Task Suggestions_are_for_one_option_that_has_them(string options)
    {
        var (status, body) = await _playground.PostAsync("autocomplete", await _playground.Ada.CommandAsync("all", JsonNode.Parse(options)!.AsArray()));

        Assert.Equal((400, 50035), (status, body.Number("code")));
        Assert.Null(_posted);
    }

    [Theory]
    [InlineData("world?user=", 10013)]
    [InlineData("world?user=1", 10013)]
    [InlineData("feed?user=1", 10013)]
    [InlineData("channels/1100000000000000002/messages", 10013)]
    [InlineData("channels/1/messages?user=900000000000000002", 10003)]
    [InlineData("channels/x/messages?user=900000000000000002", 10003)]
    public async Task Nobody_and_nowhere_see_nothing(string path, int code)
    {
        var (status, body) = await _playground.GetAsync(path);

        Assert.Equal((404, code), (status, body.Number("code")));
    }

    [Fact]
    public async Task A_new_window_that_names_nobody_sees_the_world_of_the_first_person()
    {
        var (status, nobodys) = await _playground.GetAsync("world");
        var (_, adas) = await _playground.GetAsync("world?user=900000000000000002");

        Assert.Equal((200, adas.ToJsonString()), (status, nobodys.ToJsonString()));
    }

    private async Task<(int Status, JsonObject Body)> CommandAsync(string name, string options)
    {
        var body = await _playground.Ada.CommandAsync(name, []);
        body["options"] = JsonNode.Parse(options);
        return await _playground.PostAsync("commands", body);
    }

    private async Task<(int Status, JsonObject Body)> TargetAsync(string name, string? target)
    {
        var body = await _playground.Ada.CommandAsync(name, []);
        body["target_id"] = target;
        return await _playground.PostAsync("commands", body);
    }
}
