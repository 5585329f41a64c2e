using System.Security.Cryptography;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Core.Secrets;

/// <summary>Locks what is written to it, chunk by chunk (<see cref="SealedChunks"/>). The text is whole only after <see cref="CompleteAsync"/>.</summary>
public sealed class SealingStream : Stream
{
    private readonly Stream _output;
    private readonly SealedChunks _chunks;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _plain = new byte[SealedChunks.ChunkLength];
    private readonly byte[] _locked = new byte[SealedChunks.ChunkLength + SealedChunks.TagLength];
    private readonly byte[] _salt = new byte[SealedChunks.SaltLength];
    private int _filled;
    private uint _number;
    private bool _isBegun;

    /// <param name="output">Stays open.</param>
    /// <param name="dataKey"><see cref="DataKey.Length"/> bytes.</param>
    /// <param name="name">What the text is; it must be read under the same name.</param>
    /// <param name="entropy">Makes the salt.</param>
    public SealingStream(Stream output, ReadOnlySpan<byte> dataKey, string name, Entropy entropy)
    {
        _output = output;
        entropy.Bytes(_salt);
        _chunks = new SealedChunks(dataKey, _salt, name);
    }

    /// <summary>Locked bytes so far.</summary>
    public long LockedLength { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits until more comes, since only then it is not the last.
            if (_filled == _plain.Length)
            {
                await LockAsync(isLast: false, cancellationToken);
            }

            var count = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer.Span[..count].CopyTo(_plain.AsSpan(_filled));
            _filled += count;
            buffer = buffer[count..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Locks the last chunk.</summary>
    /// <returns>SHA-256 of all that was written to the output.</returns>
    public async Task<byte[]> CompleteAsync(CancellationToken ct)
    {
        await LockAsync(isLast: true, ct);
        return _hash.GetHashAndReset();
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
        // A chunk is locked when it is full.
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_plain);
            _chunks.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task LockAsync(bool isLast, CancellationToken ct)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            await OutAsync((byte[])[.. SealedChunks.Magic, .. _salt], ct);
        }

        _chunks.Lock(checked(_number++), isLast, _plain.AsSpan(0, _filled), _locked.AsSpan(0, _filled + SealedChunks.TagLength));
        await OutAsync(_locked.AsMemory(0, _filled + SealedChunks.TagLength), ct);
        _filled = 0;
    }

    private async Task OutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        _hash.AppendData(bytes.Span);
        LockedLength += bytes.Length;
        await _output.WriteAsync(bytes, ct);
    }
}
