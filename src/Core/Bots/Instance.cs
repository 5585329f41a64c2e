namespace FlippyFlip.Core.Bots;

/// <summary>This running process.</summary>
/// <param name="Version">Of the product, such as <c>0.1.0</c>.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record Instance(string Version, DateTimeOffset StartedAt);
