using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

public sealed class InteractionMessagesTests : SandboxTest
{
    private static readonly DiscordOutcome Done = new DiscordOutcome.Done();
    private const string Unknown = """{"message":"Unknown Webhook","code":10015}""";

    private string Webhook(OpenInteraction interaction) => $"webhooks/{Discord.Application}/{interaction.Token}";

    private static string Callback(OpenInteraction interaction) => $"interactions/{interaction.Id}/{interaction.Token}/callback";

    private Message Only() => Assert.Single(Discord.World.Messages(SandboxDiscord.General, SandboxDiscord.Ada, 10));

    [Fact]
    public async Task Takes_the_first_answer_on_its_own_and_only_once()
    {
        var interaction = Discord.Interact();

        Assert.Equal((204, ""), await Discord.SendAsync("POST", Callback(interaction), """{"type":4,"data":{"content":"Heads"}}"""));
        Assert.Equal("Heads", Only().Json["content"]!.GetValue<string>());
        Assert.Equal(
            (400, """{"message":"Interaction has already been acknowledged.","code":40060}"""),
            await Discord.SendAsync("POST", Callback(interaction), """{"type":4,"data":{"content":"Tails"}}"""));
        Assert.Equal(DiscordError.AlreadyAcknowledged, Discord.Answers.Take(interaction, JsonNode.Parse("""{"type":5}""")!.AsObject()));
    }

