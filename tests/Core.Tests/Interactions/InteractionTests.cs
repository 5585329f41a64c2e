using System.Text;
using System.Text.Json;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Interactions;

public sealed class InteractionTests
{
    private const string Ping = """{"id":"1","application_id":"2","type":1,"token":"t","version":1}""";

    private const string Command = """
        {"id":"1100000000000000001","application_id":"2","type":2,"token":"secret","version":1,
         "data":{"id":"77","name":"bet","type":1,"options":[{"name":"amount","type":3,"value":"half"},{"name":"count","type":4,"value":5},{"name":"flag","type":5,"value":true}],
                 "resolved":{"users":{"9":{"id":"9","username":"nine","global_name":"Nine","bot":true}},"members":{"9":{"nick":"Niner","permissions":"0","roles":[]}}}},
         "guild_id":"3","channel_id":"4","guild":{"id":"3","locale":"de","features":[]},"channel":{"id":"4","type":0},
         "member":{"user":{"id":"5","username":"ada","global_name":"Ada","avatar":null,"discriminator":"0"},"nick":"Countess","permissions":"2147483647","roles":["6"],"joined_at":"2020-01-01T00:00:00Z"},
         "locale":"fr","guild_locale":"de","app_permissions":"8","context":0,"authorizing_integration_owners":{"0":"3"},
         "entitlements":[{"id":"10","sku_id":"11","user_id":"5","ends_at":"2026-02-01T00:00:00+00:00","type":8}],"attachment_size_limit":10485760}
        """;

    [Fact]
    public void A_ping_has_neither_data_nor_a_user()
    {
        var ping = Parse(Ping);
        Assert.Equal((new Snowflake(1), new Snowflake(2), InteractionType.Ping, "t"), (ping.Id, ping.ApplicationId, ping.Type, ping.Token));
        Assert.Equal((null, null, null, false), (ping.Data, ping.Actor, ping.GuildId, ping.IsUserInstallOnly));
    }

