using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Sandbox.State;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>An interaction that is about to be posted to the bot.</summary>
/// <param name="Body">As Discord writes it.</param>
/// <param name="Interaction">What is noted of it.</param>
/// <param name="Title">For the inspector, such as <c>/flip</c>.</param>
internal sealed record Letter(JsonObject Body, OpenInteraction Interaction, string Title)
{
    /// <param name="world">Whose clock tells when it was written.</param>
    /// <param name="asked">Who acts, and where.</param>
    /// <param name="body">As Discord writes it.</param>
    /// <param name="title">For the inspector.</param>
    /// <param name="command">The registered command; null for others than commands.</param>
    /// <param name="source">The message whose component was used, now or to open the form. Null: none was.</param>
    public static Letter Of(World world, Asked asked, JsonObject body, string title, JsonObject? command = null, Snowflake? source = null) => new(
        body,
        new OpenInteraction
        {
            Id = Snowflake.Parse(body.Text("id")!),
            Token = body.Text("token")!,
            Type = body.Number("type")!.Value,
            Person = asked.Person,
            Channel = asked.Channel,
            SentAt = world.Time.GetUtcNow(),
            CommandName = command.Text("name"),
            CommandType = command is null ? null : command.Number("type") ?? 1,
            Source = source,
        },
        title);
}
