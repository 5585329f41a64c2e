using FlippyFlip.Contracts;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Functions.Adapters;

namespace FlippyFlip.Functions.Tests.Adapters;

public sealed class BlobArchiveTests(Azurite azurite) : ArchiveContract
{
    private StorageAccount? _account;

    [Fact]
    public async Task Says_without_a_secret_that_its_place_does_not_answer()
    {
        var nobody = new StorageAccount("", $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey={Azurite.AccountKey};BlobEndpoint=http://127.0.0.1:9/nobody;");
        var problem = await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync(Open(nobody), "a", "x"));
        Assert.Equal((ArchiveFault.Unavailable, false), (problem.Fault, problem.ToString().Contains(Azurite.AccountKey, StringComparison.Ordinal)));
    }

    protected override Task<IArchive> OpenAsync() => Task.FromResult<IArchive>(Open(_account ??= azurite.NewAccount()));

    private static BlobArchive Open(StorageAccount account) => new BlobArchive(account.Container("backups", Azurite.NoCredential, QuickOptions()), Entropy.System);

    private static Azure.Storage.Blobs.BlobClientOptions QuickOptions() => new() { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(10) } };
}
