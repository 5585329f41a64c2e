using System.Globalization;
using Azure;
using FlippyFlip.Core.Bots;

namespace FlippyFlip.Functions.Adapters;

/// <summary>The Azure head's own health: its queues and the instance it runs on.</summary>
internal sealed class FunctionsVitals(StorageQueues queues) : IVitals
{
    private const double Crowded = 0.85;

    public async Task<IReadOnlyList<Vital>> ReadAsync(CancellationToken ct) => [await DeferredAsync(ct), Memory()];

    private async Task<Vital> DeferredAsync(CancellationToken ct)
    {
        try
        {
            var lengths = await queues.LengthsAsync(ct);
            var poison = lengths[StorageQueues.DeferredPoison];
            return new Vital(
                "Deferred queue", poison == 0, string.Create(CultureInfo.InvariantCulture, $"{lengths[StorageQueues.Deferred]} waiting, {poison} given up"));
        }
        catch (Exception failure) when (StorageQueues.IsAway(failure))
        {
            return new Vital("Deferred queue", false, $"storage answers {(failure as RequestFailedException)?.ErrorCode ?? "nothing"}");
        }
    }

    private static Vital Memory()
    {
        var memory = GC.GetGCMemoryInfo();
        var isRoomy = memory.MemoryLoadBytes < memory.TotalAvailableMemoryBytes * Crowded;
        return new Vital("Memory", isRoomy, string.Create(
            CultureInfo.InvariantCulture, $"{memory.MemoryLoadBytes >> 20:N0} of {memory.TotalAvailableMemoryBytes >> 20:N0} MB"));
    }
}
