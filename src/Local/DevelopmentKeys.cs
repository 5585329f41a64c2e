using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Local;

/// <summary>
/// The secrets of one data directory, in its <c>development.json</c>: the key pair with which this machine plays Discord, and the pepper of hashed
/// tombstones. Made on first use; whoever opens the directory later, or at the same moment, reads the same.
/// </summary>
internal sealed class DevelopmentKeys
{
    public const string FileName = "development.json";

    private const int PepperLength = 32;

    /// <summary>How long another process may take to create the file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private DevelopmentKeys(Snowflake applicationId, byte[] seed, byte[] publicKey, byte[] pepper)
    {
        ApplicationId = applicationId;
        Seed = seed;
        PublicKey = publicKey;
        Pepper = pepper;
    }

    /// <summary>The application a new directory plays; no such application exists at Discord.</summary>
    public static Snowflake FakeApplicationId { get; } = new(1_200_000_000_000_000_001);

    public Snowflake ApplicationId { get; }

    /// <summary>32 bytes; for <see cref="Ed25519SigningKey.FromSeed"/>.</summary>
    public ReadOnlyMemory<byte> Seed { get; }

    /// <summary>32 bytes; belongs to <see cref="Seed"/>.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>32 random bytes: the HMAC key of hashed tombstones.</summary>
    public ReadOnlyMemory<byte> Pepper { get; }

    /// <summary>What votes for the development bot are signed with; the same as long as the key is.</summary>
    public string VoteSecret => $"whs_{Convert.ToHexStringLower(HMACSHA256.HashData(Seed.Span, "the development bot's vote secret"u8))}";

    /// <summary>Reads the directory's keys, or makes the directory and the keys.</summary>
    /// <exception cref="InvalidDataException">They cannot be read or written; the message is one sentence for the person who started us.</exception>
    public static DevelopmentKeys Open(string directory)
    {
        var path = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(path) ? Read(path) : Create(directory, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The development keys in {path} cannot be read or written: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path} does not hold development keys; restore it, or delete it and new keys are made.", failure);
        }
    }

    private static DevelopmentKeys Read(string path)
    {
        var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), DevelopmentJson.Default.DevelopmentFile) ?? throw new JsonException("No object.");
        var seed = Convert.FromHexString(file.PrivateSeed);
        var publicKey = Convert.FromHexString(file.PublicKey);
        var pepper = Convert.FromBase64String(file.Pepper);
        using var key = Ed25519SigningKey.FromSeed(seed);
        if (!key.PublicKey.SequenceEqual(publicKey) || pepper.Length != PepperLength)
        {
            throw new FormatException("The public key is not the seed's, or the pepper has not 32 bytes.");
        }

        return new DevelopmentKeys(Snowflake.Parse(file.ApplicationId), seed, publicKey, pepper);
    }

    private static DevelopmentKeys Create(string directory, string path)
    {
        DataFolder.Make(directory);
        using var turn = TakeTurn(path + ".lock");
        if (!File.Exists(path))
        {
            WriteFresh(path);
        }

        return Read(path);
    }

    /// <summary>A rename replaces what another process has just created, so creators take turns. The system ends the turn of a process that dies.</summary>
    private static FileStream TakeTurn(string path)
    {
        FileStream? turn = null;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        Exception? failure = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    turn = new FileStream(path, options);
                }
                catch (Exception busy) when (IsBusy(busy))
                {
                    failure = busy;
                }
                return turn is not null;
            },
            Patience);
        return turn ?? throw failure!;
    }

    /// <summary>Windows denies access to a file that is about to be deleted; elsewhere denied is denied. No waiting helps a disk that is full (28) or read-only (30).</summary>
    private static bool IsBusy(Exception failure) => failure switch
    {
        IOException { HResult: 28 or 30 } => false,
        DirectoryNotFoundException or PathTooLongException => false,
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        _ => failure is IOException,
    };

    /// <summary>Makes this key pair the directory's own; the pepper stays, since hashes made with it are kept.</summary>
    /// <returns>The file that holds the secret.</returns>
    /// <exception cref="InvalidDataException">As for <see cref="Open"/>.</exception>
    public static string Replace(string directory, ReadOnlySpan<byte> seed)
    {
        var pepper = Open(directory).Pepper;
        var path = Path.Combine(directory, FileName);
        try
        {
            using var turn = TakeTurn(path + ".lock");
            Write(path, seed, pepper.Span);
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The development keys in {path} cannot be written: {failure.Message}", failure);
        }
    }

    private static void WriteFresh(string path)
    {
        Span<byte> random = stackalloc byte[Ed25519SigningKey.SeedLength + PepperLength];
        Entropy.System.Bytes(random);
        Write(path, random[..Ed25519SigningKey.SeedLength], random[Ed25519SigningKey.SeedLength..]);
    }

    private static void Write(string path, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> pepper)
    {
        using var key = Ed25519SigningKey.FromSeed(seed);
        var file = new DevelopmentFile(FakeApplicationId.ToString(), Convert.ToHexStringLower(seed), Convert.ToHexStringLower(key.PublicKey), Convert.ToBase64String(pepper));
        var temporary = path + ".tmp";
        File.Delete(temporary); // of a process that died while writing
        using (var stream = new FileStream(temporary, OwnerOnly()))
        {
            JsonSerializer.Serialize(stream, file, DevelopmentJson.Default.DevelopmentFile);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

/// <summary>What the file holds: hex, hex and base64.</summary>
internal sealed record DevelopmentFile(string ApplicationId, string PrivateSeed, string PublicKey, string Pepper)
{
    public override string ToString() => nameof(DevelopmentFile);
}

[JsonSerializable(typeof(DevelopmentFile))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
internal sealed partial class DevelopmentJson : JsonSerializerContext;
