using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>The application's commands: the global ones, and those of single servers. What is handed out is never changed. Every change tells the pages.</summary>
internal sealed class RegisteredCommands(World world)
{
    /// <summary>By server; the default id stands for the global scope.</summary>
    private readonly Dictionary<Snowflake, IReadOnlyList<JsonObject>> _scopes = [];

    /// <summary>Discord's command objects of one scope.</summary>
    /// <param name="server">Null: the global scope.</param>
    public IReadOnlyList<JsonObject> Of(Snowflake? server) => world.Atomically(() => _scopes.GetValueOrDefault(server ?? default, []));

    /// <summary>What may be used in a place: the global commands, and the server's own.</summary>
    /// <param name="server">Null: direct messages.</param>
    public IReadOnlyList<JsonObject> In(Snowflake? server) => server is null ? Of(null) : [.. Of(null), .. Of(server)];

    /// <summary>Makes these the only commands of the scope.</summary>
    public IReadOnlyList<JsonObject> Overwrite(Snowflake? server, IReadOnlyList<JsonObject> commands) => world.Atomically(() =>
    {
        _scopes[server ?? default] = commands;
        world.Tell(new FeedEvent("commands", [], null));
        return commands;
    });
}
