using System.IO.Compression;

namespace FlippyFlip.Core.PersonalData;

/// <summary>Takes bytes as they come and has them plain as long as they fit, and packed (gzip) as long as those do; never more than twice the limit in memory.</summary>
/// <param name="most">Bytes that either may have.</param>
internal sealed class PackedBuffer(int most) : IDisposable
{
    private readonly MemoryStream _packed = new();
    private MemoryStream? _plain = new();
    private GZipStream? _packing;

    /// <summary>True: it does not fit, not even packed.</summary>
    public bool IsFull => _plain is null && _packed.Length > most;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        (_packing ??= new GZipStream(_packed, CompressionLevel.Optimal, leaveOpen: true)).Write(bytes);
        if (_plain is not null && _plain.Length + bytes.Length <= most)
        {
            _plain.Write(bytes);
            return;
        }

        _plain?.Dispose();
        _plain = null;
    }

    /// <summary>All of it; nothing may be added afterwards. Null: it does not fit.</summary>
    public (byte[]? Content, bool IsPacked) Finish()
    {
        _packing?.Dispose();
        return _plain is not null ? (_plain.ToArray(), false) : _packed.Length <= most ? (_packed.ToArray(), true) : (null, true);
    }

    public void Dispose()
    {
        _packing?.Dispose();
        _plain?.Dispose();
        _packed.Dispose();
    }
}
