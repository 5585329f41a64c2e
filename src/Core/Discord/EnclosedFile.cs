namespace FlippyFlip.Core.Discord;

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">ASCII letters, digits, '-', '_' and '.'.</param>
/// <param name="ContentType">Such as <c>application/json</c>.</param>
/// <param name="Content">At most <see cref="Limits.File"/> bytes.</param>
public sealed record EnclosedFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);
