namespace FlippyFlip.Local.CommandLine;

/// <summary>An expected failure of a command: one sentence for the person, one number for the shell. Anything else that is thrown is a bug.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="sentence">Says what is wrong and, where it can, what to do.</param>
/// <param name="cause">Shown with --verbose only.</param>
internal sealed class CommandLineException(ExitCode exitCode, string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    public ExitCode ExitCode { get; } = exitCode;

    public static CommandLineException Usage(string sentence) => new(ExitCode.Usage, sentence);

    public static CommandLineException Failed(string sentence, Exception? cause = null) => new(ExitCode.Failed, sentence, cause);
}
