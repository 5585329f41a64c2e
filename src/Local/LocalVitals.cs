using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.Local;

/// <summary>The local head's own health: its queue and the disk its data lies on.</summary>
internal sealed class LocalVitals(SqliteDeferredQueue queue, DataFolder data) : IVitals
{
    /// <summary>Less room than this on the data's disk wants a look, bytes.</summary>
    private const long LittleRoom = 256L * 1024 * 1024;

    public async Task<IReadOnlyList<Vital>> ReadAsync(CancellationToken ct)
    {
        var depth = await queue.DepthAsync(ct);
        var room = new DriveInfo(data.Path).AvailableFreeSpace;
        return
        [
            new Vital("Deferred queue", depth.Poison == 0, string.Create(CultureInfo.InvariantCulture, $"{depth.Waiting} waiting, {depth.Poison} given up")),
            new Vital("Disk", room >= LittleRoom, string.Create(CultureInfo.InvariantCulture, $"{room / (1024 * 1024):N0} MB free, database {data.DatabaseSize / 1024:N0} kB")),
        ];
    }
}
