using System.Text.Json.Serialization;

namespace FlippyFlip.Core.Storage;

/// <summary>Something the store keeps whole: read, changed in memory and written back under its version.</summary>
public abstract class Document
{
    /// <summary>Unique within its collection; 1..200 characters. Parts are joined by '/'.</summary>
    public required string Id { get; init; }

    /// <summary>0 before the first commit; every commit that touches the document adds one. The store sets it.</summary>
    public long Version { get; set; }

    /// <summary>From this moment on the document does not exist for any reader. Null: it stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>Ties a document class to the collection that keeps it, so that no caller names one by hand.</summary>
public interface IDocument<T>
    where T : Document, IDocument<T>
{
    static abstract Collection<T> Collection { get; }
}
