using System.Runtime.InteropServices;
using SQLitePCL;

namespace FlippyFlip.Local.Sqlite;

/// <summary>
/// How SQLite waits. The bundled build knows no <c>usleep</c> and rounds every wait up to a whole second, even the microsecond in which one
/// reader lets another pass; under load that froze readers and commits for a second at a time. Both places where it waits are replaced.
/// </summary>
internal static unsafe partial class SqliteWaits
{
    /// <summary>Two of these in a row still end before an interaction's two seconds are over.</summary>
    internal const int BusyBudgetMilliseconds = 750;

    /// <summary>Where <c>xSleep</c> lies in <c>sqlite3_vfs</c>, in pointers (https://www.sqlite.org/c3ref/vfs.html): three ints fill two.</summary>
    private const int SleepSlot = 14;

    /// <summary>Called once, before any connection is opened.</summary>
    public static void Install()
    {
        if (sizeof(nint) == 8 && !OperatingSystem.IsWindows() && FindVfs(null) is var vfs and not null)
        {
            vfs[SleepSlot] = (nint)(delegate* unmanaged[Cdecl]<void*, int, int>)&Sleep;
        }
    }

    /// <summary>Lets a connection wait for another process's lock, at most <see cref="BusyBudgetMilliseconds"/>.</summary>
    public static void Install(sqlite3 database) => _ = SetBusyHandler(database.DangerousGetHandle(), &WaitForLock, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Sleep(void* vfs, int microseconds)
    {
        Pause(microseconds / 1000);
        return microseconds;
    }

    /// <returns>0: give up.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int WaitForLock(void* state, int attempt)
    {
        if (PauseBefore(attempt) is not { } pause)
        {
            return 0;
        }

        Pause(pause);
        return 1;
    }

    /// <summary>How long to wait before trying once more, ms. Null: long enough.</summary>
    /// <param name="attempt">How often it has waited already.</param>
    internal static int? PauseBefore(int attempt)
    {
        // 1, 2, 3 ... ms until 20, then every 20 ms: 210 ms over the first twenty.
        var waited = attempt <= 20 ? attempt * (attempt + 1) / 2 : 210 + ((attempt - 20) * 20);
        return waited < BusyBudgetMilliseconds ? Math.Min(attempt + 1, 20) : null;
    }

    private static void Pause(int milliseconds)
    {
#pragma warning disable RS0030 // The other side is a lock in a file; nothing tells when it is let go.
        if (milliseconds < 1)
        {
            Thread.Yield();
        }
        else
        {
            Thread.Sleep(milliseconds);
        }
#pragma warning restore RS0030
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial nint* FindVfs(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_busy_handler")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [UnmanagedCallConv(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static partial int SetBusyHandler(nint database, delegate* unmanaged[Cdecl]<void*, int, int> handler, void* state);
}
