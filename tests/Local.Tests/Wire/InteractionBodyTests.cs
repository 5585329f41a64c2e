using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Tests.CommandLine;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.Wire;

public sealed class InteractionBodyTests
{
    private static readonly IReadOnlyList<RegisteredCommand> Commands = RegisteredCommand.Parse(Encoding.UTF8.GetBytes(Flippy.Registration));

    [Fact]
    public void A_command_in_the_server_carries_member_guild_and_resolved_users()
    {
        var body = Bodies(inGuild: true).Command(SlashLine.Parse("/give user:@900000000000000002 amount:5", Commands));
        Assert.Equal(2, body.Number("type"));
        Assert.Equal("1200000000000000001", body.Text("application_id"));
        Assert.Equal("1100000000000000001", body.Text("guild_id"));
        Assert.Equal("900000000000000001", body.Child("member").Child("user").Text("id"));
        Assert.Equal(Sender.OrdinaryPermissions, body.Child("member").Text("permissions"));
        Assert.Equal(("de", "de", 0), (body.Text("locale"), body.Text("guild_locale"), body.Number("context")));
        Assert.False(body.ContainsKey("user"));
        Assert.Equal("Tester 2", body.Child("data").Child("resolved").Child("users").Child("900000000000000002").Text("global_name"));
        Assert.False(body.Child("data").Child("resolved").Child("members").Child("900000000000000002")!.ContainsKey("user"));
    }

    [Fact]
    public void A_command_in_direct_messages_carries_the_user_and_no_guild()
    {
        var body = Bodies(inGuild: false).Command(SlashLine.Parse("/flip", Commands));
        Assert.Equal("900000000000000001", body.Child("user").Text("id"));
        Assert.Equal((1, "0"), (body.Number("context"), body.Child("authorizing_integration_owners").Text("0")));
        Assert.DoesNotContain(body, field => field.Key is "member" or "guild" or "guild_id" or "guild_locale");
        Assert.False(body.Child("data")!.ContainsKey("options"));
    }

    [Fact]
    public void Autocomplete_has_no_resolved_users()
    {
        var body = Bodies(inGuild: true).Autocomplete(SlashLine.Parse("/give user:@900000000000000002 amount:5", Commands, completing: "amount"));
        Assert.Equal(4, body.Number("type"));
        Assert.False(body.Child("data")!.ContainsKey("resolved"));
    }

    [Fact]
    public void Ids_grow_even_while_the_clock_stands_and_tell_their_time()
    {
        var source = new SnowflakeSource(new StandingClock());
        var ids = Enumerable.Range(0, 5000).Select(_ => source.Next()).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(StandingClock.Noon, ids[0].CreatedAt);
        Assert.All(ids, id => Assert.Equal(19, id.ToString().Length));
    }

    [Fact]
    public void Two_interactions_share_neither_id_nor_token()
    {
        var bodies = Bodies(inGuild: true);
        var line = SlashLine.Parse("/flip", Commands);
        var (one, two) = (bodies.Command(line), bodies.Command(line));
        Assert.NotEqual(one.Text("id"), two.Text("id"));
        Assert.NotEqual(one.Text("token"), two.Text("token"));
    }

    [Fact]
    public void A_form_is_submitted_in_labels_and_in_rows_with_its_suggestions_kept()
    {
        var modal = JsonNode.Parse("""
            {"custom_id":"m","title":"Order","components":[
              {"type":10,"content":"Hello"},
              {"type":18,"id":2,"label":"Amount","component":{"type":4,"id":3,"custom_id":"a","style":1}},
              {"type":18,"label":"Side","component":{"type":21,"custom_id":"s","options":[{"label":"Heads","value":"h"},{"label":"Tails","value":"t","default":true}]}},
              {"type":18,"label":"Loud","component":{"type":23,"custom_id":"l"}},
              {"type":1,"components":[{"type":4,"custom_id":"n","label":"Note","required":false,"value":"none"}]}]}
            """)!.AsObject();
        var form = new FilledForm(modal);
        form.Fill("amount", "100");
        form.Fill("l", "yes");
        Assert.Equal(
            """[{"type":10,"id":0},{"type":18,"id":2,"component":{"type":4,"id":3,"custom_id":"a","value":"100"}},{"type":18,"id":0,"component":{"type":21,"id":0,"custom_id":"s","value":"t"}},{"type":18,"id":0,"component":{"type":23,"id":0,"custom_id":"l","value":true}},{"type":1,"id":0,"components":[{"type":4,"id":0,"custom_id":"n","value":"none"}]}]""",
            form.Components().ToJsonString());
    }

    private static InteractionBody Bodies(bool inGuild) => new(
        FakeBot.Identity.ApplicationId,
        new Sender(new Snowflake(900_000_000_000_000_001), "Ann", "de", Sender.OrdinaryPermissions, inGuild),
        new SnowflakeSource(new StandingClock()));
}
