using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlippyFlip.Core.Fairness;

/// <summary>
/// The provably fair numbers of one round. Block k is HMAC-SHA256 with the server seed's 32 bytes as key over the UTF-8 text
/// <c>{client seed}:{nonce}:{k}</c>; each block gives eight unsigned 32-bit numbers, big-endian. A number at or above the largest multiple
/// of the range is rejected and the next one taken, so every outcome is equally likely. Anyone with the seeds gets the same numbers.
/// </summary>
public sealed class FairDraws
{
    private const int NumbersPerBlock = SHA256.HashSizeInBytes / sizeof(uint);

    private readonly byte[] _key;
    private readonly string _prefix;
    private readonly byte[] _block = new byte[SHA256.HashSizeInBytes];
    private readonly List<Draw>? _trace;
    private int _cursor;

    /// <param name="serverSeed">64 hex digits.</param>
    /// <param name="clientSeed">The player's own text.</param>
    /// <param name="nonce">The round's number under these seeds, from 1.</param>
    /// <param name="trace">When given, every number taken is noted there.</param>
    public FairDraws(string serverSeed, string clientSeed, long nonce, List<Draw>? trace = null)
    {
        _key = Convert.FromHexString(serverSeed);
        _prefix = string.Create(CultureInfo.InvariantCulture, $"{clientSeed}:{nonce}:");
        _trace = trace;
    }

    /// <summary>What is shown before a round: SHA-256 of the server seed's bytes, lower-case hex.</summary>
    public static string Hash(string serverSeed) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(serverSeed)));

    /// <summary>A number from 0 up to, but not including, the range; all equally likely.</summary>
    /// <param name="range">1..2^31-1.</param>
    public int Below(int range)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(range, 1);
        var fair = (1L << 32) - ((1L << 32) % range);
        while (true)
        {
            var cursor = _cursor;
            var number = Next();
            var isFair = number < fair;
            var value = (int)(number % range);
            _trace?.Add(new Draw(cursor / NumbersPerBlock, cursor % NumbersPerBlock, number, range, isFair ? value : null));
            if (isFair)
            {
                return value;
            }
        }
    }

    private uint Next()
    {
        var place = _cursor % NumbersPerBlock;
        if (place == 0)
        {
            var message = Encoding.UTF8.GetBytes(_prefix + (_cursor / NumbersPerBlock).ToString(CultureInfo.InvariantCulture));
            HMACSHA256.HashData(_key, message, _block);
        }

        _cursor++;
        return BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(place * sizeof(uint)));
    }
}

/// <summary>One number taken for a round.</summary>
/// <param name="Block">Which HMAC, from 0.</param>
/// <param name="Place">Which of its eight numbers, from 0.</param>
/// <param name="Number">The 32 bits.</param>
/// <param name="Range">How many outcomes there were.</param>
/// <param name="Value">0..Range-1. Null: the number was rejected and another taken.</param>
public sealed record Draw(int Block, int Place, uint Number, int Range, int? Value);
