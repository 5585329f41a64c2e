using System.Runtime.CompilerServices;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>A document of a copy.</summary>
/// <param name="Collection">Where it belongs.</param>
/// <param name="Document">Itself.</param>
/// <param name="IsSurplus">Newer than its owner's copy: the owner does not know of it, and a restored store must not have it.</param>
internal readonly record struct Member(Collection Collection, Document Document, bool IsSurplus);

/// <summary>
/// Reads collections side by side, each in the order of ids: an owner, then the documents that follow it, then the next owner. Nothing is kept but
/// the document at hand of each collection, however many parts one owner has.
/// </summary>
internal static class Families
{
    /// <param name="collections">All that are read.</param>
    /// <param name="read">Gives a collection's documents in the order of ids.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="BackupException">Ids are not in their order.</exception>
    public static async IAsyncEnumerable<Member> ReadAsync(
        IReadOnlyList<Collection> collections, Func<Collection, IAsyncEnumerable<Document>> read, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var owners in collections.Where(collection => collection.Follows is null || !collections.Contains(collection.Follows.Owner)))
        {
            List<Lane> lanes = [];
            try
            {
                foreach (var parts in collections.Where(collection => collection.Follows?.Owner == owners))
                {
                    lanes.Add(new Lane(parts, read(parts).GetAsyncEnumerator(ct)));
                }

                foreach (var lane in lanes)
                {
                    await lane.AdvanceAsync();
                }

                await foreach (var member in MergeAsync(owners, read(owners), lanes, ct))
                {
                    yield return member;
                }
            }
            finally
            {
                foreach (var lane in lanes)
                {
                    await lane.DisposeAsync();
                }
            }
        }
    }

    private static async IAsyncEnumerable<Member> MergeAsync(Collection collection, IAsyncEnumerable<Document> owners, List<Lane> lanes, [EnumeratorCancellation] CancellationToken ct)
    {
        string? last = null;
        await foreach (var owner in owners.WithCancellation(ct))
        {
            RequireOrder(collection, last, owner.Id, isStrict: true);
            last = owner.Id;
            foreach (var lane in lanes)
            {
                // Whose owner is not in the copy came into being with its owner, after the owners were copied.
                for (; lane.Current is { } part && string.CompareOrdinal(lane.OwnerId, owner.Id) < 0; await lane.AdvanceAsync())
                {
                    yield return new Member(lane.Collection, part, IsSurplus: true);
                }
            }

            yield return new Member(collection, owner, IsSurplus: false);
            foreach (var lane in lanes)
            {
                for (; lane.Current is { } part && lane.OwnerId == owner.Id; await lane.AdvanceAsync())
                {
                    yield return new Member(lane.Collection, part, IsSurplus: !lane.Collection.Follows!.IsKnown(owner, part));
                }
            }
        }

        foreach (var lane in lanes)
        {
            for (; lane.Current is { } part; await lane.AdvanceAsync())
            {
                yield return new Member(lane.Collection, part, IsSurplus: true);
            }
        }
    }

    /// <summary>Were ids out of order, parts would look like surplus and get lost: better no restore than such a one.</summary>
    private static void RequireOrder(Collection collection, string? last, string id, bool isStrict)
    {
        if (last is not null && string.CompareOrdinal(last, id) is var order && (order > 0 || (order == 0 && isStrict)))
        {
            throw new BackupException(BackupFault.Damaged, $"In '{collection.Name}' the document {id} comes after {last}.");
        }
    }

    /// <summary>A collection of parts and how far it has been read.</summary>
    private sealed class Lane(Collection collection, IAsyncEnumerator<Document> parts) : IAsyncDisposable
    {
        public Collection Collection => collection;

        /// <summary>Null: at its end.</summary>
        public Document? Current { get; private set; }

        public string OwnerId { get; private set; } = "";

        public async Task AdvanceAsync()
        {
            var last = Current;
            Current = await parts.MoveNextAsync() ? parts.Current : null;
            if (Current is null)
            {
                return;
            }

            RequireOrder(collection, last?.Id, Current.Id, isStrict: true);
            var owner = collection.Follows!.OwnerId(Current);
            RequireOrder(collection, last is null ? null : OwnerId, owner, isStrict: false);
            OwnerId = owner;
        }

        public ValueTask DisposeAsync() => parts.DisposeAsync();
    }
}
