using System.Buffers;
using System.IO.Compression;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>Writes one part: documents as NDJSON, through Brotli, through authenticated chunks, into the archive.</summary>
internal sealed class PartWriter(string name, Collection collection, BackupPlace place, byte[] dataKey, LedgerTotals ledger)
{
    /// <summary>Brotli's scale goes from 0, fast, to 11, small.</summary>
    private const int Quality = 4;

    private const int BufferLength = 128 * 1024;
    private const int ReportEvery = 1000;

    private readonly ArrayBufferWriter<byte> _lines = new(BufferLength + 16 * 1024);
    private long _documents;
    private long _plainLength;
    private string _lastId = "";

    /// <summary>The sums with this part's players.</summary>
    public LedgerTotals Ledger { get; private set; } = ledger;

    /// <summary>Once it is written.</summary>
    public BackupPart Result { get; private set; } = null!;

    /// <summary>Takes documents until the part is full or there are no more.</summary>
    /// <param name="scan">Stands on the first document.</param>
    /// <param name="report">Told now and then how many documents are done.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>True: the scan stands on the first document of the next part.</returns>
    public async Task<bool> WriteAsync(IAsyncEnumerator<Document> scan, Action<long> report, CancellationToken ct)
    {
        var isMore = false;
        var written = await place.Archive.WriteAsync(name, async (output, token) =>
        {
            await using var locked = new SealingStream(output, dataKey, name, place.Entropy);
            await using (var packed = new BrotliStream(locked, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true))
            {
                isMore = await CopyAsync(scan, packed, report, token);
            }

            var hash = await locked.CompleteAsync(token);
            Result = new BackupPart(name[(name.IndexOf('/') + 1)..], _documents, _lastId, _plainLength, locked.LockedLength, Convert.ToHexStringLower(hash));
        }, ct);
        return written is ArchiveWrite.Written ? isMore : throw new BackupException(BackupFault.TakenOver, $"Another process writes {name}; this one stops.");
    }

    private async Task<bool> CopyAsync(IAsyncEnumerator<Document> scan, BrotliStream output, Action<long> report, CancellationToken ct)
    {
        bool isMore;
        do
        {
            Add(scan.Current);
            if (_lines.WrittenCount >= BufferLength)
            {
                await output.WriteAsync(_lines.WrittenMemory, ct);
                _lines.ResetWrittenCount();
            }

            if (_documents % ReportEvery == 0)
            {
                report(_documents);
            }

            isMore = await scan.MoveNextAsync();
        }
        while (isMore && _plainLength < place.PartLength);
        await output.WriteAsync(_lines.WrittenMemory, ct);
        report(_documents);
        return isMore;
    }

    private void Add(Document document)
    {
        var before = _lines.WrittenCount;
        collection.Write(document, _lines);
        _lines.Write("\n"u8);
        _plainLength += _lines.WrittenCount - before;
        _documents++;
        _lastId = document.Id;
        if (document is Player player)
        {
            Ledger = Ledger.With(player);
        }
    }
}
