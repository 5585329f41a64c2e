using System.Buffers;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.PersonalData;

/// <summary>What one collection holds of people: whose, how they get a copy of it, how it is erased.</summary>
public abstract class Holding
{
    public abstract Collection Collection { get; }

    /// <summary>Where /privacy speaks of it.</summary>
    public required Chapter Chapter { get; init; }

    /// <summary>Whose it is and how it names them; for whoever reads the copy, or this table.</summary>
    public required string About { get; init; }

    /// <summary>How it stands in the copy.</summary>
    public required string Exported { get; init; }

    /// <summary>What an erasure does to it.</summary>
    public required string Erased { get; init; }

    /// <summary>Each document of a person as it may be shown to them.</summary>
    internal abstract IAsyncEnumerable<JsonObject> ExportAsync(IStore store, Subject subject, CancellationToken ct);

    /// <summary>Erases what may go before the player. Safe to repeat, and to go on with wherever it was cut off.</summary>
    /// <exception cref="StoreException">Others keep writing to it; try again later.</exception>
    internal abstract Task EraseAsync(IStore store, Subject subject, CancellationToken ct);
}

/// <inheritdoc/>
internal sealed class Holding<T> : Holding
    where T : Document, IDocument<T>
{
    private const int MostPasses = 5;

    public override Collection Collection => T.Collection;

    /// <summary>A person's documents. Null: it has none of anybody.</summary>
    public Func<IStore, Subject, CancellationToken, IAsyncEnumerable<T>>? Find { get; init; }

    /// <summary>Takes out of a copy what is a secret or somebody else's, and says so in its place.</summary>
    public Action<T, JsonObject> Withhold { get; init; } = (_, _) => { };

    /// <summary>Erases one document, or takes the person out of one that is others' as well. Null: nothing of it goes, or it goes in the job's last commit.</summary>
    public Func<Subject, T, Commit>? Erase { get; init; }

    /// <summary>The whole document goes.</summary>
    public static Commit Delete(Subject who, T document)
    {
        _ = who;
        return new Commit().Delete(document);
    }

    internal override async IAsyncEnumerable<JsonObject> ExportAsync(IStore store, Subject subject, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (Find is null)
        {
            yield break;
        }

        var buffer = new ArrayBufferWriter<byte>();
        await foreach (var document in Find(store, subject, ct))
        {
            buffer.ResetWrittenCount();
            Collection.Write(document, buffer);
            var shown = (JsonObject)JsonNode.Parse(buffer.WrittenSpan)!;
            Withhold(document, shown);
            yield return shown;
        }
    }

    internal override async Task EraseAsync(IStore store, Subject subject, CancellationToken ct)
    {
        for (var pass = 1; Find is not null && Erase is not null; pass++)
        {
            var isOvertaken = false;
            await foreach (var document in Find(store, subject, ct))
            {
                isOvertaken |= await store.CommitAsync(Erase(subject, document), ct) is CommitOutcome.Conflict;
            }

            if (!isOvertaken)
            {
                return;
            }

            if (pass == MostPasses)
            {
                throw new StoreException(StoreFault.Busy, $"Others keep writing to '{Collection.Name}' what is to be erased.");
            }
        }
    }
}
