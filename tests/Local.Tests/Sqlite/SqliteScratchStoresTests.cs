using FlippyFlip.Contracts;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

public sealed class SqliteScratchStoresTests : ScratchStoresContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override IScratchStores Stores => new SqliteScratchStores(_folder.File("scratch"), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    protected override async Task AbandonAsync(string name, StarterClaim claim)
    {
        Directory.CreateDirectory(_folder.File("scratch"));
        await using var store = SqliteStore.Open(Path.Combine(_folder.File("scratch"), $"{name}.db"), Collections.All, TimeProvider.System);
        await store.EnsureSchemaAsync(CancellationToken.None);
        await store.CommitAsync(new Commit().Insert(claim), CancellationToken.None);
    }

    [Fact]
    public async Task A_name_in_use_is_refused()
    {
        await using var first = await Stores.OpenAsync("drill", CancellationToken.None);
        var problem = await Assert.ThrowsAsync<StoreException>(() => Stores.OpenAsync("drill", CancellationToken.None));
        Assert.Equal((StoreFault.Busy, $"The scratch store 'drill' in {_folder.File("scratch")} is in use by another process."), (problem.Fault, problem.Message));
    }

    [Fact]
    public async Task Nothing_is_left_in_the_folder()
    {
        await (await Stores.OpenAsync("drill", CancellationToken.None)).DisposeAsync();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.File("scratch")));
    }
}
