using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Local.Wire;

/// <summary>Who acts, where, and who else is known there: the command line makes it up, the sandbox has it.</summary>
internal interface IScene
{
    /// <summary>Who acts.</summary>
    Snowflake User { get; }

    Snowflake Channel { get; }

    /// <summary>Adds who and where to an interaction.</summary>
    void Introduce(JsonObject interaction);

    /// <summary>The user object of somebody.</summary>
    JsonObject UserOf(Snowflake user);

    /// <summary>Somebody as a member of the server, as it stands in <c>resolved</c>: without user, mute, deaf. Null: no server, or not a member.</summary>
    JsonObject? MemberOf(Snowflake user);
}
