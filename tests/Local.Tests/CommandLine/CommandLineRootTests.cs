using System.CommandLine;
using FlippyFlip.Local.CommandLine;

namespace FlippyFlip.Local.Tests.CommandLine;

public sealed class CommandLineRootTests : IDisposable
{
    private readonly Flippy _flippy = new();

    [Theory]
    [InlineData("")]
    [InlineData("--help")]
    [InlineData("send --help")]
    [InlineData("load -h")]
    [InlineData("vote --help")]
    [InlineData("keys --help")]
    [InlineData("keys new --help")]
    public async Task Help_ends_with_examples(string arguments)
    {
        Assert.Equal((0, ""), (await _flippy.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)), _flippy.Error));
        Assert.Contains("\nExamples:\n  flippy ", _flippy.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sned", "There is no sned; did you mean send? See flippy --help.")]
    [InlineData("send --prss Again", "There is no --prss; did you mean --press? See flippy send --help.")]
    [InlineData("send /flip --url nowhere", "--url takes an address, as in http://localhost:7071, not \"nowhere\". See flippy send --help.")]
    [InlineData("send --jsn", "There is no --jsn; did you mean --json? See flippy send --help.")]
    [InlineData("load --rate many", "See flippy load --help.")]
    [InlineData("keys", "See flippy keys --help.")]
    [InlineData("keys new extra", "There is no extra. See flippy keys new --help.")]
    public async Task A_wrong_command_line_is_one_sentence_and_two(string arguments, string end)
    {
        Assert.Equal(2, await _flippy.RunAsync(arguments.Split(' ')));
        Assert.EndsWith(end, _flippy.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', _flippy.Error);
        Assert.Equal("", _flippy.Out);
    }

    [Theory]
    [InlineData(ExitCode.Failed, 1)]
    [InlineData(ExitCode.Configuration, 3)]
    [InlineData(ExitCode.CannotStart, 4)]
    [InlineData(ExitCode.StoreUnusable, 5)]
    internal async Task An_expected_failure_is_its_sentence_and_its_code(ExitCode code, int number)
    {
        using var failing = With(() => throw new CommandLineException(code, "The port is taken.", new IOException("inner")));
        Assert.Equal((number, "The port is taken."), (await failing.RunAsync("break"), failing.Error));
    }

    [Fact]
    public async Task An_unexpected_failure_is_a_sentence_with_a_hint()
    {
        using var failing = With(() => throw new InvalidOperationException("No such thing.\nMore."));
        Assert.Equal((1, "Something broke that should not: No such thing. Add --verbose to see where."), (await failing.RunAsync("break"), failing.Error));
    }

    [Fact]
    public async Task Verbose_shows_where_it_broke()
    {
        using var failing = With(() => throw new InvalidOperationException("No such thing."));
        Assert.Equal(1, await failing.RunAsync("break", "--verbose"));
        Assert.StartsWith("Something broke that should not: No such thing.\nSystem.InvalidOperationException: No such thing.\n   at ", failing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_is_a_matter_of_configuration()
    {
        using var keyless = new Flippy(_ => throw new CommandLineException(ExitCode.Configuration, "There is no key in ./data."));
        Assert.Equal((3, "There is no key in ./data."), (await keyless.RunAsync("send", "/flip", "--data", keyless.Data.FullName), keyless.Error));
    }

    [Fact]
    public async Task Cancellation_ends_with_130()
    {
        using var waiting = new Flippy(identity: null, Command(ct => Task.Delay(Timeout.Infinite, ct)));
        using var ctrlC = new CancellationTokenSource();
        var run = waiting.RunAsync(ctrlC.Token, "break");
        await ctrlC.CancelAsync();
        Assert.Equal((130, "Cancelled."), (await run, waiting.Error));
    }

    [Theory]
    [InlineData("", "Public key   cdcd", "Private seed abab")]
    [InlineData("--write --data mine", "Public key   cdcd", "Private key  in mine/development.json")]
    [InlineData("--json", "{\"public_key\":\"cdcd", "\"seed\":\"abab")]
    [InlineData("--json --write --data mine", "{\"public_key\":\"cdcd", "\"file\":\"mine/development.json\"}")]
    public async Task New_keys_are_shown_or_kept(string arguments, string start, string part)
    {
        Assert.Equal(0, await _flippy.RunAsync(["keys", "new", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        Assert.StartsWith(start, _flippy.Out, StringComparison.Ordinal);
        Assert.Contains(part, _flippy.Out, StringComparison.Ordinal);
        Assert.Equal(!arguments.Contains("--write", StringComparison.Ordinal), _flippy.Out.Contains("abab", StringComparison.Ordinal));
    }

    public void Dispose() => _flippy.Dispose();

    private static Flippy With(Action action) => new(identity: null, Command(_ =>
    {
        action();
        return Task.CompletedTask;
    }));

    private static Command Command(Func<CancellationToken, Task> action)
    {
        var command = new Command("break", "Breaks.");
        command.SetAction((_, ct) => action(ct));
        return command;
    }
}
