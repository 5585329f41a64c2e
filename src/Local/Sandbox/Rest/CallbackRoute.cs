using System.Text.Json.Nodes;
using FlippyFlip.Local.Sandbox.Judging;
using FlippyFlip.Local.Sandbox.State;

namespace FlippyFlip.Local.Sandbox.Rest;

/// <summary>The first answer to an interaction, when it comes on its own instead of in the reply to our post.</summary>
internal sealed class CallbackRoute(World world, Answers answers)
{
    public void Map(RestApi api) => api.Map("interactions/{interaction}/{token}/callback", new RestMethod("POST", call => Task.FromResult(Answer(call)), NeedsBot: false));

    private RestAnswer Answer(RestCall call)
    {
        if (world.Interaction(call.Text("token")) is not { } interaction || interaction.Id != call.Id("interaction"))
        {
            throw new DiscordRefusal(DiscordError.UnknownInteraction);
        }

        call.Person = interaction.Person.Id;
        var body = (JsonObject)call.Object().DeepClone();
        var data = body["data"] as JsonObject ?? [];
        var uploads = new Uploads(world, call, data, Reading.Number(body["type"]) == 7 && interaction.Source is { } source ? world.Find(interaction.Channel.Id, source) : null);
        if (answers.Take(interaction, body, call.Content.FileNames) is { } refusal)
        {
            throw new DiscordRefusal(refusal);
        }

        uploads.Keep();
        return call.QueryFlag("with_response") ? RestAnswer.Ok(Response(interaction, Reading.Number(body["type"]) ?? 0)) : RestAnswer.Nothing;
    }

    private JsonObject Response(OpenInteraction interaction, long type)
    {
        var shown = new JsonObject { ["id"] = interaction.Id.ToString(), ["type"] = interaction.Type };
        var resource = new JsonObject { ["type"] = type };
        if (interaction.Original is { } id && world.Find(interaction.Channel.Id, id) is { } message)
        {
            shown["response_message_id"] = id.ToString();
            shown["response_message_loading"] = message.IsLoading;
            shown["response_message_ephemeral"] = message.OnlyFor is not null;
            if (type is 4 or 7)
            {
                resource["message"] = message.Json.DeepClone();
            }
        }

        return new JsonObject { ["interaction"] = shown, ["resource"] = resource };
    }
}
