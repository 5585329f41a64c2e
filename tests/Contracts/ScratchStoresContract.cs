using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Contracts;

/// <summary>What an adapter of <see cref="IScratchStores"/> must do.</summary>
public abstract class ScratchStoresContract
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IScratchStores Stores { get; }

    /// <summary>Leaves a store of that name behind as a process that dies does, with one <see cref="StarterClaim"/> in it.</summary>
    protected abstract Task AbandonAsync(string name, StarterClaim claim);

    [Fact]
    public async Task A_scratch_store_is_empty_and_keeps_the_products_documents()
    {
        await using var scratch = await Stores.OpenAsync("drill-1", Ct);

        Assert.Null(await scratch.Store.FindAsync<StarterClaim>("a", Ct));
        Assert.IsType<CommitOutcome.Committed>(await scratch.Store.CommitAsync(new Commit().Insert(Claim()), Ct));
        Assert.NotNull(await scratch.Store.FindAsync<StarterClaim>("a", Ct));
    }

    [Fact]
    public async Task What_was_in_it_is_gone_with_it()
    {
        await using (var scratch = await Stores.OpenAsync("drill", Ct))
        {
            await scratch.Store.CommitAsync(new Commit().Insert(Claim()), Ct);
        }

        await using var next = await Stores.OpenAsync("drill", Ct);
        Assert.Null(await next.Store.FindAsync<StarterClaim>("a", Ct));
    }

    [Fact]
    public async Task Names_do_not_mix()
    {
        await using var one = await Stores.OpenAsync("one", Ct);
        await using var two = await Stores.OpenAsync("two", Ct);
        await one.Store.CommitAsync(new Commit().Insert(Claim()), Ct);
        Assert.Null(await two.Store.FindAsync<StarterClaim>("a", Ct));
    }

    [Fact]
    public async Task Two_of_one_name_at_once_are_two_stores_or_the_second_is_refused()
    {
        await using var one = await Stores.OpenAsync("drill", Ct);
        await one.Store.CommitAsync(new Commit().Insert(Claim()), Ct);

        try
        {
            await using var two = await Stores.OpenAsync("drill", Ct);
            Assert.Null(await two.Store.FindAsync<StarterClaim>("a", Ct));
        }
        catch (StoreException refused) when (refused.Fault == StoreFault.Busy)
        {
            Assert.Contains("is in use by another process", refused.Message, StringComparison.Ordinal);
        }

        Assert.NotNull(await one.Store.FindAsync<StarterClaim>("a", Ct));
    }

    [Fact]
    public async Task What_a_dead_process_left_is_dropped()
    {
        await AbandonAsync("drill", Claim());
        await using var scratch = await Stores.OpenAsync("drill", Ct);
        Assert.Null(await scratch.Store.FindAsync<StarterClaim>("a", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("../x")]
    [InlineData("a b")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task Odd_names_are_refused(string name) => await Assert.ThrowsAsync<ArgumentException>(() => Stores.OpenAsync(name, Ct));

    private static StarterClaim Claim() => new() { Id = "a", ClaimedAt = TestClock.Start };
}
