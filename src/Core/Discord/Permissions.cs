namespace FlippyFlip.Core.Discord;

/// <summary>What a member may do in the channel of an interaction, as Discord computed it.</summary>
public readonly record struct Permissions(ulong Bits)
{
    private const ulong Administrator = 1UL << 3;
    private const ulong ManageGuild = 1UL << 5;

    /// <summary>True for whoever may change the server's settings.</summary>
    public bool MayManageServer => (Bits & (Administrator | ManageGuild)) != 0;

    /// <summary>Reads Discord's decimal text; null and anything else gives no permission.</summary>
    public static Permissions Parse(string? text) => new(ulong.TryParse(text, out var bits) ? bits : 0);
}
