using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Backups;

/// <summary>
/// Stores that are used once and thrown away: the restore drill fills one and compares. They are of the same engine as the product's own store and never
/// touch its data. <c>tests/Contracts/ScratchStoresContract.cs</c> specifies it.
/// </summary>
public interface IScratchStores
{
    /// <summary>
    /// Makes an empty store with its schema in place, for this caller alone: while somebody has one of that name, another is refused or is a second one beside it.
    /// What a dead process left under that name is dropped, at the latest when it is older than a day.
    /// </summary>
    /// <param name="name">1..40 characters: <c>a-z 0-9 -</c>.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Disposing it lets go of the store and drops it with all that is in it.</returns>
    /// <exception cref="StoreException">It cannot be made. <see cref="StoreFault.Busy"/>: the name is in use.</exception>
    Task<IScratchStore> OpenAsync(string name, CancellationToken ct);
}

/// <summary>One store to throw away.</summary>
public interface IScratchStore : IAsyncDisposable
{
    IStore Store { get; }
}

/// <summary>Names of scratch stores that every engine takes, as a file or as a database.</summary>
public static class ScratchName
{
    public const int Longest = 40;

    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > Longest || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{name}' is no name for a scratch store: 1 to {Longest} of a-z 0-9 -.", nameof(name));
        }
    }
}
