using FlippyFlip.Core.Storage;
using SQLitePCL;

namespace FlippyFlip.Local.Sqlite;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) as the port's faults, each with a sentence an operator can act on.</summary>
internal static class SqliteFaults
{
    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE.</summary>
    public static bool IsUniqueViolation(int code) => code is 1555 or 2067;

    /// <param name="code">The extended result code.</param>
    /// <param name="file">The database file, named in the message.</param>
    /// <param name="detail">The engine's own words; kept as the inner exception, since they may quote what was stored.</param>
    public static StoreException From(int code, string file, string detail)
    {
        var (fault, sentence) = (code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StoreFault.Busy, $"'{file}' is locked by another process."),
            raw.SQLITE_FULL => (StoreFault.Full, $"There is no room left on the disk for '{file}'."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => (StoreFault.Corrupt, $"'{file}' is damaged or not a database; restore it from a backup."),
            raw.SQLITE_READONLY => (StoreFault.ReadOnly, $"'{file}' may be read but not written."),
            raw.SQLITE_CANTOPEN => CannotOpen(file),
            raw.SQLITE_IOERR => (StoreFault.Unavailable, $"The disk failed to read or write '{file}'."),
            raw.SQLITE_ERROR when detail.StartsWith("no such ", StringComparison.Ordinal) =>
                (StoreFault.Unavailable, $"The schema of '{file}' is not in place; start the product once so that it is made."),
            raw.SQLITE_ERROR when detail.Contains("malformed JSON", StringComparison.Ordinal) => (StoreFault.Corrupt, $"'{file}' holds a document that is not JSON; restore it from a backup."),
            _ => (StoreFault.Unavailable, $"SQLite cannot work with '{file}' (code {code})."),
        };
        return new StoreException(fault, sentence, new InvalidOperationException($"SQLite {code}: {detail}"));
    }

    public static StoreException Overloaded(string file) =>
        new(StoreFault.Busy, $"Too many changes wait for '{file}'.");

    public static StoreException TooNew(string file, long found, int known) =>
        new(StoreFault.TooNew, $"'{file}' has schema {found}, this version knows up to {known}; run the newer version.");

    public static StoreException Damaged(string file, string table, Exception cause) =>
        new(StoreFault.Corrupt, $"'{file}' holds a damaged document of '{table}'; restore it from a backup.", cause);

    /// <summary>SQLite says the same for every reason it cannot open a file; the file system knows more.</summary>
    private static (StoreFault Fault, string Sentence) CannotOpen(string file)
    {
        if (Directory.Exists(file))
        {
            return (StoreFault.Unavailable, $"'{file}' is a directory, not a database file.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            return (StoreFault.Unavailable, $"The directory of '{file}' does not exist.");
        }

        return IsWriteProtected(file)
            ? (StoreFault.ReadOnly, $"'{file}' cannot be written; check the permissions of the file and its directory.")
            : (StoreFault.Unavailable, $"'{file}' cannot be opened.");
    }

    private static bool IsWriteProtected(string file)
    {
        const int readOnlyFileSystem = 30; // EROFS
        try
        {
            // The write-ahead log lies next to the database, so both must be writable.
            var probe = file + "-probe";
            using (File.Open(probe, FileMode.Create, FileAccess.Write))
            {
            }

            File.Delete(probe);
            using var handle = File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }
        catch (IOException problem)
        {
            return problem.HResult == readOnlyFileSystem;
        }
    }
}
