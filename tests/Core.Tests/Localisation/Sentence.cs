namespace FlippyFlip.Core.Tests.Localisation;

/// <summary>A text for people, as a source file has it.</summary>
/// <param name="Key">What the tables know it by.</param>
/// <param name="Call">The call it is an argument of, as far as it is written in one piece: <c>Reply.Refuse</c>, <c>.Field</c>.</param>
/// <param name="Line">From 1.</param>
internal sealed record Sentence(string Key, string Call, int Line);
