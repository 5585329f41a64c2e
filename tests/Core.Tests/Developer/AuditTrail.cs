using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Storage;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Core.Tests.Developer;

/// <summary>What operators did, as it is stored.</summary>
internal static class AuditTrail
{
    /// <summary>A day's entries in their order, each of which must follow from the one before it and the last of which must end the chain.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> AuditAsync(this Bot bot, DateTimeOffset? day = null)
    {
        var store = bot.Part<IStore>();
        var id = AuditDay.IdOf(bot.ApplicationId, day ?? bot.Clock.GetUtcNow());
        var entries = (await store.QueryAsync(AuditEntry.ByDay.Where(id), CancellationToken.None)).Items;
        var previous = "";
        foreach (var (i, entry) in entries.Index())
        {
            Assert.Equal(i + 1, entry.Number);
            Assert.Equal(entry.HashAfter(previous), entry.Hash);
            previous = entry.Hash;
        }

        var end = await store.FindAsync<AuditDay>(id, CancellationToken.None);
        Assert.Equal((entries.Count, previous), (end?.Count ?? 0, end?.Hash ?? ""));
        return entries;
    }
}
