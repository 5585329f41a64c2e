using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Jobs;

/// <summary>Keeps a run's lease alive until it is disposed. The record is this object's own for that time.</summary>
internal sealed class JobLease : IAsyncDisposable
{
    /// <summary>Often enough that three renewals may fail.</summary>
    private static readonly TimeSpan RenewEvery = JobRunner.Lease / 4;

    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Task _renewing;

    public JobLease(JobRecord record, IStore store, TimeProvider time) => _renewing = RenewAsync(record, store, time);

    /// <summary>Cancelled when somebody else may hold the lease.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Ends the renewing and waits for what is under way; <see cref="Lost"/> stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _ended.Dispose();
    }

    private async Task RenewAsync(JobRecord record, IStore store, TimeProvider time)
    {
        while (true)
        {
            await Task.Delay(RenewEvery, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested)
            {
                return;
            }

            var now = time.GetUtcNow();
            var before = record.LeaseUntil;
            try
            {
                record.LeaseUntil = now + JobRunner.Lease;
                using var patience = new CancellationTokenSource(RenewEvery, time);
                if (await store.CommitAsync(new Commit().Replace(record), patience.Token).WaitAsync(patience.Token) is CommitOutcome.Conflict)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
            catch (Exception failure) when (failure is StoreException or OperationCanceledException)
            {
                // The next renewal may succeed; a commit that got no answer may have happened, and then the next one conflicts.
                record.LeaseUntil = before;
                if (time.GetUtcNow() >= before - RenewEvery)
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
