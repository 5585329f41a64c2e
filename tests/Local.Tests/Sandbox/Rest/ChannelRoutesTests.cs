using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

public sealed class ChannelRoutesTests : SandboxTest
{
    private static readonly string Messages = $"channels/{SandboxDiscord.General}/messages";

    private Message Said()
    {
        var message = Message.Of(Discord.World.Ids.Next(), World.Channel(SandboxDiscord.General)!, Population.Find(SandboxDiscord.Ada)!.User(), 0, new JsonObject { ["content"] = "Hi" }, null);
        Discord.World.Put(message);
        return message;
    }

    [Fact]
    public async Task Our_own_client_writes_to_somebody_once_per_nonce()
    {
        var opened = Assert.IsType<DiscordOutcome.Opened>(await Discord.Product.OpenDirectMessagesAsync(Discord.Token, SandboxDiscord.Ada, default));
        var message = """{"content":"Hello","nonce":"n1","enforce_nonce":true}"""u8.ToArray();

        Assert.Equal(new DiscordOutcome.Done(), await Discord.Product.SendMessageAsync(Discord.Token, opened.Channel, message, default));
        Assert.Equal(new DiscordOutcome.Done(), await Discord.Product.SendMessageAsync(Discord.Token, opened.Channel, message, default));

        var stands = Assert.Single(Discord.World.Messages(opened.Channel, SandboxDiscord.Ada, 10));
        Assert.Equal(("Hello", "n1", true), (stands.Json["content"]!.GetValue<string>(), stands.Json["nonce"]!.GetValue<string>(), stands.Json["author"]!["bot"]!.GetValue<bool>()));
        Discord.Clock.Advance(TimeSpan.FromMinutes(5));
        await Discord.Product.SendMessageAsync(Discord.Token, opened.Channel, message, default);
        Assert.Equal(2, Discord.World.Messages(opened.Channel).Count);
    }

