using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Storage;
using FlippyFlip.Local;
using FlippyFlip.Local.Sqlite;

namespace FlippyFlip.FrontDoor;

/// <summary>A store full of players who got there by the product's own rules: every balance has its ledger. The same seed makes the same players.</summary>
public sealed class Populace
{
    /// <summary>Players in one commit.</summary>
    private const int Batch = 50;

    private static readonly DateTimeOffset FirstDay = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly Entropy _entropy;
    private readonly int _mostRounds;
    private ulong _interaction = 1_000_000_000_000_000_000;

    /// <param name="seed">Chooses what they do.</param>
    /// <param name="mostRounds">A player plays between none and so many rounds, most of them few; each fills two lines of the ledger.</param>
    public Populace(int seed, int mostRounds)
    {
        _random = new Random(seed);
        _entropy = new Entropy(_random.NextBytes);
        _mostRounds = mostRounds;
    }

    public static string IdOf(int number) => $"100/global/{900_000_000_000_000_000 + number}";

    /// <summary>Makes a data folder with a database full of players.</summary>
    public static async Task SettleFolderAsync(string folder, int count, int mostRounds, Action<int>? told = null)
    {
        await using var store = SqliteStore.Open(DataFolder.Open(folder).Database, Collections.All, TimeProvider.System);
        await store.EnsureSchemaAsync(CancellationToken.None);
        await new Populace(seed: 1, mostRounds).SettleAsync(store, 0, count, told);
    }

    /// <summary>Adds players, and what they leave behind: pages, seeds, claims, the audit of a day.</summary>
    /// <param name="store">With its schema in place.</param>
    /// <param name="first">The first one's number.</param>
    /// <param name="count">How many.</param>
    /// <param name="told">Told how many there are so far. Null: nobody is.</param>
    public async Task SettleAsync(IStore store, int first, int count, Action<int>? told = null)
    {
        var commit = new Commit();
        for (var number = first; number < first + count; number++)
        {
            AddPlayer(commit, number);
            if ((number - first + 1) % Batch == 0 || number == first + count - 1)
            {
                await CommitAsync(store, commit);
                commit = new Commit();
                told?.Invoke(number - first + 1);
            }
        }

        var day = new AuditDay { Id = $"100/2026-01-{1 + (first % 28):D2}-{first}" };
        commit.Insert(day.Append(FirstDay, new Snowflake(1), "dev-grant", null, "for the test", Next())).Insert(day.Append(FirstDay, new Snowflake(1), "dev-health", null, "well", Next())).Insert(day);
        await CommitAsync(store, commit);
    }

    /// <summary>Lets a stored player play on, as the product would: pages that are full move out in the same commit.</summary>
    public async Task PlayAsync(IStore store, string id, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var player = await store.FindAsync<Player>(id, CancellationToken.None) ?? throw new InvalidOperationException($"{id} is not stored.");
            PlayRound(player);
            var commit = new Commit().Replace(player);
            AddPages(commit, player);
            await CommitAsync(store, commit);
        }
    }

    private static async Task CommitAsync(IStore store, Commit commit)
    {
        if (await store.CommitAsync(commit, CancellationToken.None) is CommitOutcome.Conflict conflict)
        {
            throw new InvalidOperationException($"'{conflict.Changes[0].Collection.Name}/{conflict.Changes[0].Id}' was there already.");
        }
    }

    private static void AddPages(Commit commit, Player player)
    {
        foreach (var page in player.TakeFullPages())
        {
            _ = page is LedgerPage ledger ? commit.Insert(ledger) : commit.Insert((RoundPage)page);
        }
    }

    private void AddPlayer(Commit commit, int number)
    {
        var player = Player.New(IdOf(number), _entropy, FirstDay);
        player.Start(isFirstEver: true, Rates.Default, Occasion());
        player.Grant(_random.NextInt64(10_000, 100_000), Occasion());
        commit.Insert(new StarterClaim { Id = StarterClaim.IdOf(player.Id, "pepper"u8), ClaimedAt = FirstDay });
        var rounds = (int)(_mostRounds * Math.Pow(_random.NextDouble(), 3));
        for (var round = 0; round < rounds; round++)
        {
            PlayRound(player);
            AddPages(commit, player);
        }

        if (number % 3 == 0)
        {
            commit.Insert(player.RotateSeed(_entropy, Occasion()));
        }

        commit.Insert(player);
    }

    private void PlayRound(Player player)
    {
        var occasion = Occasion();
        player.Wager(new CoinCall(_random.Next(2) == 0 ? Side.Heads : Side.Tails), Amount.Of(_random.Next(1, 100)), Rates.Default, occasion);
        player.Remember(new Remembered(occasion.Interaction, "Heads! You win 195 coins.", false));
    }

    private Occasion Occasion() => new(Next(), FirstDay.AddSeconds(_interaction % 1_000_000));

    private Snowflake Next() => new(_interaction++);
}
