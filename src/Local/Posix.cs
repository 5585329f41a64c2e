using System.Runtime.InteropServices;

namespace FlippyFlip.Local;

/// <summary>What .NET does not offer for files: a name that is given only if it is free, and a folder that is on disk.</summary>
internal static partial class Posix
{
    private const int AlreadyExists = 17;

    /// <summary>Gives a finished file its name, in one step and only if nobody has it; the file's old name is gone afterwards.</summary>
    /// <returns>False: the name is taken; the file keeps its old one.</returns>
    /// <exception cref="IOException">The system refuses; its number is in <see cref="Exception.HResult"/>.</exception>
    public static bool MoveToFreeName(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return MoveOnWindows(file, name);
        }

        if (Link(file, name) != 0)
        {
            return Marshal.GetLastPInvokeError() is var error && error == AlreadyExists ? false : throw Failure(error, name);
        }

        File.Delete(file);
        return true;
    }

    /// <summary>Puts the folder's list of names on disk, so that a new name survives a loss of power. Windows does so by itself.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, 0);
        if (handle < 0)
        {
            throw Failure(Marshal.GetLastPInvokeError(), folder);
        }

        try
        {
            if (Sync(handle) != 0)
            {
                throw Failure(Marshal.GetLastPInvokeError(), folder);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static bool MoveOnWindows(string file, string name)
    {
        try
        {
            File.Move(file, name, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    }

    private static IOException Failure(int error, string path) => new($"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'", error);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Link(string file, string name);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int handle);
}
