using System.CommandLine;

namespace FlippyFlip.Local.CommandLine;

/// <summary>Options several commands take, each meaning the same everywhere.</summary>
internal static class SharedOptions
{
    public static readonly Uri DefaultUrl = new($"http://localhost:{ServeCommand.DefaultPort}");

    public static Option<Uri> Url() => new("--url")
    {
        Description = "Where the bot listens.",
        HelpName = "address",
        DefaultValueFactory = _ => DefaultUrl,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }

            result.AddError($"--url takes an address, as in {DefaultUrl.OriginalString}, not \"{result.Tokens[0].Value}\".");
            return null;
        },
    };

    /// <summary>Where the data is when the command line does not say.</summary>
    public static DirectoryInfo UsualData => new(Environment.GetEnvironmentVariable("Data__Path") is { Length: > 0 } path ? path : "./data");

    /// <summary>Where the data is: the command line, else <c>Data__Path</c>, else <c>./data</c>.</summary>
    public static Option<DirectoryInfo> Data(string description = "The data folder the bot was started with; its key is in there.") => new("--data")
    {
        Description = $"{description} Data__Path in the environment changes the default.",
        HelpName = "folder",
        DefaultValueFactory = _ => UsualData,
    };

    public static Option<bool> Json(string description) => new("--json") { Description = description };
}
