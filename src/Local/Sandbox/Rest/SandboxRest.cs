using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>Every address of the sandbox's REST API.</summary>
internal static class SandboxRest
{
    public const string Root = "/sandbox/api/v10";

    /// <param name="routes">The head's, or the sandbox's group, under whose guard all of it stands.</param>
    /// <param name="world">What it tells of and changes.</param>
    /// <param name="answers">Takes the callbacks.</param>
    /// <param name="judge">Judges the bodies.</param>
    /// <param name="identity">Signs what is posted in Discord's name.</param>
    /// <param name="client">Through which endpoints are checked. Lives as long as the routes.</param>
    public static void MapSandboxRest(this IEndpointRouteBuilder routes, World world, Answers answers, PayloadJudge judge, SigningIdentity identity, HttpMessageInvoker client)
    {
        var api = new RestApi(routes.MapGroup(Root), world);
        new UserRoutes(world, judge).Map(api);
        new ApplicationRoutes(world, judge, identity, new EndpointCheck(identity, world, client)).Map(api);
        new CommandRoutes(world, judge).Map(api);
        new CallbackRoute(world, answers).Map(api);
        new WebhookRoutes(world, new InteractionMessages(world, answers, judge), new WebhookMessages(world, judge)).Map(api);
        new ChannelRoutes(world, judge).Map(api);
        new EntitlementRoutes(world, judge).Map(api);
        api.Map("{**unknown}");
        routes.MapGet(Attachments.Path + "{id}/{name}", http => AttachmentRoute.SendAsync(http, world.Attachments));
    }
}
