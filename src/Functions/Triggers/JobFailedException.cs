namespace FlippyFlip.Functions.Triggers;

/// <summary>A job did not reach its end. Its record says so too; this is how the host learns of it.</summary>
/// <param name="sentence">The run's own, without secrets.</param>
public sealed class JobFailedException(string sentence) : Exception(sentence);
