using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Tests.Sandbox.Rest;

public sealed class EntitlementRoutesTests : SandboxTest
{
    private static readonly Sku Subscription = Entitlements.Skus.First(sku => sku.Type == Sku.Subscription);
    private static readonly Sku Consumable = Entitlements.Skus.First(sku => sku.Type == Sku.Consumable);

    private string All => $"applications/{Discord.Application}/entitlements";

    private Task<JsonNode> CreateAsync(Snowflake owner, int type = 2) => Discord.OkAsync("POST", All, $$"""{"sku_id":"{{Subscription.Id}}","owner_id":"{{owner}}","owner_type":{{type}}}""");

    [Fact]
    public async Task Lists_what_is_sold()
    {
        var first = (await Discord.OkAsync("GET", $"applications/{Discord.Application}/skus"))[1]!;

        Assert.Equal($$"""{"id":"{{Subscription.Id}}","type":5,"application_id":"{{Discord.Application}}","name":"Flippy Premium","slug":"flippy-premium","flags":260}""", first.ToJsonString());
    }

    [Fact]
    public async Task A_test_subscription_holds_until_it_is_deleted()
    {
        var made = await CreateAsync(SandboxDiscord.Ada);

        Assert.Equal(
            $$"""{"id":"{{made["id"]}}","sku_id":"{{Subscription.Id}}","application_id":"{{Discord.Application}}","type":8,"deleted":false,"starts_at":null,"ends_at":null,"consumed":false,"user_id":"{{SandboxDiscord.Ada}}"}""",
            made.ToJsonString());
        Assert.Single(Discord.World.Entitlements.Of(SandboxDiscord.Ada, null));
        Assert.Empty(Discord.World.Entitlements.Of(SandboxDiscord.Ben, SandboxDiscord.Cove));

        Assert.Equal((204, ""), await Discord.SendAsync("DELETE", $"{All}/{made["id"]}"));

        Assert.Empty(Discord.World.Entitlements.Of(SandboxDiscord.Ada, null));
        Assert.Equal("[]", (await Discord.OkAsync("GET", All)).ToJsonString());
        Assert.Single((await Discord.OkAsync("GET", All + "?exclude_deleted=false")).AsArray());
        Assert.Equal((404, """{"message":"Unknown Entitlement","code":10029}"""), await Discord.SendAsync("DELETE", $"{All}/{made["id"]}"));
    }

    [Fact]
    public async Task Lists_by_owner_kind_and_page()
    {
        var ada = await CreateAsync(SandboxDiscord.Ada);
        var cove = await CreateAsync(SandboxDiscord.Cove, type: 1);
        Discord.World.Entitlements.Buy(Consumable, SandboxDiscord.Ben);

        Assert.Equal([ada["id"]!.ToString()], await IdsAsync($"?user_id={SandboxDiscord.Ada}"));
        Assert.Equal([cove["id"]!.ToString()], await IdsAsync($"?guild_id={SandboxDiscord.Cove}"));
        Assert.Equal([ada["id"]!.ToString(), cove["id"]!.ToString()], await IdsAsync($"?sku_ids={Subscription.Id},7"));
        Assert.Equal([cove["id"]!.ToString()], await IdsAsync($"?after={ada["id"]}&limit=1"));

        async Task<IEnumerable<string>> IdsAsync(string query) => (await Discord.OkAsync("GET", All + query)).AsArray().Select(each => each!["id"]!.ToString());
    }

    [Fact]
    public async Task Only_what_is_for_using_up_is_used_up()
    {
        var bought = Discord.World.Entitlements.Buy(Consumable, SandboxDiscord.Ada);
        var subscribed = await CreateAsync(SandboxDiscord.Ada);

        Assert.Equal((204, ""), await Discord.SendAsync("POST", $"{All}/{bought["id"]}/consume"));
        Assert.True((await Discord.OkAsync("GET", $"{All}/{bought["id"]}"))["consumed"]!.GetValue<bool>());
        Assert.Equal((400, """{"message":"You can only consume consumable SKUs","code":40018}"""), await Discord.SendAsync("POST", $"{All}/{subscribed["id"]}/consume"));
        Assert.Equal((400, """{"message":"You can only delete sandbox entitlements.","code":40019}"""), await Discord.SendAsync("DELETE", $"{All}/{bought["id"]}"));
    }

    [Fact]
    public async Task Tests_only_subscriptions_that_there_are()
    {
        Assert.Equal((404, """{"message":"Unknown SKU","code":10027}"""), await Discord.SendAsync("POST", All, """{"sku_id":"5","owner_id":"5","owner_type":2}"""));
        Assert.Equal((400, """{"message":"Invalid SKU","code":50057}"""), await Discord.SendAsync("POST", All, $$"""{"sku_id":"{{Consumable.Id}}","owner_id":"5","owner_type":2}"""));
        Assert.Equal(
            (400, """{"message":"Invalid Form Body","code":50035,"errors":{"owner_type":{"_errors":[{"code":"BASE_TYPE_CHOICES","message":"Value must be one of (1, 2)."}]}}}"""),
            await Discord.SendAsync("POST", All, $$"""{"sku_id":"{{Subscription.Id}}","owner_id":"5","owner_type":3}"""));
    }
}