    [Fact]
    public async Task Of_answers_that_come_at_once_one_is_the_first()
    {
        var interaction = Discord.Interact();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number => (await Discord.SendAsync("POST", Callback(interaction), $$"""{"type":4,"data":{"content":"{{number}}"} }""")).Status));

        Assert.Equal([204, 400, 400, 400, 400, 400, 400, 400], statuses.Order());
        Only();
    }

    [Fact]
    public async Task Answers_a_callback_with_the_message_when_asked()
    {
        var interaction = Discord.Interact();

        var response = await Discord.OkAsync("POST", Callback(interaction) + "?with_response=true", """{"type":4,"data":{"content":"Heads","flags":64}}""");

        var message = Only();
        Assert.Equal(
            $$"""{"id":"{{interaction.Id}}","type":2,"response_message_id":"{{message.Id}}","response_message_loading":false,"response_message_ephemeral":true}""", response["interaction"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(new JsonObject { ["type"] = 4, ["message"] = message.Json.DeepClone() }, response["resource"]));
    }

    [Fact]
    public async Task Knows_no_interaction_that_is_too_old_wrong_or_never_was()
    {
        const string unknown = """{"message":"Unknown interaction","code":10062}""";
        var interaction = Discord.Interact();

        Assert.Equal((404, unknown), await Discord.SendAsync("POST", $"interactions/{interaction.Id}/other/callback", """{"type":5}"""));
        Assert.Equal((404, unknown), await Discord.SendAsync("POST", $"interactions/5/{interaction.Token}/callback", """{"type":5}"""));
        Discord.Clock.Advance(OpenInteraction.FirstAnswer);
        Assert.Equal((404, unknown), await Discord.SendAsync("POST", Callback(interaction), """{"type":5}"""));
    }

    [Fact]
    public async Task Refuses_a_bad_answer_in_Discord_s_shape()
    {
        var (status, body) = await Discord.SendAsync("POST", Callback(Discord.Interact()), """{"type":4,"data":{"embeds":[{"title":7}]}}""");

        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"data":{"embeds":{"0":{"title":{"_errors":[{"code":"STRING_TYPE_CONVERT","message":"Could not interpret the value as string."}]}}}}}}"""),
            (status, body.Replace(""","description":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}""", "")));
    }

    [Theory]
    [InlineData("""{"type":4,"data":{"flags":64}}""", """{"message":"Cannot send an empty message","code":50006}""")]
    [InlineData("""{"type":7,"data":{"content":"x"}}""", """{"message":"Invalid Form Body","code":50035,"errors":{"type":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of (4, 5, 9)."}]}}}""")]
    public async Task Refuses_what_does_not_fit(string callback, string refusal) =>
        Assert.Equal((400, refusal), await Discord.SendAsync("POST", Callback(Discord.Interact()), callback));

    [Fact]
    public async Task Our_own_client_ends_thinking_by_an_edit()
    {
        var interaction = Discord.Answered("""{"type":5,"data":{"flags":64}}""");
        Assert.Equal((192, true), (Only().Flags, Only().IsLoading));

        Assert.Equal(Done, await Discord.Product.EditOriginalAsync(Discord.Application, interaction.Token, """{"content":"Tails"}"""u8.ToArray(), Discord.Clock.GetUtcNow(), default));

        Assert.Equal(("Tails", 64, SandboxDiscord.Ada), (Only().Json["content"]!.GetValue<string>(), Only().Flags, Only().OnlyFor));
        Assert.Equal(Answering.Done, interaction.State);
    }

    [Fact]
    public async Task A_follow_up_takes_the_place_of_thinking_and_its_privacy()
    {
        var interaction = Discord.Answered("""{"type":5}""");

        Assert.Equal(Done, await Discord.Product.FollowUpAsync(Discord.Application, interaction.Token, """{"content":"Tails","flags":64}"""u8.ToArray(), Discord.Clock.GetUtcNow(), null, default));

        Assert.Equal(("Tails", 0, (Snowflake?)null), (Only().Json["content"]!.GetValue<string>(), Only().Flags, Only().OnlyFor));
        Assert.Equal(Done, await Discord.Product.FollowUpAsync(Discord.Application, interaction.Token, """{"content":"Again","flags":64}"""u8.ToArray(), Discord.Clock.GetUtcNow(), null, default));
        Assert.Single(Discord.World.Messages(SandboxDiscord.General, SandboxDiscord.Ben, 10));
        Assert.Equal(2, Discord.World.Messages(SandboxDiscord.General, SandboxDiscord.Ada, 10).Count);
    }

    [Fact]
    public async Task Reads_edits_and_deletes_each_of_its_messages()
    {
        var interaction = Discord.Answered();
        var followed = await Discord.OkAsync("POST", Webhook(interaction), """{"content":"More"}""");

        Assert.Equal("Heads", (await Discord.OkAsync("GET", Webhook(interaction) + "/messages/@original"))["content"]!.GetValue<string>());
        var edited = await Discord.OkAsync("PATCH", $"{Webhook(interaction)}/messages/{followed["id"]}", """{"content":"Less"}""");
        Assert.Equal("Less", edited["content"]!.GetValue<string>());
        Assert.NotNull(edited["edited_timestamp"]);
        Assert.Equal((204, ""), await Discord.SendAsync("DELETE", $"{Webhook(interaction)}/messages/{followed["id"]}"));
        Assert.Equal(Done, await Discord.Product.DeleteOriginalAsync(Discord.Application, interaction.Token, Discord.Clock.GetUtcNow(), default));
        Assert.Empty(Discord.World.Messages(SandboxDiscord.General));
        Assert.Equal((404, """{"message":"Unknown Message","code":10008}"""), await Discord.SendAsync("GET", Webhook(interaction) + "/messages/@original"));
    }

    [Fact]
    public async Task Gives_no_access_to_the_messages_of_others()
    {
        var (mine, other) = (Discord.Answered(), Discord.Answered());

        Assert.Equal((404, """{"message":"Unknown Message","code":10008}"""), await Discord.SendAsync("PATCH", $"{Webhook(mine)}/messages/{other.Original}", """{"content":"x"}"""));
    }

    [Fact]
    public async Task Knows_no_webhook_before_the_first_answer_or_after_a_failed_one()
    {
        var early = Discord.Interact();
        Assert.Equal((404, Unknown), await Discord.SendAsync("POST", Webhook(early), """{"content":"x"}"""));

        await Discord.SendAsync("POST", Callback(early), """{"type":4,"data":{}}""");
        Assert.Equal((404, Unknown), await Discord.SendAsync("PATCH", Webhook(early) + "/messages/@original", """{"content":"x"}"""));
    }

    [Fact]
    public async Task A_token_lives_for_fifteen_minutes()
    {
        var interaction = Discord.Answered();
        Discord.Clock.Advance(OpenInteraction.TokenLife - TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await Discord.SendAsync("POST", Webhook(interaction), """{"content":"x"}""")).Status);

        Discord.Clock.Advance(TimeSpan.FromMilliseconds(1));
        const string invalid = """{"message":"Invalid Webhook Token","code":50027}""";
        Assert.Equal((401, invalid), await Discord.SendAsync("POST", Webhook(interaction), """{"content":"x"}"""));
        Assert.Equal((401, invalid), await Discord.SendAsync("POST", $"webhooks/{Discord.Application}/never", """{"content":"x"}"""));
    }

    [Fact]
    public async Task An_edit_may_not_leave_nothing()
    {
        var interaction = Discord.Answered();

        Assert.Equal((400, """{"message":"Cannot send an empty message","code":50006}"""), await Discord.SendAsync("PATCH", Webhook(interaction) + "/messages/@original", """{"content":null}"""));
        Assert.Equal("Heads", Only().Json["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_has_become_components_v2_takes_no_content_again()
    {
        var interaction = Discord.Answered("""{"type":4,"data":{"flags":32768,"components":[{"type":10,"content":"Hello"}]}}""");

        var (status, body) = await Discord.SendAsync("PATCH", Webhook(interaction) + "/messages/@original", """{"content":"x"}""");

        Assert.Equal(400, status);
        Assert.Contains("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", body, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_keeps_the_files_it_names_by_id()
    {
        var source = Message.Of(Discord.World.Ids.Next(), World.Channel(SandboxDiscord.General)!, Discord.World.BotUser(), 0,
            JsonNode.Parse("""{"content":"x","attachments":[{"id":"7","filename":"a.txt","url":"http://127.0.0.1/a.txt"},{"id":"8","filename":"b.txt","url":"http://127.0.0.1/b.txt"}]}""")!.AsObject(), null);
        Discord.World.Put(source);
        var interaction = Discord.Interact(type: 3, source: source.Id);

        Assert.Null(Discord.Answers.Take(interaction, JsonNode.Parse("""{"type":7,"data":{"content":"y","attachments":[{"id":"8"}]}}""")!.AsObject()));

        Assert.Equal("b.txt", Assert.Single(Only().Json["attachments"]!.AsArray())!["filename"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"content":"Old"}""", """{"content":""}""", """{"message":"Cannot send an empty message","code":50006}""")]
    [InlineData("""{"content":"Old"}""", """{"flags":32768,"components":[{"type":10,"content":"New"}]}""", """{"message":"Invalid Form Body","code":50035,"errors":{"data":{"content":{"_errors":[{"code":"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2","message":"The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"}]}}}}""")]
    [InlineData("""{"flags":32768,"components":[{"type":10,"content":"Old"}]}""", """{"content":"New"}""", """{"message":"Invalid Form Body","code":50035,"errors":{"data":{"content":{"_errors":[{"code":"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2","message":"The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"}]}}}}""")]
    public async Task An_update_is_judged_as_any_other_edit(string message, string update, string refusal)
    {
        var source = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/messages", message);
        var before = Only().Json.ToJsonString();
        var interaction = Discord.Interact(type: 3, source: Snowflake.Parse(source["id"]!.GetValue<string>()));

        Assert.Equal((400, refusal), await Discord.SendAsync("POST", Callback(interaction), $$"""{"type":7,"data":{{update}}}"""));

        Assert.Equal((before, Answering.Failed), (Only().Json.ToJsonString(), interaction.State));
    }

    [Fact]
    public async Task A_components_v2_message_is_updated_without_its_flag()
    {
        var source = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/messages", """{"flags":32768,"components":[{"type":10,"content":"Old"}]}""");
        var interaction = Discord.Interact(type: 3, source: Snowflake.Parse(source["id"]!.GetValue<string>()));

        Assert.Equal((204, ""), await Discord.SendAsync("POST", Callback(interaction), """{"type":7,"data":{"components":[{"type":10,"content":"New"}]}}"""));

        Assert.Equal("New", Only().Json["components"]![0]!["content"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_update_of_a_message_that_is_gone_is_refused()
    {
        var source = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/messages", """{"content":"Press"}""");
        var interaction = Discord.Interact(type: 3, source: Snowflake.Parse(source["id"]!.GetValue<string>()));
        await Discord.SendAsync("DELETE", $"channels/{SandboxDiscord.General}/messages/{source["id"]}");

        Assert.Equal((404, """{"message":"Unknown Message","code":10008}"""), await Discord.SendAsync("POST", Callback(interaction), """{"type":7,"data":{"content":"Pressed"}}"""));

        Assert.Equal(Answering.Failed, interaction.State);
    }

    [Fact]
    public async Task A_promised_update_is_kept_by_an_edit_of_the_button_s_message()
    {
        var source = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/messages", """{"content":"Press"}""");
        var interaction = Discord.Interact(type: 3, source: Snowflake.Parse(source["id"]!.GetValue<string>()));
        await Discord.SendAsync("POST", Callback(interaction), """{"type":6}""");

        Assert.Equal(Done, await Discord.Product.EditOriginalAsync(Discord.Application, interaction.Token, """{"content":"Pressed"}"""u8.ToArray(), Discord.Clock.GetUtcNow(), default));

        Assert.Equal("Pressed", Only().Json["content"]!.GetValue<string>());
    }
}
