using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Core.Backups;

/// <summary>
/// A small file of two lines: JSON that everybody may read, and its HMAC-SHA256 in hex under a key derived from the backup's data key, which covers the file's name as
/// well. A change is found by whoever has the master key.
/// </summary>
internal sealed class SignedJson
{
    private const int Longest = 16 * 1024 * 1024;
    private const int SignatureLength = 2 * HMACSHA256.HashSizeInBytes;

    private readonly byte[] _json;
    private readonly byte[] _signature;
    private readonly string _name;

    private SignedJson(string name, byte[] json, byte[] signature)
    {
        _name = name;
        _json = json;
        _signature = signature;
    }

    public static Task<ArchiveWrite> WriteAsync<T>(IArchive archive, string name, T value, JsonTypeInfo<T> type, byte[] dataKey, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        byte[] file = [.. json, (byte)'\n', .. Sign(name, json, dataKey), (byte)'\n'];
        return archive.WriteAsync(name, async (stream, token) => await stream.WriteAsync(file, token), ct);
    }

    /// <returns>Null: there is no such file.</returns>
    /// <exception cref="BackupException">It is not such a file.</exception>
    public static async Task<SignedJson?> ReadAsync(IArchive archive, string name, CancellationToken ct)
    {
        await using var stream = await archive.ReadAsync(name, ct);
        if (stream is null)
        {
            return null;
        }

        var bytes = await AllAsync(stream, ct);
        var line = bytes.AsSpan().IndexOf((byte)'\n');
        return line > 0 && bytes.Length == line + SignatureLength + 2 && bytes[^1] == '\n'
            ? new SignedJson(name, bytes[..line], bytes[(line + 1)..^1])
            : throw Damaged(name);
    }

    /// <summary>What it says, whoever wrote it.</summary>
    /// <exception cref="BackupException">It says nothing of that kind.</exception>
    public T Claimed<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(_json, type) ?? throw Damaged(_name);
        }
        catch (JsonException wrong)
        {
            throw Damaged(_name, wrong);
        }
    }

    /// <exception cref="BackupException">It was not written by whoever has the key.</exception>
    public void Check(byte[] dataKey)
    {
        if (!CryptographicOperations.FixedTimeEquals(Sign(_name, _json, dataKey), _signature))
        {
            throw Damaged(_name);
        }
    }

    private static byte[] Sign(string name, byte[] json, byte[] dataKey)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, DataKey.Length, info: Encoding.UTF8.GetBytes($"flippy signed json 1\n{name}"));
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(key, json)));
    }

    private static async Task<byte[]> AllAsync(Stream stream, CancellationToken ct)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, ct)) > 0 && all.Length <= Longest;)
        {
            await all.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        return all.ToArray();
    }

    private static BackupException Damaged(string name, Exception? cause = null) => new(BackupFault.Damaged, $"{name} was changed after it was written.", cause);
}
