using System.Buffers;
using System.Globalization;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Backups;

/// <summary>A backup's name: when it was begun, to the second in UTC, and six random digits, such as <c>20261121-030000-1f0c9a</c>. Names sort by age.</summary>
public static class BackupId
{
    private const string Format = "yyyyMMdd-HHmmss";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    internal static string New(DateTimeOffset startedAt, Entropy entropy) =>
        string.Create(CultureInfo.InvariantCulture, $"{startedAt.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}-{entropy.ClientSeed()[..6]}");

    /// <summary>Null: the text is no backup's name.</summary>
    public static DateTimeOffset? StartedAt(string id) =>
        id.Length == Format.Length + 7 && id[Format.Length] == '-' && !id.AsSpan(Format.Length + 1).ContainsAnyExcept(HexDigits)
        && DateTimeOffset.TryParseExact(id.AsSpan(0, Format.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null;
}
