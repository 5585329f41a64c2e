using FlippyFlip.Core.Discord;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Local.Tests;

public sealed class DevelopmentKeysTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private string KeyFile => Path.Combine(_directory, DevelopmentKeys.FileName);

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public void Makes_the_keys_of_a_new_directory_and_reads_them_again()
    {
        var made = DevelopmentKeys.Open(_directory);
        var read = DevelopmentKeys.Open(_directory);

        Assert.Equal(Parts(made), Parts(read));
        Assert.Equal(new Snowflake(1_200_000_000_000_000_001), made.ApplicationId);
        Assert.Equal((32, 32, 32), (made.Seed.Length, made.PublicKey.Length, made.Pepper.Length));
        Assert.Equal([DevelopmentKeys.FileName], Directory.GetFiles(_directory).Select(Path.GetFileName));
        using var key = Ed25519SigningKey.FromSeed(made.Seed.Span);
        Assert.Equal(made.PublicKey.ToArray(), key.PublicKey.ToArray());
    }

    [Fact]
    public void Makes_other_keys_for_another_directory()
    {
        var first = DevelopmentKeys.Open(_directory);
        var second = DevelopmentKeys.Open(Path.Combine(_directory, "other"));
        Assert.NotEqual(Convert.ToHexString(first.Seed.Span), Convert.ToHexString(second.Seed.Span));
        Assert.NotEqual(Convert.ToHexString(first.Pepper.Span), Convert.ToHexString(second.Pepper.Span));
    }

    [Fact]
    public void Keeps_the_file_to_its_owner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        DevelopmentKeys.Open(_directory);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public async Task Gives_everyone_who_creates_them_at_once_the_same_keys()
    {
        using var together = new Barrier(8);
        var creators = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Parts(DevelopmentKeys.Open(_directory));
            },
            default,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));

        var seen = await Task.WhenAll(creators);

        Assert.Single(seen.Distinct());
        Assert.Equal(seen[0], Parts(DevelopmentKeys.Open(_directory)));
    }

    [Fact]
    public void Is_not_stopped_by_what_a_process_that_died_left_behind()
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(KeyFile + ".tmp", "{");
        File.WriteAllText(KeyFile + ".lock", "");

        DevelopmentKeys.Open(_directory);

        Assert.Equal([KeyFile], Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"applicationId\":null,\"privateSeed\":null,\"publicKey\":null,\"pepper\":null}")]
    [InlineData("{\"applicationId\":\"x\",\"privateSeed\":\"zz\",\"publicKey\":\"\",\"pepper\":\"\"}")]
    [InlineData("{\"applicationId\":\"1\",\"privateSeed\":\"00\",\"publicKey\":\"00\",\"pepper\":\"AA==\"}")]
    public void Says_in_one_sentence_that_the_file_holds_no_keys(string content)
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(KeyFile, content);

        var failure = Assert.Throws<InvalidDataException>(() => DevelopmentKeys.Open(_directory));

        Assert.Equal($"{KeyFile} does not hold development keys; restore it, or delete it and new keys are made.", failure.Message);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void Refuses_a_public_key_that_is_not_the_seeds()
    {
        var keys = DevelopmentKeys.Open(_directory);
        using var other = Ed25519SigningKey.Generate();
        File.WriteAllText(KeyFile, File.ReadAllText(KeyFile).Replace(Convert.ToHexStringLower(keys.PublicKey.Span), Convert.ToHexStringLower(other.PublicKey)));

        Assert.Throws<InvalidDataException>(() => DevelopmentKeys.Open(_directory));
    }

    [Fact]
    public void Says_in_one_sentence_that_the_directory_cannot_be_used()
    {
        File.WriteAllText(_directory, "a file, not a directory");
        try
        {
            var failure = Assert.Throws<InvalidDataException>(() => DevelopmentKeys.Open(_directory));
            Assert.StartsWith($"The development keys in {KeyFile} cannot be read or written: ", failure.Message);
            Assert.DoesNotContain('\n', failure.Message);
        }
        finally
        {
            File.Delete(_directory);
        }
    }

    private static (Snowflake ApplicationId, string Seed, string PublicKey, string Pepper) Parts(DevelopmentKeys keys) => (
        keys.ApplicationId, Convert.ToHexString(keys.Seed.Span), Convert.ToHexString(keys.PublicKey.Span), Convert.ToHexString(keys.Pepper.Span));
}
