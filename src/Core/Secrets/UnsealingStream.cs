using System.Security.Cryptography;

namespace FlippyFlip.Core.Secrets;

/// <summary>
/// Opens what a <see cref="SealingStream"/> locked. Every byte it gives is authentic; that the text is whole is known when it ends without an exception. Reads throw
/// <see cref="SecretException"/>, whose sentence names the chunk and what is wrong with it.
/// </summary>
public sealed class UnsealingStream(Stream input, ReadOnlyMemory<byte> dataKey, string name) : Stream
{
    /// <summary>How far ahead a chunk is looked for that is not where it belongs; only the wording of the failure depends on it.</summary>
    private const uint Search = 128;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _plain = new byte[SealedChunks.ChunkLength];
    private byte[] _locked = new byte[SealedChunks.ChunkLength + SealedChunks.TagLength];
    private byte[] _ahead = new byte[SealedChunks.ChunkLength + SealedChunks.TagLength];
    private int _aheadLength;
    private SealedChunks? _chunks;
    private uint _number;
    private int _start;
    private int _end;
    private bool _isDone;

    /// <summary>Locked bytes read so far.</summary>
    public long LockedLength { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>SHA-256 of all that was read from the input; asked once, at the end.</summary>
    public byte[] HashAndReset() => _hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _end && !_isDone && buffer.Length > 0)
        {
            await OpenChunkAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _end - _start);
        _plain.AsSpan(_start, count).CopyTo(buffer.Span);
        _start += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_plain);
            _chunks?.Dispose();
            _hash.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task OpenChunkAsync(CancellationToken ct)
    {
        if (_chunks is null)
        {
            await BeginAsync(ct);
        }

        // The chunk after this one is read first: a chunk is the last when nothing follows.
        (_locked, _ahead) = (_ahead, _locked);
        var length = _aheadLength;
        _aheadLength = length == _locked.Length ? await FillAsync(_ahead, ct) : 0;
        var isLast = _aheadLength == 0;
        var locked = _locked.AsMemory(0, length);
        if (!_chunks!.TryOpen(_number, isLast, locked.Span, _plain))
        {
            throw Failure(_chunks, isLast, locked.Span);
        }

        (_start, _end, _isDone) = (0, length - SealedChunks.TagLength, isLast);
        _number++;
    }

    private async Task BeginAsync(CancellationToken ct)
    {
        var header = new byte[SealedChunks.HeaderLength];
        if (await FillAsync(header, ct) < header.Length)
        {
            throw new SecretException(SecretFault.CutOff, $"{name} ends within its first {header.Length} bytes.");
        }

        if (!header.AsSpan().StartsWith(SealedChunks.Magic))
        {
            throw new SecretException(SecretFault.UnknownForm, $"{name} does not begin as a sealed file does, or is of a form that this version does not know.");
        }

        _chunks = new SealedChunks(dataKey.Span, header.AsSpan(SealedChunks.Magic.Length), name);
        _aheadLength = await FillAsync(_ahead, ct);
    }

    /// <summary>What is wrong, found by trying what the chunk could be instead.</summary>
    private SecretException Failure(SealedChunks chunks, bool isLast, ReadOnlySpan<byte> locked)
    {
        var place = $"chunk {_number + 1}";
        if (chunks.TryOpen(_number, !isLast, locked, _plain))
        {
            return isLast
                ? new SecretException(SecretFault.CutOff, $"{name} ends after {place}; the rest is missing.")
                : new SecretException(SecretFault.Surplus, $"{name} goes on after its last chunk, {place}.");
        }

        for (uint other = 0; other < _number + Search; other++)
        {
            if (other != _number && (chunks.TryOpen(other, false, locked, _plain) || chunks.TryOpen(other, true, locked, _plain)))
            {
                return new SecretException(SecretFault.OutOfOrder, $"In {name} {place} is missing; chunk {other + 1} stands in its place.");
            }
        }

        return locked.Length < SealedChunks.TagLength || (isLast && locked.Length < SealedChunks.ChunkLength + SealedChunks.TagLength)
            ? new SecretException(SecretFault.Changed, $"In {name} {place}, the last there is, was changed or cut short.")
            : new SecretException(SecretFault.Changed, $"In {name} {place} was changed.");
    }

    private async Task<int> FillAsync(Memory<byte> buffer, CancellationToken ct)
    {
        var count = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        _hash.AppendData(buffer.Span[..count]);
        LockedLength += count;
        return count;
    }
}
