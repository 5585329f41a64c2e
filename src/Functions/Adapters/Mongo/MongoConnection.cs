using FlippyFlip.Core.Storage;
using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>The one client of a process. Making it speaks to nobody; the first call does.</summary>
internal static class MongoConnection
{
    /// <summary>
    /// Every call carries its own limit (<see cref="MongoPatience"/>), well inside the 2.0 s of an interaction, so sockets have none: an index may
    /// take minutes to build. A connection may take longer than one call, since the next finds it half way.
    /// </summary>
    /// <param name="connectionString">As the engine's portal shows it. A secret: no message repeats it.</param>
    /// <param name="change">What else a caller wants, such as events. Null: nothing.</param>
    /// <exception cref="StoreException">The text is not a connection string.</exception>
    public static MongoClient Open(string connectionString, Action<MongoClientSettings>? change = null)
    {
        MongoClientSettings settings;
        try
        {
            settings = MongoClientSettings.FromConnectionString(connectionString);
        }
        catch (Exception problem) when (problem is MongoException or FormatException or ArgumentException)
        {
            // The driver quotes what it could not read, and that has the password in it.
            throw new StoreException(StoreFault.Unavailable, "The connection string of MongoDB cannot be read; copy it again from the engine's portal.");
        }

        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(1);
        settings.WaitQueueTimeout = TimeSpan.FromSeconds(1);
        settings.ConnectTimeout = TimeSpan.FromSeconds(5);
        settings.MaxConnectionPoolSize = 20;
        settings.MinConnectionPoolSize = 1;
        // Azure drops what is idle for longer.
        settings.MaxConnectionIdleTime = TimeSpan.FromMinutes(2);
        settings.ReadConcern = ReadConcern.Majority;
        settings.WriteConcern = WriteConcern.WMajority;
        settings.ReadPreference = ReadPreference.Primary;
        // DocumentDB has no retryable writes; ours work on every engine, see MongoWriter.
        settings.RetryWrites = false;
        settings.RetryReads = false;
        change?.Invoke(settings);
        return new MongoClient(settings);
    }
}
