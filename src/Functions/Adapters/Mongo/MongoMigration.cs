using MongoDB.Driver;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// What declarations cannot say of the schema. It runs once per database, before collections and indexes are brought up to date, and must bear being run again.
/// </summary>
/// <param name="Number">From 1, ascending.</param>
/// <param name="Least">
/// The oldest number whose version may still run once this one has begun: 1..<paramref name="Number"/>, never less than that of the one before. It may stay
/// that of the one before, and a deployment be taken back, only if older versions bear what this one does <i>and undo some of it</i>: they do not read fields they do not
/// know, and each document that they write loses those fields. So whoever reads a new field must bear that it is missing, in any document and for ever, and must not
/// rely on a migration's having filled it; and no field, value or document that an older version reads may change its meaning, vanish, or be one that it
/// cannot read, such as a new name in an enumeration. A migration that breaks this has its own number as its least.
/// </param>
/// <param name="Name">What it does, for those who read this list.</param>
/// <param name="Run">Null: nothing is to be done, only to be remembered.</param>
internal sealed record MongoMigration(int Number, int Least, string Name, Func<IMongoDatabase, CancellationToken, Task>? Run = null)
{
    /// <exception cref="ArgumentException">A number or a least is out of order.</exception>
    public static IReadOnlyList<MongoMigration> Check(IReadOnlyList<MongoMigration> all)
    {
        var before = new MongoMigration(0, 1, "Nothing");
        foreach (var migration in all)
        {
            before = migration.Number > before.Number && migration.Least >= before.Least && migration.Least <= migration.Number
                ? migration
                : throw new ArgumentException($"Migration {migration.Number} with least {migration.Least} cannot come after {before.Number} with least {before.Least}.", nameof(all));
        }

        return all;
    }
}
