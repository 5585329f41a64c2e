namespace FlippyFlip.Core.Storage;

/// <summary>Changes that happen together or not at all. Each document may occur once.</summary>
public sealed class Commit
{
    private readonly List<Change> _changes = [];

    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Adds a document that must not exist yet (an expired one does not exist).</summary>
    public Commit Insert<T>(T document)
        where T : Document, IDocument<T> =>
        Insert(document, version: 1);

    /// <summary>The same, for a document that takes the place of one that was deleted and must not be mistaken for it.</summary>
    /// <param name="document">What.</param>
    /// <param name="version">Its version afterwards; at least 1.</param>
    public Commit Insert<T>(T document, long version)
        where T : Document, IDocument<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return Add(new Change.Insert(T.Collection, document, version));
    }

    /// <summary>Adds a document as it was elsewhere: it must not exist yet and keeps its <see cref="Document.Version"/>. For restoring a copy.</summary>
    /// <exception cref="ArgumentException">The document was never committed: its version is below 1.</exception>
    public Commit Restore(Collection collection, Document document) => document.Version >= 1
        ? Add(new Change.Insert(collection, document, document.Version))
        : throw new ArgumentException($"'{collection.Name}/{document.Id}' was never committed.", nameof(document));

    /// <summary>Writes a document back; its <see cref="Document.Version"/> must still be the stored one.</summary>
    public Commit Replace<T>(T document)
        where T : Document, IDocument<T> =>
        Add(new Change.Replace(T.Collection, document, document.Version));

    /// <summary>Removes a document whose <see cref="Document.Version"/> must still be the stored one.</summary>
    public Commit Delete<T>(T document)
        where T : Document, IDocument<T> =>
        Add(new Change.Delete(T.Collection, document.Id, document.Version));

    /// <summary>Adds to a top-level integer field. Never conflicts; a missing document is made with that field alone.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="property">The C# property's name.</param>
    /// <param name="by">May be negative.</param>
    public Commit Increment<T>(string id, string property, long by)
        where T : Document, IDocument<T> =>
        Add(new Change.Increment(T.Collection, id, property, by));

    /// <summary>For a store that has committed it: gives each document the version that is stored now.</summary>
    public void Done()
    {
        foreach (var change in _changes)
        {
            switch (change)
            {
                case Change.Insert insert:
                    insert.Document.Version = insert.Version;
                    break;
                case Change.Replace replace:
                    replace.Document.Version = replace.ExpectedVersion + 1;
                    break;
            }
        }
    }

    private Commit Add(Change change)
    {
        if (_changes.Any(other => ReferenceEquals(other.Collection, change.Collection) && other.Id == change.Id))
        {
            throw new ArgumentException($"The commit already changes '{change.Collection.Name}/{change.Id}'.", nameof(change));
        }

        _changes.Add(change);
        return this;
    }
}

/// <summary>One part of a commit.</summary>
public abstract record Change(Collection Collection, string Id)
{
    /// <param name="Collection">Where to.</param>
    /// <param name="Document">What.</param>
    /// <param name="Version">What the document's version is afterwards: 1, or what it was where it is restored from.</param>
    public sealed record Insert(Collection Collection, Document Document, long Version) : Change(Collection, Document.Id);

    public sealed record Replace(Collection Collection, Document Document, long ExpectedVersion) : Change(Collection, Document.Id);

    public sealed record Delete(Collection Collection, string Id, long ExpectedVersion) : Change(Collection, Id);

    public sealed record Increment(Collection Collection, string Id, string Property, long By) : Change(Collection, Id);
}

/// <summary>What became of a commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>All of it is on disk, and the documents carry their new versions.</summary>
    public sealed record Committed : CommitOutcome
    {
        public static readonly Committed Instance = new();
    }

    /// <summary>None of it happened: these documents were inserted, changed or removed by someone else in the meantime.</summary>
    /// <param name="Changes">The changes that did not fit; at least one.</param>
    public sealed record Conflict(IReadOnlyList<Change> Changes) : CommitOutcome;
}
