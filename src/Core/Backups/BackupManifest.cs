using System.Text.Json.Serialization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Core.Backups;

/// <summary>
/// What a backup holds. Written last and signed: a backup without it is none. While a backup is being made each finished part leaves a draft of it, from which a killed
/// run goes on.
/// </summary>
/// <param name="Format">Of the files; see <see cref="CurrentFormat"/>.</param>
/// <param name="Id">The backup's name and folder in the archive.</param>
/// <param name="StartedAt">No document in it is older than it was then.</param>
/// <param name="FinishedAt">No document in it is newer. Null: a draft.</param>
/// <param name="Product">The version of the product that wrote it.</param>
/// <param name="Schema"><see cref="Storage.Collections.Schema"/> when it was written.</param>
/// <param name="Key">The data key of all parts, locked by the master key.</param>
/// <param name="Collections">In the order in which they were copied.</param>
/// <param name="Ledger">Sums over the players in it.</param>
public sealed record BackupManifest(
    int Format,
    string Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string Product,
    int Schema,
    WrappedKey Key,
    IReadOnlyList<BackupCollection> Collections,
    LedgerTotals Ledger)
{
    public const int CurrentFormat = 1;

    [JsonIgnore]
    public long Documents => Collections.Sum(collection => collection.Documents);

    /// <summary>Bytes of all parts in the archive.</summary>
    [JsonIgnore]
    public long Length => Collections.Sum(collection => collection.Parts.Sum(part => part.Length));

    /// <summary>Bytes of all documents as JSON.</summary>
    [JsonIgnore]
    public long PlainLength => Collections.Sum(collection => collection.Parts.Sum(part => part.PlainLength));
}

/// <summary>The copy of a collection.</summary>
/// <param name="Name">Of the collection.</param>
/// <param name="Parts">Joined, they are all of its documents in the order of ids, one a line.</param>
/// <param name="IsWhole">False in a draft: the collection goes on behind the last part.</param>
public sealed record BackupCollection(string Name, IReadOnlyList<BackupPart> Parts, bool IsWhole)
{
    [JsonIgnore]
    public long Documents => Parts.Sum(part => part.Documents);
}

/// <summary>A file of documents: NDJSON, compressed with Brotli, locked in chunks.</summary>
/// <param name="Name">Its name in the archive, behind the backup's.</param>
/// <param name="Documents">Lines.</param>
/// <param name="LastId">The id of its last document.</param>
/// <param name="PlainLength">Bytes of NDJSON.</param>
/// <param name="Length">Bytes in the archive.</param>
/// <param name="Sha256">Of the file in the archive; lower-case hex.</param>
public sealed record BackupPart(string Name, long Documents, string LastId, long PlainLength, long Length, string Sha256);

/// <summary>Sums over players, wide enough for all of them together.</summary>
/// <param name="Players">How many.</param>
/// <param name="Minted">Coins that came into being, ever.</param>
/// <param name="Burned">Coins that ceased to be, ever.</param>
/// <param name="Balances">Coins there are.</param>
public sealed record LedgerTotals(long Players, Int128 Minted, Int128 Burned, Int128 Balances)
{
    public static readonly LedgerTotals None = new(0, 0, 0, 0);

    public LedgerTotals With(Player player) => new(Players + 1, Minted + player.Minted, Burned + player.Burned, Balances + player.Balances.Total);
}

/// <summary>What a verification found; kept beside the backup.</summary>
/// <param name="At">When it ended.</param>
/// <param name="IsGood">Nothing was wrong.</param>
/// <param name="IsReadable">Every byte is what was written; what is wrong then was wrong in the store as well.</param>
/// <param name="Problem">The first thing that was wrong. Null: nothing.</param>
public sealed record BackupCheck(DateTimeOffset At, bool IsGood, bool IsReadable, string? Problem);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupCheck))]
internal sealed partial class BackupJson : JsonSerializerContext;
