using FlippyFlip.Core.Fairness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlippyFlip.Hosting.Web;

/// <summary>The page on which anybody checks a round. Both heads have it, for everybody: it is one file, knows nothing and asks for nothing.</summary>
public static class Verifier
{
    /// <summary>Below the head's address.</summary>
    public const string Path = "/verify";

    private const string NotBuilt = "The page that checks rounds was not built: run npm ci && npm run build in src/Web, then build and start the bot again. docs/fairness.md tells how to check a round by hand.";

    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "web", "verifier");

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>False: whoever looks for it is told so.</summary>
    public static bool IsBuilt => File.Exists(System.IO.Path.Combine(Folder, WebFiles.Index));

    public static void MapVerifier(this IEndpointRouteBuilder routes)
    {
        var files = new WebFiles(Folder, NotBuilt);
        routes.MapMethods(Path, Reading, context => files.AnswerAsync(context, WebFiles.Index));
    }

    /// <param name="configured">Where the page is. Null: here, where the head knows its own address and has the page.</param>
    /// <param name="own">The head's.</param>
    public static VerifierPage PageOf(Uri? configured, PublicAddress own) =>
        new(() => configured ?? (IsBuilt && own() is { } address ? new Uri(address, Path) : null));
}

/// <summary>Where people reach this head, as far as it knows by itself: scheme, host and port.</summary>
/// <returns>Null: it does not know.</returns>
public delegate Uri? PublicAddress();
