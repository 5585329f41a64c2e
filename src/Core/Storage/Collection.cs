using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FlippyFlip.Core.Storage;

/// <summary>A named set of documents of one class, with the indexes its queries may use.</summary>
public abstract class Collection
{
    private protected Collection(string name, IReadOnlyList<Index> indexes)
    {
        Name = name;
        Indexes = indexes;
    }

    /// <summary>Lower-case letters and '_'; the table's or collection's name in every engine.</summary>
    public string Name { get; }

    public IReadOnlyList<Index> Indexes { get; }

    /// <summary>Whose parts these documents are. Null: they stand alone.</summary>
    public Following? Follows { get; init; }

    /// <summary>True: what it holds is work under way, such as leases and messages to be sent. No backup has it: who restores one begins without it, or it would be done again.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Writes a document of this collection as JSON, field names in camel case, moments as Unix milliseconds.</summary>
    public abstract void Write(Document document, IBufferWriter<byte> output);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not a document of this collection.</exception>
    public abstract Document ReadDocument(ReadOnlySpan<byte> utf8);

    /// <inheritdoc cref="IStore.ScanAsync"/>
    public abstract IAsyncEnumerable<Document> ScanAsync(IStore store, string? after, CancellationToken ct);
}

/// <inheritdoc cref="Collection"/>
public sealed class Collection<T>(string name, JsonTypeInfo<T> json, params Index<T>[] indexes) : Collection(name, indexes)
    where T : Document, IDocument<T>
{
    /// <exception cref="JsonException">The text is not a document of this collection.</exception>
    public T Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, json) ?? throw new JsonException($"A document of '{Name}' reads as null.");

    public override Document ReadDocument(ReadOnlySpan<byte> utf8) => Read(utf8);

    public override IAsyncEnumerable<Document> ScanAsync(IStore store, string? after, CancellationToken ct) => store.ScanAsync<T>(after, ct);

    public override void Write(Document document, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(writer, (T)document, json);
    }
}
