using System.Text;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Tests.CommandLine;

/// <summary>`flippy` with a world of its own: a fresh data folder, a fake key, a small registration.</summary>
internal sealed class Flippy : IDisposable
{
    public const string Registration = """
        [
          {"name":"flip","description":"Flip a coin","options":[{"type":4,"name":"count","description":"How many","min_value":1,"max_value":10}]},
          {"name":"bet","description":"Bet","options":[
            {"type":3,"name":"amount","description":"Coins","required":true},
            {"type":3,"name":"side","description":"Side","required":true,"choices":[{"name":"Heads","value":"heads"},{"name":"Tails","value":"tails"}]}]},
          {"name":"give","description":"Give","options":[{"type":6,"name":"user","description":"To","required":true},{"type":4,"name":"amount","description":"Coins","required":true}]},
          {"name":"note","description":"Note","options":[
            {"type":3,"name":"note","description":"Text","required":true,"max_length":40},{"type":3,"name":"until","description":"When"},
            {"type":5,"name":"secret","description":"Hide"},{"type":10,"name":"weight","description":"Weight"}]},
          {"name":"clone","description":"Clones","options":[
            {"type":1,"name":"list","description":"List"},
            {"type":2,"name":"key","description":"Keys","options":[{"type":1,"name":"rotate","description":"New","options":[{"type":3,"name":"bot","description":"Bot","required":true}]}]}]},
          {"name":"Who is this","type":2}
        ]
        """;

    private readonly Screen _screen = new();
    private readonly StringWriter _error = new();
    private readonly CommandLineRoot _root;

    public Flippy(Func<DirectoryInfo, SigningIdentity>? identity = null, params System.CommandLine.Command[] others)
        : this(TimeProvider.System, identity, others)
    {
    }

    public Flippy(TimeProvider clock, Func<DirectoryInfo, SigningIdentity>? identity, params System.CommandLine.Command[] others) => _root = new CommandLineRoot(
        new Surroundings
        {
            Out = _screen.Console,
            Error = _error,
            Clock = clock,
            Registration = () => Encoding.UTF8.GetBytes(Registration),
            Identity = identity ?? (_ => FakeBot.Identity),
            NewKeys = () => new KeyPair([.. Enumerable.Repeat((byte)0xAB, 32)], [.. Enumerable.Repeat((byte)0xCD, 32)]),
            KeepKeys = (data, _) => Path.Combine(data.Name, "development.json"),
        },
        others);

    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("flippy-cli-");

    public string Out => _screen.Text;

    public string Error => _error.ToString().ReplaceLineEndings("\n").TrimEnd();

    public Task<int> RunAsync(params string[] arguments) => _root.RunAsync(arguments);

    public Task<int> RunAsync(CancellationToken ct, params string[] arguments) => _root.RunAsync(arguments, ct);

    public void Dispose() => Data.Delete(recursive: true);
}
