using System.Globalization;

namespace FlippyFlip.Core.Backups;

/// <summary>What the files of a backup are called in the archive.</summary>
internal static class BackupFiles
{
    public static string Folder(string id) => $"{id}/";

    public static string Manifest(string id) => $"{id}/manifest.json";

    public static string Draft(string id, int number) => string.Create(CultureInfo.InvariantCulture, $"{id}/draft-{number:D6}.json");

    public static bool IsDraft(string name) => name.Contains("/draft-", StringComparison.Ordinal);

    public static string Check(string id, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{id}/check-{at.UtcDateTime:yyyyMMddHHmmssfff}.json");

    public static bool IsCheck(string name) => name.Contains("/check-", StringComparison.Ordinal);

    /// <param name="id">The backup's.</param>
    /// <param name="collection">The collection's name; '_' is none of an archive's problems.</param>
    /// <param name="number">From 1 within the collection.</param>
    /// <param name="chance">What a killed run left under the same number stays out of the way.</param>
    public static string Part(string id, string collection, int number, string chance) => string.Create(CultureInfo.InvariantCulture, $"{id}/{collection}-{number:D5}-{chance}.part");
}
