using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.State;

/// <summary>The commands that people may use, as Discord's objects.</summary>
internal sealed class RegisteredCommands
{
    private volatile IReadOnlyList<JsonObject> _all = [];

    /// <summary>All types, none of which is ever changed.</summary>
    public IReadOnlyList<JsonObject> All => _all;

    /// <summary>Null: there is none.</summary>
    public JsonObject? Find(Snowflake id) => All.FirstOrDefault(command => command.Text("id") == id.ToString());

    /// <summary>Puts these in the place of all.</summary>
    public void Overwrite(IReadOnlyList<JsonObject> commands) => _all = commands;
}
