using System.CommandLine;

namespace FlippyFlip.Local.CommandLine;

/// <summary>Options several commands take, each meaning the same everywhere.</summary>
internal static class SharedOptions
{
    public static readonly Uri DefaultUrl = new("http://localhost:7071");

    public static Option<Uri> Url() => new("--url")
    {
        Description = "Where the bot listens.",
        HelpName = "address",
        DefaultValueFactory = _ => DefaultUrl,
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError($"--url takes an address, as in {DefaultUrl.OriginalString}, not \"{result.Tokens[0].Value}\".");
            return null;
        },
    };

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "The data folder the bot was started with; its key is in there.",
        HelpName = "folder",
        DefaultValueFactory = _ => new DirectoryInfo("./data"),
    };

    public static Option<bool> Json(string description) => new("--json") { Description = description };
}