    [Fact]
    public async Task Opens_no_direct_messages_with_nobody_and_with_itself()
    {
        Assert.Equal((404, """{"message":"Unknown User","code":10013}"""), await Discord.SendAsync("POST", "users/@me/channels", """{"recipient_id":"5"}"""));
        Assert.Equal((403, """{"message":"Cannot send messages to this user","code":50007}"""), await Discord.SendAsync("POST", "users/@me/channels", $$"""{"recipient_id":"{{Discord.Application}}"}"""));
        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"recipient_id":{"_errors":[{"code":"BASE_TYPE_REQUIRED","message":"This field is required"}]}}}"""),
            await Discord.SendAsync("POST", "users/@me/channels", "{}"));
    }

    [Fact]
    public async Task A_reply_shows_nobody_what_only_one_person_may_see()
    {
        var whisper = Discord.Answered("""{"type":4,"data":{"content":"psst","flags":64}}""");

        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"message_reference":{"_errors":[{"code":"REPLIES_UNKNOWN_MESSAGE","message":"Unknown message"}]}}}"""),
            await Discord.SendAsync("POST", Messages, $$$"""{"content":"Look","message_reference":{"message_id":"{{{whisper.Original}}}"}}"""));
        Assert.Empty(Discord.World.Messages(SandboxDiscord.General));
    }

    [Fact]
    public async Task A_hundred_replies_to_one_another_can_be_read()
    {
        var last = await Discord.OkAsync("POST", Messages, """{"content":"first"}""");
        for (var number = 0; number < 99; number++)
        {
            last = await Discord.OkAsync("POST", Messages, $$$"""{"content":"{{{number}}}","message_reference":{"message_id":"{{{last["id"]}}}"}}""");
        }

        var all = (await Discord.OkAsync("GET", Messages + "?limit=100")).AsArray();
        Assert.Equal(100, all.Count);
        Assert.Equal("97", all[0]!["referenced_message"]!["content"]!.GetValue<string>());
        Assert.Null(all[0]!["referenced_message"]!["referenced_message"]);
    }

    [Theory]
    [InlineData("""{"flags":32768,"components":[{"type":10,"content":"New"}]}""", 400)]
    [InlineData("""{"flags":32768,"content":null,"components":[{"type":10,"content":"New"}]}""", 200)]
    [InlineData("""{"flags":32768,"content":"","embeds":[],"components":[{"type":10,"content":"New"}]}""", 200)]
    public async Task An_edit_is_judged_as_the_message_would_be_afterwards(string edit, int status)
    {
        var ours = await Discord.OkAsync("POST", Messages, """{"content":"Old"}""");

        var answer = await Discord.SendAsync("PATCH", $"{Messages}/{ours["id"]}", edit);

        Assert.True(status == answer.Status, answer.Body);
        Assert.Equal(status == 400, answer.Body.Contains("""{"content":{"_errors":[{"code":"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",""", StringComparison.Ordinal));
        Assert.Equal(status == 400 ? 0 : 32768, Assert.Single(Discord.World.Messages(SandboxDiscord.General)).Flags);
    }

    [Fact]
    public async Task Lists_newest_first_and_without_whispers()
    {
        foreach (var text in new[] { "a", "b", "c" })
        {
            await Discord.OkAsync("POST", Messages, $$"""{"content":"{{text}}"}""");
        }

        Discord.Answered("""{"type":4,"data":{"content":"psst","flags":64}}""");
        var all = (await Discord.OkAsync("GET", Messages)).AsArray();
        Assert.Equal(["c", "b", "a"], all.Select(each => each!["content"]!.GetValue<string>()));
        Assert.Equal(["b"], (await Discord.OkAsync("GET", $"{Messages}?limit=1&before={all[0]!["id"]}")).AsArray().Select(each => each!["content"]!.GetValue<string>()));
        Assert.Equal(["b"], (await Discord.OkAsync("GET", $"{Messages}?limit=1&after={all[2]!["id"]}")).AsArray().Select(each => each!["content"]!.GetValue<string>()));
        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"limit":{"_errors":[{"code":"NUMBER_TYPE_MAX","message":"int value should be less than or equal to 100."}]}}}"""),
            await Discord.SendAsync("GET", Messages + "?limit=101"));
    }

    [Fact]
    public async Task Changes_and_deletes_only_its_own()
    {
        var theirs = Said();
        var ours = await Discord.OkAsync("POST", Messages, $$"""{"content":"x","message_reference":{"message_id":"{{theirs.Id}}"} }""");
        Assert.Equal(("Hi", 19), (ours["referenced_message"]!["content"]!.GetValue<string>(), ours["type"]!.GetValue<int>()));

        Assert.Equal("y", (await Discord.OkAsync("PATCH", $"{Messages}/{ours["id"]}", """{"content":"y"}"""))["content"]!.GetValue<string>());
        Assert.Equal((204, ""), await Discord.SendAsync("DELETE", $"{Messages}/{ours["id"]}"));
        Assert.Equal((403, """{"message":"Cannot edit a message authored by another user","code":50005}"""), await Discord.SendAsync("PATCH", $"{Messages}/{theirs.Id}", """{"content":"y"}"""));
        Assert.Equal((403, """{"message":"Missing Permissions","code":50013}"""), await Discord.SendAsync("DELETE", $"{Messages}/{theirs.Id}"));
        Assert.Equal((404, """{"message":"Unknown Message","code":10008}"""), await Discord.SendAsync("GET", $"{Messages}/{ours["id"]}"));
    }

    [Theory]
    [InlineData("channels/5/messages", 404, """{"message":"Unknown Channel","code":10003}""")]
    [InlineData("channels/here/messages", 400, """{"message":"Invalid Form Body","code":50035,"errors":{"channel_id":{"_errors":[{"code":"NUMBER_TYPE_COERCE","message":"Value \"here\" is not snowflake."}]}}}""")]
    public async Task Posts_nowhere_else(string path, int status, string refusal) => Assert.Equal((status, refusal), await Discord.SendAsync("POST", path, """{"content":"x"}"""));

    [Fact]
    public async Task A_webhook_posts_under_its_name_through_our_own_client_until_it_is_gone()
    {
        var webhook = await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/webhooks", """{"name":"Bank"}""");
        var (id, token) = (Snowflake.Parse(webhook["id"]!.GetValue<string>()), webhook["token"]!.GetValue<string>());

        Assert.Equal(new DiscordOutcome.Done(), await Discord.Product.PostWebhookAsync(id, token, """{"content":"Paid","username":"Teller"}"""u8.ToArray(), default));
        Assert.Equal((204, ""), await Discord.SendAsync("POST", $"webhooks/{id}/{token}", """{"content":"Paid"}"""));

        Assert.Equal(["Teller", "Bank"], Discord.World.Messages(SandboxDiscord.General).Select(message => message.Json["author"]!["username"]!.GetValue<string>()));
        Assert.Equal((401, """{"message":"Invalid Webhook Token","code":50027}"""), await Discord.SendAsync("POST", $"webhooks/{id}/wrong", """{"content":"x"}"""));
        Assert.Equal((204, ""), await Discord.SendAsync("DELETE", $"webhooks/{id}/{token}"));
        Assert.Equal(new DiscordOutcome.Gone(10015), await Discord.Product.PostWebhookAsync(id, token, """{"content":"x"}"""u8.ToArray(), default));
    }

    [Fact]
    public async Task A_channel_has_fifteen_webhooks()
    {
        foreach (var _ in Enumerable.Range(0, 15))
        {
            await Discord.OkAsync("POST", $"channels/{SandboxDiscord.General}/webhooks", """{"name":"Bank"}""");
        }

        Assert.Equal((400, """{"message":"Maximum number of webhooks reached (15)","code":30007}"""), await Discord.SendAsync("POST", $"channels/{SandboxDiscord.General}/webhooks", """{"name":"Bank"}"""));
    }
}
