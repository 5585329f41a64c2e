using FlippyFlip.Core.Discord;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Somebody whom an interaction names.</summary>
/// <param name="Id">Of the user.</param>
/// <param name="Name">As others see it.</param>
public sealed record Somebody(Snowflake Id, string Name)
{
    private const ulong First = 900_000_000_000_020_000;

    /// <summary>An application of somebody else's; it has no wallet.</summary>
    public static readonly Somebody Robot = new(new Snowflake(900_000_000_000_009_999), "Robot") { IsBot = true };

    /// <summary>Somebody who never said a word to the bot.</summary>
    public static readonly Somebody Stranger = new(new Snowflake(900_000_000_000_009_998), "Stranger");

    public string Locale { get; init; } = "en-US";

    public bool IsInGuild { get; init; } = true;

    public bool IsBot { get; init; }

    /// <summary>One of a crowd.</summary>
    public static Somebody Number(int number) => new(new Snowflake(First + (ulong)number), $"P{number}");

    internal Sender Sender => new(Id, Name, Locale, Sender.OrdinaryPermissions, IsInGuild);
}
