using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

public sealed class CommandRoutesTests : SandboxTest
{
    private const string Flip = """{"name":"flip","description":"Flip a coin"}""";

    private string Global => $"applications/{Discord.Application}/commands";

    [Fact]
    public async Task Takes_our_whole_registration_from_our_own_client()
    {
        var registration = CommandsCommand.EveryRegistration();
        using var heard = Discord.World.Feed.Listen(SandboxDiscord.Ada)!;

        Assert.Equal(new DiscordOutcome.Done(), await Discord.Product.OverwriteCommandsAsync(Discord.Token, Discord.Application, registration, default));

        var names = JsonNode.Parse(registration.Span)!.AsArray().Select(command => command!["name"]!.GetValue<string>());
        Assert.Equal(names, Discord.World.Commands.In(null).Select(command => command["name"]!.GetValue<string>()));
        Assert.True(heard.Events.TryRead(out var told));
        Assert.Equal(("commands", "{}"), (told.Name, told.Data.ToJsonString()));
    }

    [Fact]
    public async Task Says_to_our_own_client_what_is_wrong()
    {
        var outcome = await Discord.Product.OverwriteCommandsAsync(Discord.Token, Discord.Application, """[{"name":"Flip","description":"x"}]"""u8.ToArray(), default);

        var refused = Assert.IsType<DiscordOutcome.Refused>(outcome);
        Assert.Equal((400, 50035), (refused.Status, refused.Code));
        Assert.Contains("0.name", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(Discord.World.Commands.Of(null));
    }

    [Fact]
    public async Task Shows_a_new_command_whole()
    {
        var (status, body) = await Discord.SendAsync("POST", Global, Flip);

        Assert.Equal(201, status);
        var made = JsonNode.Parse(body)!;
        var expected = $$"""
            {"id":"{{made["id"]}}","application_id":"{{Discord.Application}}","version":"{{made["version"]}}","default_member_permissions":null,"type":1,"name":"flip","name_localizations":null,
            "description":"Flip a coin","description_localizations":null,"options":[],"nsfw":false,"integration_types":[0],"contexts":null}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), made), body);
        Assert.Equal(200, (await Discord.SendAsync("POST", Global, Flip)).Status);
    }

    [Fact]
    public async Task Keeps_ids_by_name_and_type_gives_new_versions_and_forgets_the_rest()
    {
        var before = (await Discord.OkAsync("PUT", Global, $$"""[{{Flip}},{"name":"gone","description":"x"}]""")).AsArray();

        var after = (await Discord.OkAsync("PUT", Global, $$"""[{"type":2,"name":"flip"},{{Flip}}]""")).AsArray();

        Assert.Equal(2, after.Count);
        Assert.Equal(before[0]!["id"]!.GetValue<string>(), after[1]!["id"]!.GetValue<string>());
        Assert.NotEqual(before[0]!["id"]!.GetValue<string>(), after[0]!["id"]!.GetValue<string>());
        Assert.True(Snowflake.Parse(after[1]!["version"]!.GetValue<string>()) > Snowflake.Parse(before[0]!["version"]!.GetValue<string>()));
        Assert.Equal((404, """{"message":"Unknown application command","code":10063}"""), await Discord.SendAsync("GET", $"{Global}/{before[1]!["id"]}"));
    }

    [Fact]
    public async Task Changes_one_field_and_keeps_the_others()
    {
        var made = await Discord.OkAsync("POST", Global, """{"name":"flip","description":"Flip a coin","default_member_permissions":"8","contexts":[0]}""");

        var changed = await Discord.OkAsync("PATCH", $"{Global}/{made["id"]}", """{"description":"Toss"}""");

        Assert.Equal(("flip", "Toss", "8", "[0]"), (changed["name"]!.GetValue<string>(), changed["description"]!.GetValue<string>(), changed["default_member_permissions"]!.GetValue<string>(), changed["contexts"]!.ToJsonString()));
        Assert.Equal((204, ""), await Discord.SendAsync("DELETE", $"{Global}/{made["id"]}"));
        Assert.Equal(404, (await Discord.SendAsync("DELETE", $"{Global}/{made["id"]}")).Status);
    }

    [Fact]
    public async Task Keeps_the_commands_of_servers_apart()
    {
        await Discord.OkAsync("POST", Global, Flip);
        var local = await Discord.OkAsync("POST", $"applications/{Discord.Application}/guilds/{SandboxDiscord.Cove}/commands", """{"name":"here","description":"x"}""");

        Assert.Equal(SandboxDiscord.Cove.ToString(), local["guild_id"]!.GetValue<string>());
        Assert.Equal(["flip", "here"], Discord.World.Commands.In(SandboxDiscord.Cove).Select(command => command["name"]!.GetValue<string>()));
        Assert.Equal((403, """{"message":"Missing Access","code":50001}"""), await Discord.SendAsync("GET", $"applications/{Discord.Application}/guilds/5/commands"));
    }

    [Fact]
    public async Task Lists_with_the_translations_or_with_the_one_that_is_asked_for()
    {
        await Discord.OkAsync("POST", Global, """{"name":"flip","description":"Flip a coin","name_localizations":{"de":"wurf"}}""");

        var whole = (await Discord.OkAsync("GET", $"{Global}?with_localizations=true"))[0]!;
        Assert.Equal("""{"de":"wurf"}""", whole["name_localizations"]!.ToJsonString());
        using var response = await Discord.RawAsync("GET", Global, change: headers => headers.TryAddWithoutValidation("X-Discord-Locale", "de"));
        var short_ = JsonNode.Parse(await response.Content.ReadAsStringAsync())![0]!.AsObject();
        Assert.Equal("wurf", short_["name_localized"]!.GetValue<string>());
        Assert.False(short_.ContainsKey("name_localizations"));
    }

    [Theory]
    [InlineData(1, 101, 100)]
    [InlineData(2, 16, 15)]
    public async Task Refuses_more_commands_than_there_may_be(int type, int count, int most)
    {
        var list = new JsonArray([.. Enumerable.Range(0, count).Select(number => new JsonObject { ["type"] = type, ["name"] = $"c{number}", ["description"] = type == 1 ? "x" : null })]);

        Assert.Equal((400, $$"""{"message":"Maximum number of application commands reached ({{most}}).","code":30032}"""), await Discord.SendAsync("PUT", Global, list.ToJsonString()));
    }

    [Fact]
    public async Task Refuses_the_201st_new_command_of_a_day()
    {
        foreach (var batch in Enumerable.Range(0, 2))
        {
            var list = new JsonArray([.. Enumerable.Range(0, 100).Select(number => new JsonObject { ["name"] = $"c{batch}-{number}", ["description"] = "x" })]);
            await Discord.OkAsync("PUT", Global, list.ToJsonString());
        }

        await Discord.OkAsync("PUT", Global, """[{"name":"c1-0","description":"known before"}]""");
        Assert.Equal(
            (429, """{"message":"Max number of daily application command creates has been reached (200)","code":30034,"retry_after":86400,"global":false}"""),
            await Discord.SendAsync("POST", Global, Flip));
        Discord.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(201, (await Discord.SendAsync("POST", Global, Flip)).Status);
    }

    [Fact]
    public async Task Refuses_a_taken_name_another_application_and_what_is_no_list()
    {
        var flip = await Discord.OkAsync("POST", Global, Flip);
        await Discord.OkAsync("POST", Global, """{"name":"toss","description":"x"}""");

        Assert.Equal((400, """{"message":"An application command with that name already exists","code":40041}"""), await Discord.SendAsync("PATCH", $"{Global}/{flip["id"]}", """{"name":"toss"}"""));
        Assert.Equal((403, """{"message":"You are not authorized to perform this action on this application","code":20012}"""), await Discord.SendAsync("GET", "applications/5/commands"));
        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"_errors":[{"code":"LIST_TYPE_CONVERT","message":"Only iterables may be used in a ListType"}]}}"""),
            await Discord.SendAsync("PUT", Global, "{}"));
    }
}
