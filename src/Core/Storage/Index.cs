namespace FlippyFlip.Core.Storage;

/// <summary>How an index field sorts: text by ordinal, integers and moments by value.</summary>
public enum IndexKind
{
    Text,
    Integer,
    Moment,
}

/// <summary>A top-level field of a document, by its property name.</summary>
/// <param name="Property">The C# property's name; engines store it in camel case.</param>
/// <param name="Kind">How it sorts.</param>
public sealed record IndexField(string Property, IndexKind Kind)
{
    public static IndexField Text(string property) => new(property, IndexKind.Text);

    public static IndexField Integer(string property) => new(property, IndexKind.Integer);

    public static IndexField Moment(string property) => new(property, IndexKind.Moment);
}

/// <summary>Leading fields that a query fixes, then at most one that it may bound and that gives the order.</summary>
public abstract class Index
{
    private protected Index(string name, IReadOnlyList<IndexField> leading, IndexField? range, bool unique)
    {
        Name = name;
        Leading = leading;
        Range = range;
        IsUnique = unique;
    }

    /// <summary>Unique over the whole store; lower-case letters and '_'.</summary>
    public string Name { get; }

    public IReadOnlyList<IndexField> Leading { get; }

    /// <summary>Null: the index has no range field and its order is that of the ids.</summary>
    public IndexField? Range { get; }

    /// <summary>When true, two documents with the same values in all fields conflict.</summary>
    public bool IsUnique { get; }
}

/// <summary>An index of one document class. A query can only be made from one, so a query without an index does not compile.</summary>
public sealed class Index<T>(string name, IReadOnlyList<IndexField> leading, IndexField? range = null, bool unique = false)
    : Index(name, leading, range, unique)
    where T : Document, IDocument<T>
{
    /// <summary>Starts a query: one value for each leading field, in their order (string, long or DateTimeOffset).</summary>
    /// <exception cref="ArgumentException">The number of values is not that of the leading fields.</exception>
    public IndexQuery<T> Where(params IReadOnlyList<object> values) =>
        values.Count == Leading.Count
            ? new IndexQuery<T>(this, values)
            : throw new ArgumentException($"Index '{Name}' has {Leading.Count} leading fields, not {values.Count}.", nameof(values));
}

/// <summary>Equality on an index's leading fields, an optional range, an order, a limit and where to go on.</summary>
/// <param name="Index">The index that answers it.</param>
/// <param name="Values">One value for each leading field.</param>
/// <param name="From">Smallest value of the range field, included. Null: no bound.</param>
/// <param name="To">Largest value of the range field, included. Null: no bound.</param>
/// <param name="IsDescending">Order by the range field, then by id; both ways round.</param>
/// <param name="Limit">1..1000 documents a page.</param>
/// <param name="Continuation">The key of the last document of the page before. Null: from the start.</param>
public sealed record IndexQuery<T>(
    Index<T> Index,
    IReadOnlyList<object> Values,
    object? From = null,
    object? To = null,
    bool IsDescending = false,
    int Limit = 100,
    string? Continuation = null)
    where T : Document, IDocument<T>
{
    public IndexQuery<T> Between(object? from, object? to) => this with { From = from, To = to };

    public IndexQuery<T> Descending() => this with { IsDescending = true };

    public IndexQuery<T> Take(int limit) => this with { Limit = Math.Clamp(limit, 1, 1000) };

    public IndexQuery<T> After(string? continuation) => this with { Continuation = continuation };
}

/// <summary>One page of a query.</summary>
/// <param name="Items">In the query's order.</param>
/// <param name="Continuation">Hand it to <see cref="IndexQuery{T}.After"/> for the next page. Null: this was the last.</param>
public sealed record QueryPage<T>(IReadOnlyList<T> Items, string? Continuation);
