using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.PersonalData;

/// <summary>The ways to a person's documents.</summary>
internal static class Finding
{
    private const int Page = 100;

    /// <summary>The document of this id.</summary>
    public static async IAsyncEnumerable<T> OneAsync<T>(this IStore store, string id, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        if (await store.FindAsync<T>(id, ct) is { } document)
        {
            yield return document;
        }
    }

    /// <summary>All that an index gives, page by page; what goes meanwhile does not disturb it.</summary>
    public static async IAsyncEnumerable<T> EveryAsync<T>(this IStore store, IndexQuery<T> query, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        query = query.Take(Page);
        for (var more = true; more;)
        {
            var page = await store.QueryAsync(query, ct);
            foreach (var document in page.Items)
            {
                yield return document;
            }

            query = query.After(page.Continuation);
            more = page.Continuation is not null;
        }
    }

    /// <summary>The one, then the other.</summary>
    public static async IAsyncEnumerable<T> AndAsync<T>(this IAsyncEnumerable<T> first, IAsyncEnumerable<T> second)
    {
        await foreach (var document in first)
        {
            yield return document;
        }

        await foreach (var document in second)
        {
            yield return document;
        }
    }

    /// <summary>All whose ids begin like this.</summary>
    public static async IAsyncEnumerable<T> UnderAsync<T>(this IStore store, string prefix, [EnumeratorCancellation] CancellationToken ct)
        where T : Document, IDocument<T>
    {
        await foreach (var document in store.ScanAsync<T>(prefix, ct))
        {
            if (!document.Id.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield break;
            }

            yield return document;
        }
    }
}
