using FlippyFlip.Contracts;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Local.Tests.Sqlite;

namespace FlippyFlip.Local.Tests;

public sealed class MasterKeyFileTests : MasterKeyContract, IDisposable
{
    private static readonly byte[] AnyKey = new byte[DataKey.Length];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => _folder.File(MasterKeyFile.FileName);

    public void Dispose() => _folder.Dispose();

    protected override Task<IMasterKey> OpenAsync() => Task.FromResult<IMasterKey>(new MasterKeyFile(_folder.Path, null, Entropy.System));

    protected override async Task<IMasterKey> OpenOtherAsync()
    {
        _ = await (await OpenAsync()).WrapAsync(AnyKey, Ct);
        return new MasterKeyFile(_folder.File("other"), null, Entropy.System);
    }

    [Fact]
    public async Task The_key_is_made_at_first_need_for_its_owner_only()
    {
        var key = await OpenAsync();
        Assert.False(File.Exists(KeyFile));

        await key.WrapAsync(AnyKey, Ct);

        Assert.Equal(DataKey.Length, Convert.FromBase64String((await File.ReadAllTextAsync(KeyFile, Ct)).Trim()).Length);
        Assert.Equal([KeyFile, $"{KeyFile}.made"], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public async Task All_who_need_it_first_get_the_same()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => (await (await OpenAsync()).WrapAsync(AnyKey, Ct)).KeyId)));
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Opening_makes_no_key()
    {
        var wrapped = await new AesMasterKey(AnyKey, Entropy.System).WrapAsync(AnyKey, Ct);

        var problem = await Assert.ThrowsAsync<SecretException>(async () => await (await OpenAsync()).UnwrapAsync(wrapped, Ct));

        Assert.Equal(
            (SecretFault.Unavailable, $"There is no master key: {KeyFile} is missing and Secrets__MasterKey is not set. Put the key back that the data was locked with."), (problem.Fault, problem.Message));
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task A_key_that_was_lost_is_not_made_up_for()
    {
        await (await OpenAsync()).WrapAsync(AnyKey, Ct);
        File.Delete(KeyFile);

        var problem = await Assert.ThrowsAsync<SecretException>(async () => await (await OpenAsync()).WrapAsync(AnyKey, Ct));

        Assert.Equal(
            (SecretFault.Unavailable, $"The master key that belongs here is gone: {KeyFile} is missing. Put it back; to begin anew, with a key that opens nothing older, delete {KeyFile}.made."),
            (problem.Fault, problem.Message));
        Assert.False(File.Exists(KeyFile));
        File.Delete($"{KeyFile}.made");
        await (await OpenAsync()).WrapAsync(AnyKey, Ct);
        Assert.True(File.Exists(KeyFile));
    }

    [Fact]
    public async Task A_configured_key_is_used_and_no_file_made()
    {
        var wrapped = await new MasterKeyFile(_folder.Path, AnyKey, Entropy.System).WrapAsync(AnyKey, Ct);

        Assert.Equal(new AesMasterKey(AnyKey, Entropy.System).Id, wrapped.KeyId);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task A_damaged_file_is_said_and_kept()
    {
        await File.WriteAllTextAsync(KeyFile, "rubbish", Ct);

        var problem = await Assert.ThrowsAsync<SecretException>(async () => await (await OpenAsync()).WrapAsync(AnyKey, Ct));

        Assert.Equal((SecretFault.Unavailable, $"{KeyFile} does not hold a master key (32 bytes in base64); put the right file back."), (problem.Fault, problem.Message));
        Assert.Equal("rubbish", await File.ReadAllTextAsync(KeyFile, Ct));
    }
}
