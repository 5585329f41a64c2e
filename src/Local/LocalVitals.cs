using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local;

/// <summary>The local head's own health: its queue and the disk its data lies on.</summary>
internal sealed class LocalVitals(SqliteDeferredQueue queue, DataFolder data) : IVitals
{
    public async Task<IReadOnlyList<Vital>> ReadAsync(CancellationToken ct)
    {
        var depth = await queue.DepthAsync(ct);
        return
        [
            new Vital("Deferred queue", depth.Poison == 0, string.Create(CultureInfo.InvariantCulture, $"{depth.Waiting} waiting, {depth.Poison} given up")),
            Disk(),
        ];
    }

    /// <summary>Files that are open stay usable when they are deleted, so nothing else tells of it.</summary>
    private Vital Disk()
    {
        if (data.DatabaseSize == 0)
        {
            return new Vital("Disk", false, "the database is gone from its folder: what happened since the last backup is lost when this process ends");
        }

        var room = data.Room;
        return new Vital("Disk", room >= DataFolder.LittleRoom, string.Create(CultureInfo.InvariantCulture, $"{room / (1024 * 1024):N0} MB free, database {data.DatabaseSize / 1024:N0} kB"));
    }
}
