using FlippyFlip.Core.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>A write's answer has this error in it, where the driver does not look.</summary>
internal sealed class MongoRefusal(int code) : Exception($"MongoDB refused a write (code {code}).")
{
    public int Code { get; } = code;
}

/// <summary>
/// The engine's error codes as the port's faults, each with a sentence an operator can act on. Codes and labels decide, never an engine's words:
/// those differ from engine to engine and may quote what was stored.
/// </summary>
internal static class MongoFaults
{
    public const int DuplicateKey = 11000;
    public const int WriteConflict = 112;

    private const int TimeExceeded = 50;
    private const int Unconfirmed = 64; // WriteConcernTimeout: written, but not known to be safe yet
    private const int OverQuota = 16500; // TooManyRequests of the Azure engines

    /// <summary>Unreachable, shutting down, stepping down, recovering, interrupted: the retryable codes of the drivers' specification.</summary>
    private static readonly HashSet<int> Passing =
    [
        6, 7, 24, TimeExceeded, Unconfirmed, 89, 91, WriteConflict, 134, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436, OverQuota,
    ];

    private static readonly HashSet<int> TooLargeCodes = [10334, 17280, 17419, 17420];

    /// <summary>True for what another attempt may not meet; an attempt that failed so may have had its effect all the same.</summary>
    public static bool MayPass(Exception problem) => problem switch
    {
        MongoAuthenticationException => false,
        TimeoutException or MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException or MongoExecutionTimeoutException
            or MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoCursorNotFoundException => true,
        MongoException mongo => mongo.HasErrorLabel("TransientTransactionError") || mongo.HasErrorLabel("RetryableWriteError") || Passing.Contains(CodeOf(mongo)),
        MongoRefusal refusal => Passing.Contains(refusal.Code),
        IOException => true,
        _ => false,
    };

    /// <summary>Null when a write's answer has no error; the code of its first error otherwise.</summary>
    public static int? CodeOf(BsonDocument answer) =>
        answer.TryGetValue("writeErrors", out var errors) ? errors.AsBsonArray[0]["code"].ToInt32() : null;

    public static StoreException From(Exception problem) => problem switch
    {
        StoreException already => already,
        MongoRefusal refusal => From(refusal.Code, refusal),
        MongoAuthenticationException => new(StoreFault.Unavailable, "MongoDB does not know us; check user and password in its connection string.", problem),
        MongoExecutionTimeoutException => Busy(problem),
        MongoException mongo when CodeOf(mongo) is var code and not 0 => From(code, problem),
        FormatException or BsonException => new(StoreFault.Corrupt, "MongoDB holds a document that this version cannot read; restore it from a backup.", problem),
        _ => new(StoreFault.Unavailable, "MongoDB cannot be reached; check its state, and the network between it and us.", problem),
    };

    private static StoreException From(int code, Exception problem) => code switch
    {
        TimeExceeded or Unconfirmed or OverQuota or WriteConflict or 262 => Busy(problem),
        13 or 18 or 8000 => new(StoreFault.Unavailable, "MongoDB does not let us do this; check the user's roles.", problem),
        14031 or 39 => new(StoreFault.Full, "MongoDB has no room left on its disk.", problem),
        _ when TooLargeCodes.Contains(code) => new(StoreFault.TooLarge, "A document is larger than the 16 MB that MongoDB takes.", problem),
        20 or 13297 => new(StoreFault.ReadOnly, "MongoDB may be read but not written.", problem),
        _ => new(StoreFault.Unavailable, $"MongoDB cannot do what it was asked (code {code}).", problem),
    };

    public static StoreException Contended() => new(StoreFault.Busy, "Too many others change the same documents in MongoDB.");

    public static StoreException LeaseLost() =>
        new(StoreFault.Busy, "Another process has taken over bringing MongoDB's indexes up to date; this one stopped. Try again.");

    public static StoreException OtherIndex(string collection, string index) =>
        new(StoreFault.Unavailable, $"The index '{index}' of '{collection}' in MongoDB is not the one that this version declares. A changed index takes a new name; if it was changed by hand, drop it.");

    public static StoreException TooNew(string database, int found, int known) =>
        new(StoreFault.TooNew, $"The database '{database}' has schema {found}, this version knows up to {known}; run the newer version.");

    private static StoreException Busy(Exception problem) => new(StoreFault.Busy, "MongoDB takes too long; it may be too small for its load.", problem);

    private static int CodeOf(MongoException problem) => problem switch
    {
        MongoWriteConcernException => Unconfirmed,
        MongoCommandException command => command.Code,
        MongoWriteException write => write.WriteError?.Code ?? 0,
        MongoExecutionTimeoutException => TimeExceeded,
        _ => 0,
    };
}
