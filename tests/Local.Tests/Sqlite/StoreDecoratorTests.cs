using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local.Tests.Sqlite;

/// <summary>The doubles that other tests lean on do what they say.</summary>
public sealed class StoreDecoratorTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private SqliteStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_folder.File("flippy.db"), StoreContract.Collections, _clock);
        await _store.EnsureSchemaAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Counts_each_round_trip_once()
    {
        var store = new CountingStore(_store);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => store.CommitAsync(new Commit().Increment<Tally>("t", nameof(Tally.Count), 1), Ct))));
        await store.FindAsync<Tally>("t", Ct);
        await foreach (var _ in store.ScanAsync<Tally>(null, Ct))
        {
            // One scan, one count.
        }

        Assert.Equal((50, 1, 1, 0, 52), (store[StoreOperation.Commit], store[StoreOperation.Find], store[StoreOperation.Scan], store[StoreOperation.Query], store.RoundTrips));
        store.Reset();
        Assert.Equal(0, store.RoundTrips);
    }

    [Fact]
    public async Task Hangs_until_cancelled_or_released()
    {
        var store = new HangingStore(_store);
        using var source = new CancellationTokenSource();
        store.Start(Hang.UntilCancelled);
        var (cancelled, released) = (store.FindAsync<Tally>("t", source.Token), store.FindAsync<Tally>("t", Ct));
        Assert.Equal(2, store.Hanging);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(released.IsCompleted);

        store.Release();
        Assert.Null(await released);
        Assert.Equal(0, store.Hanging);
        Assert.Null(await store.FindAsync<Tally>("t", Ct));
    }

    [Fact]
    public async Task Hangs_whatever_the_token_says()
    {
        var store = new HangingStore(_store);
        using var source = new CancellationTokenSource();
        store.Start(Hang.IgnoringCancellation);
        var find = store.FindAsync<Tally>("t", source.Token);
        await source.CancelAsync();
        Assert.False(find.IsCompleted);

        store.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
    }

    [Fact]
    public void Timers_fire_in_their_order_when_the_clock_goes_on()
    {
        var fired = new List<string>();
        using var every = _clock.CreateTimer(_ => fired.Add($"every {Seconds()}"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
        using var once = _clock.CreateTimer(_ => fired.Add($"once {Seconds()}"), null, TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        using var never = _clock.CreateTimer(_ => fired.Add("never"), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(["every 2", "once 4", "every 5", "every 8"], fired);
        Assert.Equal(8, Seconds());

        double Seconds() => (_clock.GetUtcNow() - TestClock.Start).TotalSeconds;
    }
}