    [Fact]
    public void A_command_in_a_server_is_read_whole()
    {
        var command = Parse(Command);
        Assert.Equal((InteractionType.Command, "secret", "fr", "de"), (command.Type, command.Token, command.Locale, command.GuildLocale));
        Assert.Equal((new Snowflake(3), new Snowflake(4), InteractionContext.Guild, false), (command.GuildId!.Value, command.ChannelId!.Value, command.Context!.Value, command.IsUserInstallOnly));
        Assert.Equal(new User { Id = new Snowflake(5), Username = "ada", GlobalName = "Ada" }, command.Actor);
        Assert.Equal(("Countess", "2147483647"), (command.Member!.Nick, command.Member.Permissions));
        Assert.Equal(("bet", 1), (command.Data!.Name, command.Data.Type));
        Assert.Equal(
            [("amount", new OptionValue("half", null, null)), ("count", new OptionValue(null, 5, null)), ("flag", new OptionValue(null, null, true))],
            command.Data.Options!.Select(option => (option.Name, option.Value)));
        Assert.Equal(new User { Id = new Snowflake(9), Username = "nine", GlobalName = "Nine", Bot = true }, command.Data.Resolved!.Users![new Snowflake(9)]);
        Assert.Equal("Niner", command.Data.Resolved.Members![new Snowflake(9)].Nick);
        Assert.Equal(
            new Entitlement { Id = new Snowflake(10), SkuId = new Snowflake(11), UserId = new Snowflake(5), EndsAt = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero) },
            Assert.Single(command.Entitlements!));
    }

    [Fact]
    public void In_a_direct_message_the_user_stands_outside()
    {
        var direct = Parse("""{"id":"1","application_id":"2","type":2,"user":{"id":"5","username":"ada"},"context":1,"authorizing_integration_owners":{"1":"5"},"data":{"name":"x"}}""");
        Assert.Equal((new Snowflake(5), InteractionContext.BotDirectMessage, true, null), (direct.Actor!.Id, direct.Context!.Value, direct.IsUserInstallOnly, direct.GuildId));
    }

    [Fact]
    public void An_app_installed_by_a_server_as_well_is_not_the_user_s_alone() =>
        Assert.False(Parse("""{"id":"1","application_id":"2","type":2,"authorizing_integration_owners":{"0":"3","1":"5"}}""").IsUserInstallOnly);

    [Fact]
    public void Autocomplete_marks_what_is_being_typed()
    {
        var typed = Parse("""{"id":"1","application_id":"2","type":4,"data":{"name":"bet","options":[{"name":"a","type":3,"value":"x"},{"name":"amount","type":3,"value":"1","focused":true}]}}""");
        Assert.Equal("amount", typed.Data!.Options!.Single(option => option.Focused).Name);
    }

    [Fact]
    public void A_component_brings_its_id_its_values_and_its_message()
    {
        var component = Parse("""{"id":"1","application_id":"2","type":3,"message":{"id":"8","flags":64,"embeds":[{}],"components":[]},"data":{"component_type":3,"custom_id":"help.category.1.5","values":["Wallet"]}}""");
        Assert.Equal((new Message { Id = new Snowflake(8), Flags = 64 }, "help.category.1.5", 3, "Wallet"), (component.Message, component.Data!.CustomId, component.Data.ComponentType, component.Data.Values!.Single()));
    }

    [Fact]
    public void A_modal_brings_what_was_filled_in_in_labels_and_rows()
    {
        var modal = Parse("""
            {"id":"1","application_id":"2","type":5,"data":{"custom_id":"m","components":[
              {"type":18,"id":1,"component":{"type":4,"id":2,"custom_id":"0","value":"a"}},{"type":1,"components":[{"type":4,"custom_id":"1","value":"b"}]}]}}
            """);
        Assert.Equal(("a", "b"), (modal.Data!.Components![0].Component!.Value.Text, modal.Data.Components[1].Components![0].Value.Text));
    }

    [Theory]
    [InlineData("""{"id":"1","application_id":"2","type":99,"context":77}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"new_field":{"deep":[1,{"x":null}]},"data":{"name":"a","type":12,"new":[]}}""")]
    [InlineData("""{"id":1,"application_id":2,"type":1}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":null,"member":null,"user":null,"guild_id":null,"locale":null,"entitlements":null}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[{"name":"o","type":3,"value":{"a":1}},{"name":"p","value":[1]},{"name":"q","value":null},{"name":"r","value":1e400}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"user":{"id":"5","username":"😀 \u0000 \ud83d\ude00"}}""")]
    public void What_Discord_may_add_one_day_is_tolerated(string json) => Assert.NotNull(Parse(json));

    [Fact]
    public void An_option_s_value_that_is_no_plain_value_is_nothing()
    {
        var options = Parse("""{"id":"1","application_id":"2","type":2,"data":{"options":[{"name":"o","value":{"a":1}},{"name":"p","value":[1]},{"name":"q"},{"name":"r","value":-2.5}]}}""").Data!.Options!;
        Assert.Equal([true, true, true, false], options.Select(option => option.Value.IsEmpty));
        Assert.Equal((-2.5, null), (options[3].Value.Number, options[3].Value.Integer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"id":"1","application_id":"2"}""")]
    [InlineData("""{"id":"1","type":1}""")]
    [InlineData("""{"application_id":"2","type":1}""")]
    [InlineData("""{"id":null,"application_id":"2","type":1}""")]
    [InlineData("""{"id":"","application_id":"2","type":1}""")]
    [InlineData("""{"id":"x","application_id":"2","type":1}""")]
    [InlineData("""{"id":"-1","application_id":"2","type":1}""")]
    [InlineData("""{"id":"18446744073709551616","application_id":"2","type":1}""")]
    [InlineData("""{"id":1.5,"application_id":"2","type":1}""")]
    [InlineData("""{"id":true,"application_id":"2","type":1}""")]
    [InlineData("""{"id":["1"],"application_id":"2","type":1}""")]
    [InlineData("""{"id":"1","application_id":"2","type":"1"}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1.5}""")]
    [InlineData("""{"id":"1","application_id":"2","type":null}""")]
    [InlineData("""{"id":"1","application_id":"2","type":99999999999}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1,"token":null}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1,"token":5}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1,"data":[]}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1,"data":"x"}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"name":5}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":{}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[{}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[{"name":null}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[5]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"values":[5]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":3,"data":{"values":[null]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[null]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[{"name":"a","options":[null]}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":5,"data":{"components":[null]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":5,"data":{"components":[{"components":[null]}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":5,"data":{"components":[{"component":{"components":[null]}}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"resolved":{"users":{"x":{"id":"9"}}}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"resolved":{"users":{"\u0039":{"id":"9"}}}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"resolved":{"users":{"9":{}}}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"user":{"id":"5","username":null}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"user":{"id":"5","bot":"yes"}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"entitlements":[{"id":"1","ends_at":"soon"}]}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1}{}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1} x""")]
    [InlineData("""{"id":"1","application_id":"2","type":1,}""")]
    [InlineData("""{"id":"1","application_id":"2","type":1 /* comment */}""")]
    [InlineData("""{"id":"1","id":"1","application_id":"2","type":1}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"name":"a","name":"b"}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"resolved":{"users":{"9":{"id":"9"},"9":{"id":"9"}}}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"locale":"\ud800"}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"locale":"\udc00\ud800"}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"options":[{"name":"a","value":"\ud800"}]}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"user":{"id":"5","username":"\udfff"}}""")]
    [InlineData("""{"id":"\ud800","application_id":"2","type":1}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"data":{"resolved":{"users":{"\ud800":{"id":"9"}}}}}""")]
    [InlineData("""{"id":"1","application_id":"2","type":2,"authorizing_integration_owners":{"\ud800":"9"}}""")]
    public void What_is_no_interaction_is_refused_as_bad_JSON_and_nothing_else(string json) => Assert.ThrowsAny<JsonException>(() => Parse(json));

    [Fact]
    public void Unknown_fields_with_broken_names_do_no_harm()
    {
        try
        {
            Parse("""{"id":"1","application_id":"2","type":1,"\ud800":1,"x":"\ud800"}""");
        }
        catch (JsonException)
        {
            // Either is fine; any other exception is not.
        }
    }

    [Theory]
    [InlineData(25, true)]
    [InlineData(40, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_read_to_a_depth_no_real_interaction_reaches(int depth, bool isRead)
    {
        var json = """{"id":"1","application_id":"2","type":1,"x":""" + new string('[', depth) + new string(']', depth) + "}";
        Assert.Equal(isRead, Reads(Encoding.UTF8.GetBytes(json)));
        var components = string.Concat(Enumerable.Repeat("""{"type":1,"component":""", depth)) + "null" + new string('}', depth);
        Assert.Equal(isRead, Reads(Encoding.UTF8.GetBytes($$$"""{"id":"1","application_id":"2","type":5,"data":{"components":[{{{components}}}]}}""")));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_bad_JSON()
    {
        byte[] broken = [.. """{"id":"1","application_id":"2","type":2,"locale":" """u8, 0xFF, 0xFE, .. "\"}"u8];
        Assert.False(Reads(broken));
        Assert.False(Reads([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Ping)]));
    }

    [Fact]
    public void However_a_body_is_damaged_it_is_read_or_refused_as_bad_JSON()
    {
        var whole = Encoding.UTF8.GetBytes(Command);
        string[] splices = ["\\ud800", "null", "{", "}", "[", "]", "\"", ",", ":", "1e999", "-0", "\\u0000", "é", "\u0001", "[null]", "{\"id\":", "9999999999999999999999"];
        var damage = Gen.Choose(0, whole.Length - 1).Two().SelectMany(_ => Gen.Elements(splices), (cut, splice) => (From: Math.Min(cut.Item1, cut.Item2), To: Math.Max(cut.Item1, cut.Item2), splice));
        Law.Holds(damage.SelectMany(_ => Gen.Choose(0, 2), (drawn, kind) => (drawn, kind)), 5_000, sample =>
        {
            var (from, to, splice) = sample.drawn;
            var bytes = Encoding.UTF8.GetBytes(splice);
            Reads(sample.kind switch
            {
                0 => [.. whole[..from], .. bytes, .. whole[from..]],
                1 => [.. whole[..from], .. bytes, .. whole[Math.Min(to, from + 12)..]],
                _ => [.. whole[..from], .. whole[to..]],
            });
        });
    }

    private static Interaction Parse(string json) => Interaction.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>False: refused as bad JSON. Any other exception is a bug and fails the test.</summary>
    private static bool Reads(byte[] body)
    {
        try
        {
            Interaction.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
