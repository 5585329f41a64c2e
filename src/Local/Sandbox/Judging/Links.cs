namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Which addresses may stand where.</summary>
internal static class Links
{
    private const string Attachment = "attachment://";

    /// <summary>Null or empty is no address, and none of ours to refuse.</summary>
    public static void Judge(string? url, Place place, Findings found, params string[] schemes)
    {
        if (string.IsNullOrEmpty(url))
        {
            return;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            found.Add(place, Word.BadUrl);
        }
        else if (!schemes.Contains(address.Scheme))
        {
            found.Add(place, Word.Scheme(address.Scheme, schemes));
        }
        else if (address.Scheme is "http" or "https" && address.Host.Length == 0)
        {
            found.Add(place, Word.BadUrl);
        }
    }

    /// <summary>The file that an address names. Null: it names none.</summary>
    public static string? FileOf(string? url) => url?.StartsWith(Attachment, StringComparison.OrdinalIgnoreCase) == true ? url[Attachment.Length..] : null;
}
