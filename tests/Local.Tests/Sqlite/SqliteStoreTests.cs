using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string DatabaseFile => _folder.File("flippy.db");

    protected override Task<IStore> OpenAsync(TimeProvider time) => Task.FromResult<IStore>(SqliteStore.Open(DatabaseFile, Collections, time));

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
