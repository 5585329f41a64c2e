namespace FlippyFlip.Core.Economy;

/// <summary>A field of work: named for what is done there, so that it is the same word for everybody.</summary>
/// <param name="Id">Stored with players; never rename.</param>
/// <param name="Title">In English; a key of the translations.</param>
/// <param name="Level">The player's level it takes, from 1.</param>
/// <param name="Pay">Coins for a shift at the lowest rank, answered right and in time.</param>
public sealed record Career(string Id, string Title, int Level, long Pay);

/// <summary>A step of every career.</summary>
/// <param name="Title">In English; a key of the translations.</param>
/// <param name="Shifts">Shifts answered right that lead to it.</param>
/// <param name="PayFactor">Of the career's pay, in hundredths of a percent.</param>
public sealed record Rank(string Title, int Shifts, int PayFactor);

/// <summary>Every career, and the ranks that all of them have.</summary>
public sealed record CareerTable
{
    /// <summary>By the level they take.</summary>
    public IReadOnlyList<Career> Careers { get; init; } =
    [
        new("deliveries", "Deliveries", 1, 40),
        new("bakery", "Bakery", 2, 50),
        new("workshop", "Workshop", 4, 65),
        new("hospital", "Hospital", 7, 85),
        new("software", "Software", 11, 110),
        new("aviation", "Aviation", 16, 140),
        new("observatory", "Observatory", 22, 180),
    ];

    /// <summary>By the shifts they take; the first takes none.</summary>
    public IReadOnlyList<Rank> Ranks { get; init; } =
    [
        new("Training", 0, 10_000),
        new("Assistance", 10, 11_500),
        new("Expertise", 30, 13_500),
        new("Team lead", 70, 16_000),
        new("Direction", 150, 20_000),
    ];

    /// <summary>Null: this version knows no such career.</summary>
    public Career? Find(string? id) => Careers.FirstOrDefault(career => career.Id == id);

    /// <summary>The rank that so many shifts have led to.</summary>
    public Rank RankAt(int shifts) => Ranks.Last(rank => rank.Shifts <= shifts || rank == Ranks[0]);

    /// <summary>The rank after the one that so many shifts have led to. Null: that is the highest.</summary>
    public Rank? NextAfter(int shifts) => Ranks.FirstOrDefault(rank => rank.Shifts > shifts);
}
