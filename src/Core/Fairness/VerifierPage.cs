using System.Globalization;
using System.Text;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Fairness;

/// <summary>
/// The page on which anybody draws a round again in their own browser, src/Web/src/verifier. What a link tells it stands in the fragment of its address, which browsers send to no server.
/// </summary>
/// <param name="find">Where the page is, asked for each link: a head may learn its own address after its start. It gives null where there is none.</param>
public sealed class VerifierPage(Func<Uri?> find)
{
    /// <summary>There is none, and nobody is sent there.</summary>
    public static VerifierPage None { get; } = new(() => null);

    /// <summary>A link that fills in a round.</summary>
    /// <param name="round">Settled.</param>
    /// <param name="hash">What was published of its server seed.</param>
    /// <param name="revealed">The server seed. Null: it is a secret, and the page says so.</param>
    /// <returns>Null: there is no page.</returns>
    public Uri? Of(Round round, string hash, string? revealed) => Write(
        ("game", round.Game),
        ("nonce", round.Nonce.ToString(CultureInfo.InvariantCulture)),
        ("input", round.Input),
        ("server", revealed),
        ("client", round.Client),
        ("result", round.Result),
        ("hash", hash));

    /// <summary>A link for the rounds that are to come.</summary>
    /// <param name="seeds">Of which only what is public goes into it.</param>
    /// <returns>Null: there is no page.</returns>
    public Uri? Of(Seeds seeds) => Write(("client", seeds.Client), ("hash", seeds.Hash));

    /// <summary>What counts most comes first. What would make the address longer than Discord takes is left out: the page asks for it.</summary>
    private Uri? Write(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        if (find() is not { } page)
        {
            return null;
        }

        var link = new StringBuilder(page.GetLeftPart(UriPartial.Query));
        var mark = '#';
        foreach (var (name, value) in facts)
        {
            var fact = value is null ? "" : $"{mark}{name}={Uri.EscapeDataString(value)}";
            if (fact.Length > 0 && link.Length + fact.Length <= Limits.ButtonUrl)
            {
                link.Append(fact);
                mark = '&';
            }
        }

        return new Uri(link.ToString());
    }
}
