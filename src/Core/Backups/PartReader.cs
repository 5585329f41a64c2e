using System.IO.Compression;
using System.Text.Json;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>Reads one part line by line and holds it against what the manifest says of it.</summary>
internal sealed class PartReader : IAsyncDisposable
{
    /// <summary>Longer than any document a store takes; what exceeds it is no line of ours.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    private readonly string _name;
    private readonly BackupPart _part;
    private readonly UnsealingStream _locked;
    private readonly BrotliStream _plain;
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private long _documents;
    private bool _isAtEnd;

    private PartReader(string name, BackupPart part, Stream input, byte[] dataKey)
    {
        _name = name;
        _part = part;
        _locked = new UnsealingStream(input, dataKey, name);
        _plain = new BrotliStream(_locked, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <exception cref="BackupException">The part is missing.</exception>
    public static async Task<PartReader> OpenAsync(IArchive archive, string backup, BackupPart part, byte[] dataKey, CancellationToken ct)
    {
        var name = BackupFiles.Folder(backup) + part.Name;
        return await archive.ReadAsync(name, ct) is { } input
            ? new PartReader(name, part, input, dataKey)
            : throw new BackupException(BackupFault.Damaged, $"The part {name} is missing.");
    }

    /// <summary>Null: that was the last, and the part is what was written.</summary>
    /// <exception cref="BackupException">It is not.</exception>
    public async ValueTask<Document?> NextAsync(Collection collection, CancellationToken ct)
    {
        try
        {
            return await LineAsync(ct) is { } line ? Parse(collection, line.Span) : null;
        }
        catch (SecretException changed)
        {
            throw Damaged(changed.Message, changed);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or InvalidOperationException)
        {
            throw Damaged($"{_name} cannot be decompressed.", wrong);
        }
        catch (IOException failure)
        {
            throw new ArchiveException(ArchiveFault.Unavailable, $"{_name} could not be read: {failure.Message}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _plain.DisposeAsync();
        await _locked.DisposeAsync();
    }

    private async ValueTask<ReadOnlyMemory<byte>?> LineAsync(CancellationToken ct)
    {
        for (var searched = 0; ;)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                return line;
            }

            searched = _end - _start;
            if (!await FillAsync(ct))
            {
                await CheckEndAsync(searched, ct);
                return null;
            }
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw Damaged($"A line of {_name} is longer than any document.", null);
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await _plain.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += count;
        _isAtEnd = count == 0;
        return !_isAtEnd;
    }

    /// <summary>The rest of the locked text is read as well: only its last chunk proves that it is whole.</summary>
    private async Task CheckEndAsync(int left, CancellationToken ct)
    {
        var rest = 0;
        for (int count; (count = await _locked.ReadAsync(_buffer, ct)) > 0;)
        {
            rest += count;
        }

        if (left > 0 || rest > 0 || _documents != _part.Documents || _locked.LockedLength != _part.Length || Convert.ToHexStringLower(_locked.HashAndReset()) != _part.Sha256)
        {
            throw Damaged($"{_name} is not the part that the manifest names: {_documents} documents of {_part.Documents}, {_locked.LockedLength} bytes of {_part.Length}, or another SHA-256.", null);
        }
    }

    private Document Parse(Collection collection, ReadOnlySpan<byte> line)
    {
        _documents++;
        try
        {
            return collection.ReadDocument(line);
        }
        catch (JsonException wrong)
        {
            throw Damaged($"Line {_documents} of {_name} is not a document of '{collection.Name}'.", wrong);
        }
    }

    private static BackupException Damaged(string sentence, Exception? cause) => new(BackupFault.Damaged, sentence, cause);
}
