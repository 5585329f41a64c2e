using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>What is sold, and who has it.</summary>
internal sealed class EntitlementRoutes(World world, PayloadJudge judge)
{
    private const int MostListed = 100;

    public void Map(RestApi api)
    {
        const string all = "applications/{application}/entitlements";
        api.Map("applications/{application}/skus", Method("GET", _ => RestAnswer.Ok(Entitlements.Skus.Select(sku => sku.Json(world.Bot.ApplicationId)))));
        api.Map(all, Method("GET", List), Method("POST", Create));
        api.Map(all + "/{entitlement}", Method("GET", call => RestAnswer.Ok((world.Entitlements.Find(call.Id("entitlement")) ?? throw new DiscordRefusal(DiscordError.UnknownEntitlement)).DeepClone())), Method("DELETE", Delete));
        api.Map(all + "/{entitlement}/consume", Method("POST", Consume));
    }

    private RestMethod Method(string method, Func<RestCall, RestAnswer> run) => new(method, call => Task.FromResult(ApplicationRoutes.Own(world, call, () => run(call))));

    private RestAnswer List(RestCall call)
    {
        var (user, guild, before, after) = (call.QueryId("user_id"), call.QueryId("guild_id"), call.QueryId("before"), call.QueryId("after"));
        var skus = call.Query("sku_ids")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (withoutEnded, withoutDeleted) = (call.QueryFlag("exclude_ended"), call.QueryFlag("exclude_deleted", otherwise: true));
        var limit = call.Limit(MostListed, MostListed);
        var now = world.Time.GetUtcNow();
        var found = world.Entitlements.All.Where(each =>
            (user is not { } person || Entitlements.Has(each, "user_id", person)) && (guild is not { } server || Entitlements.Has(each, "guild_id", server))
            && (skus is null || skus.Contains(Reading.Text(each["sku_id"]))) && (before is null || IdOf(each) < before) && (after is null || IdOf(each) > after)
            && !(withoutEnded && Entitlements.HasEnded(each, now)) && !(withoutDeleted && Entitlements.IsTrue(each, "deleted")));
        return RestAnswer.Ok(before is null ? found.Take(limit) : found.TakeLast(limit));
    }

    private static Snowflake IdOf(JsonObject entitlement) => Snowflake.Parse(Reading.Text(entitlement["id"])!);

    private RestAnswer Create(RestCall call)
    {
        var body = call.Object();
        RestCall.Refuse(judge.Body("CreateEntitlementRequestData", body));
        var sku = Entitlements.Skus.FirstOrDefault(each => each.Id.Value == (ulong)Reading.Number(body["sku_id"])!.Value) ?? throw new DiscordRefusal(DiscordError.UnknownSku);
        if (sku.Type != Sku.Subscription)
        {
            throw new DiscordRefusal(DiscordError.InvalidSku);
        }

        var made = world.Entitlements.CreateTest(sku, new Snowflake((ulong)Reading.Number(body["owner_id"])!.Value), (int)Reading.Number(body["owner_type"])!.Value);
        return RestAnswer.Ok(made.DeepClone());
    }

    private RestAnswer Delete(RestCall call)
    {
        world.Entitlements.DeleteTest(call.Id("entitlement"));
        return RestAnswer.Nothing;
    }

    private RestAnswer Consume(RestCall call)
    {
        world.Entitlements.Consume(call.Id("entitlement"));
        return RestAnswer.Nothing;
    }
}
