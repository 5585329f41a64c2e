using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Local;

/// <summary>
/// The master key of a data folder: the configuration's, else the one in <c>master.key</c>, which is made when something is locked for the first time. Opening never
/// makes one: a new key opens nothing.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="configured"><c>Secrets__MasterKey</c>. Null: the file's.</param>
/// <param name="entropy">Makes keys and nonces.</param>
internal sealed class MasterKeyFile(string folder, byte[]? configured, Entropy entropy) : IMasterKey
{
    public const string FileName = "master.key";

    private const string MadeSuffix = ".made";

    private readonly Lock _gate = new();
    private AesMasterKey? _key = configured is null ? null : new AesMasterKey(configured, entropy);

    private string File => Path.Combine(folder, FileName);

    /// <summary>Says that a key was made here or belongs here, so that its loss is noticed and not made up for with one that opens nothing.</summary>
    private string Made => File + MadeSuffix;

    /// <summary>Says of a folder, whose data came from elsewhere, that there is a key which belongs here: without it none is made.</summary>
    /// <exception cref="SecretException">The folder cannot be written.</exception>
    public static void Expect(string folder)
    {
        try
        {
            System.IO.File.WriteAllText(Path.Combine(folder, FileName + MadeSuffix), "");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unavailable($"The folder {folder} cannot be written: {failure.Message}", failure);
        }
    }

    public Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken ct) => Key(mayMake: true).WrapAsync(dataKey, ct);

    public Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken ct) => Key(mayMake: false).UnwrapAsync(wrapped, ct);

    private AesMasterKey Key(bool mayMake)
    {
        lock (_gate)
        {
            try
            {
                return _key ??= Read() ?? (mayMake ? MakeFirst() : throw Unavailable($"There is no master key: {File} is missing and Secrets__MasterKey is not set. Put the key back that the data was locked with."));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw Unavailable($"The master key in {File} cannot be read or written: {failure.Message}", failure);
            }
        }
    }

    private AesMasterKey? Read()
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        var key = new byte[DataKey.Length];
        return Convert.TryFromBase64String(System.IO.File.ReadAllText(File).Trim(), key, out var length) && length == DataKey.Length
            ? new AesMasterKey(key, entropy)
            : throw Unavailable($"{File} does not hold a master key ({DataKey.Length} bytes in base64); put the right file back.");
    }

    private AesMasterKey MakeFirst() => !System.IO.File.Exists(Made) ? Make()
        // The key has its name before this file has: somebody may have made both since we looked.
        : Read() ?? throw Unavailable($"The master key that belongs here is gone: {File} is missing. Put it back; to begin anew, with a key that opens nothing older, delete {Made}.");

    /// <summary>Written whole before it gets its name; whoever is second reads the first one's.</summary>
    private AesMasterKey Make()
    {
        DataFolder.Make(folder);
        var unfinished = $"{File}.{entropy.ClientSeed()}.tmp";
        try
        {
            Span<byte> key = stackalloc byte[DataKey.Length];
            entropy.Bytes(key);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(unfinished, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
                stream.Flush(flushToDisk: true);
            }

            _ = Posix.MoveToFreeName(unfinished, File);
            System.IO.File.WriteAllText(Made, "");
            Posix.SyncFolder(folder);
        }
        finally
        {
            System.IO.File.Delete(unfinished);
        }

        return Read()!;
    }

    private static SecretException Unavailable(string sentence, Exception? cause = null) => new(SecretFault.Unavailable, sentence, cause);
}
