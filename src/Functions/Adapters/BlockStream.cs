using System.Buffers;
using System.Buffers.Binary;
using FlippyFlip.Core.Fairness;

namespace FlippyFlip.Functions.Adapters;

/// <summary>Cuts what is written into blocks and hands each over when it is full, so that memory stays flat whatever the length.</summary>
internal sealed class BlockStream : Stream
{
    /// <summary>Bytes. A blob has at most 50,000 blocks: 390 GiB in all.</summary>
    private const int BlockSize = 8 * 1024 * 1024;

    private readonly Func<string, Func<Stream>, CancellationToken, Task> _stage;
    private readonly byte[] _id = new byte[20];
    private readonly byte[] _block = ArrayPool<byte>.Shared.Rent(BlockSize);
    private int _filled;

    /// <param name="entropy">For ids that no other writer of the same name has.</param>
    /// <param name="stage">Takes a block: its id, and a way to read its bytes, once for each try.</param>
    public BlockStream(Entropy entropy, Func<string, Func<Stream>, CancellationToken, Task> stage)
    {
        _stage = stage;
        entropy.Bytes(_id.AsSpan(4));
    }

    /// <summary>Of the blocks so far, in their order.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>Bytes handed over.</summary>
    public long Staged { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = buffer[..Math.Min(buffer.Length, BlockSize - _filled)];
            part.CopyTo(_block.AsMemory(_filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
            if (_filled == BlockSize)
            {
                await FlushLastAsync(cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Hands over what is left, a block that is not full.</summary>
    public async Task FlushLastAsync(CancellationToken ct)
    {
        if (_filled == 0)
        {
            return;
        }

        BinaryPrimitives.WriteInt32BigEndian(_id, Ids.Count);
        var id = Convert.ToBase64String(_id);
        await _stage(id, () => new MemoryStream(_block, 0, _filled, writable: false), ct);
        Ids.Add(id);
        Staged += _filled;
        _filled = 0;
    }

    /// <summary>Does nothing: a block is handed over when it is full.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously: a block goes over the network.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }

        base.Dispose(disposing);
    }
}
