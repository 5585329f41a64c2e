using System.Buffers;
using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Tests.Sessions;

/// <summary>What befalls a commit.</summary>
internal enum Fault
{
    None,

    /// <summary>Somebody else writes one of the replaced documents first.</summary>
    Race,

    /// <summary>The engine fails and nothing of the commit happened.</summary>
    CrashBefore,

    /// <summary>The engine fails although the commit is durable: the caller cannot know.</summary>
    CrashAfter,
}

/// <summary>The store as a dictionary: what <see cref="IStore"/> promises and nothing else, with mishaps on demand.</summary>
internal sealed class ModelStore(TimeProvider clock) : IStore
{
    private readonly Dictionary<(string Collection, string Id), byte[]> _documents = [];

    /// <summary>Every call, in order, such as <c>find players</c> and <c>commit players ledger</c>: one round trip each.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Awaited at the start of each call; what it gives befalls the commit. Null: calls are done at once.</summary>
    public Func<Task<Fault>>? Turn { get; set; }

    /// <summary>The faults of the next commits, in order; used when there is no <see cref="Turn"/>.</summary>
    public Queue<Fault> Faults { get; } = [];

    /// <summary>Told of each document that a commit wrote, with what was there before (null: nothing).</summary>
    public Action<Document, Document?>? Written { get; set; }

    public async Task<T?> FindAsync<T>(string id, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await ArriveAsync($"find {T.Collection.Name}", ct);
        return Read<T>(id);
    }

    public async Task<IReadOnlyList<T>> FindManyAsync<T>(IReadOnlyCollection<string> ids, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await ArriveAsync($"find {T.Collection.Name}", ct);
        return [.. ids.Select(Read<T>).OfType<T>()];
    }

    public async Task<QueryPage<T>> QueryAsync<T>(IndexQuery<T> query, CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await ArriveAsync($"query {T.Collection.Name}", ct);
        var matching = Everything<T>()
            .Where(document => query.Index.Leading.Zip(query.Values).All(pair => Equals(Value(document, pair.First), pair.Second)))
            .Where(document => query.From is null || Rank(document, query.Index) >= Number(query.From))
            .Where(document => query.To is null || Rank(document, query.Index) <= Number(query.To))
            .OrderBy(document => Rank(document, query.Index))
            .ThenBy(document => document.Id, StringComparer.Ordinal)
            .ToList();
        if (query.IsDescending)
        {
            matching.Reverse();
        }

        var rest = query.Continuation is null ? matching : [.. matching.SkipWhile(document => document.Id != query.Continuation).Skip(1)];
        var page = rest.Take(query.Limit).ToList();
        return new QueryPage<T>(page, page.Count < rest.Count ? page[^1].Id : null);
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken ct)
    {
        var fault = await ArriveAsync($"commit {string.Join(' ', commit.Changes.Select(change => change.Collection.Name))}", ct);
        fault = fault == Fault.None && Faults.TryDequeue(out var next) ? next : fault;
        var conflicts = commit.Changes.Where(change => !Fits(change)).ToList();
        if (fault == Fault.Race)
        {
            conflicts = [.. conflicts.Union(commit.Changes.OfType<Change.Replace>())];
        }

        if (fault == Fault.CrashBefore)
        {
            throw new StoreException(StoreFault.Unavailable, "The connection was lost before the commit.");
        }

        if (conflicts.Count > 0)
        {
            return new CommitOutcome.Conflict(conflicts);
        }

        foreach (var change in commit.Changes)
        {
            Apply(change);
        }

        return fault == Fault.CrashAfter
            ? throw new StoreException(StoreFault.Unavailable, "The connection was lost after the commit.")
            : CommitOutcome.Committed.Instance;
    }

    public async IAsyncEnumerable<T> ScanAsync<T>(string? after, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await ArriveAsync($"scan {T.Collection.Name}", ct);
        foreach (var document in Everything<T>().Where(document => string.CompareOrdinal(document.Id, after) > 0))
        {
            yield return document;
        }
    }

    public Task EnsureSchemaAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Looks without a round trip.</summary>
    public T? Read<T>(string id)
        where T : Document, IDocument<T> => _documents.TryGetValue((T.Collection.Name, id), out var json) ? T.Collection.Read(json) : null;

    /// <summary>Looks at a whole collection, in the order of ids.</summary>
    public IReadOnlyList<T> Everything<T>()
        where T : Document, IDocument<T> =>
        [.. _documents.Where(entry => entry.Key.Collection == T.Collection.Name).OrderBy(entry => entry.Key.Id, StringComparer.Ordinal).Select(entry => T.Collection.Read(entry.Value))];

    public void Put<T>(T document)
        where T : Document, IDocument<T> => Write(T.Collection, document);

    public void Erase<T>(string id)
        where T : Document, IDocument<T> => _documents.Remove((T.Collection.Name, id));

    private static object? Value(Document document, IndexField field) => document.GetType().GetProperty(field.Property)!.GetValue(document);

    private static long Rank(Document document, Core.Storage.Index index) => index.Range is { } range ? Number(Value(document, range)) : 0;

    private static long Number(object? value) => value is DateTimeOffset moment ? moment.ToUnixTimeMilliseconds() : Convert.ToInt64(value);

    private async Task<Fault> ArriveAsync(string call, CancellationToken ct)
    {
        var fault = Turn is { } turn ? await turn() : Fault.None;
        ct.ThrowIfCancellationRequested();
        Calls.Add(call);
        return fault;
    }

    private bool Fits(Change change)
    {
        var isThere = _documents.TryGetValue((change.Collection.Name, change.Id), out var json);
        return change switch
        {
            Change.Insert => !isThere,
            Change.Replace replace => isThere && VersionOf(json!) == replace.ExpectedVersion,
            Change.Delete delete => isThere && VersionOf(json!) == delete.ExpectedVersion,
            _ => throw new NotSupportedException($"{change.GetType().Name} is not modelled."),
        };
    }

    private void Apply(Change change)
    {
        switch (change)
        {
            case Change.Insert { Document.ExpiresAt: { } end } gone when end <= clock.GetUtcNow():
                // It exists for nobody, from the beginning.
                gone.Document.Version++;
                break;
            case Change.Insert insert:
                Write(insert.Collection, insert.Document);
                break;
            case Change.Replace replace:
                Write(replace.Collection, replace.Document);
                break;
            case Change.Delete delete:
                _documents.Remove((delete.Collection.Name, delete.Id));
                break;
        }
    }

    private void Write(Collection collection, Document document)
    {
        var before = collection == Core.Economy.Player.Collection ? Read<Core.Economy.Player>(document.Id) : null;
        document.Version++;
        var json = new ArrayBufferWriter<byte>();
        collection.Write(document, json);
        _documents[(collection.Name, document.Id)] = json.WrittenSpan.ToArray();
        Written?.Invoke(document, before);
    }

    private static long VersionOf(byte[] json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("version").GetInt64();
    }
}
