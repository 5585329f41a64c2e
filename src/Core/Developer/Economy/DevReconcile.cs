using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Economy;

/// <summary>Proves from the ledger that every balance is right and that coins came and went only as recorded.</summary>
[Slash("dev-reconcile", "Prove that every balance equals its ledger")]
internal sealed class DevReconcile : ICommand<DevReconcile.Options>, IButton<DevReconcile.Again>
{
    private const int MostLines = 15;

    public enum Scope
    {
        [Describe("Every player of this bot")]
        Bot,

        [Describe("Only me")]
        Me,
    }

    public sealed record Options([Describe("Whose balances to prove")] Scope Scope);

    [Action("again")]
    public sealed record Again(Scope Scope);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) => ProveAsync(options.Scope, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) => ProveAsync(state.Scope, caller, session, ct);

    private static async Task<Reply> ProveAsync(Scope scope, Caller caller, Session session, CancellationToken ct)
    {
        var tally = new Tally();
        if (scope == Scope.Me)
        {
            var player = await session.PlayerAsync(caller, ct);
            tally.Add(player, await session.AllPagesAsync(player, ct), session.Now);
        }
        else
        {
            await foreach (var (player, pages) in session.EveryPlayerAsync(ct))
            {
                tally.Add(player, pages, session.Now);
            }
        }

        await session.AuditAsync(caller, "dev-reconcile", scope.ToString(), $"{tally.Players} players, {tally.Differences.Count} differences", ct);
        return Reply.Show(Card(tally, caller)).Private().Buttons(caller.Button($"Again", new Again(scope)));
    }

    private static Embed Card(Tally tally, Caller caller)
    {
        var card = caller.Card(tally.Differences.Count == 0
                ? Phrase.Say($"{Emoji.Ready} Everything adds up")
                : Phrase.Say($"{Emoji.Wrong} Differences: {tally.Differences.Count:N0}"))
            .Field($"Players", $"{tally.Players:N0}")
            .Field($"Movements", $"{tally.Movements:N0}")
            .Field($"Coins", $"{tally.Coins:N0}")
            .Field($"Minted", $"{tally.Minted:N0}")
            .Field($"Burned", $"{tally.Burned:N0}")
            .Field($"Minted less burned", $"{tally.Minted - tally.Burned:N0}");
        if (tally.Differences.Count > 0)
        {
            card = card.Describe(Phrase.Verbatim(string.Join('\n', tally.Differences.Take(MostLines))));
        }

        return tally.Differences.Count > MostLines ? card.Foot($"The first {MostLines:N0} are shown.") : card;
    }

    /// <summary>Sums over players, wide enough for all of them together.</summary>
    private sealed class Tally
    {
        public int Players { get; private set; }

        public long Movements { get; private set; }

        public Int128 Coins { get; private set; }

        public Int128 Minted { get; private set; }

        public Int128 Burned { get; private set; }

        public List<string> Differences { get; } = [];

        public void Add(Player player, IReadOnlyList<LedgerPage> pages, DateTimeOffset now)
        {
            Players++;
            Movements += ((long)player.Ledger.Archived * Ledger.PageSize) + player.Ledger.Entries.Count;
            Coins += player.Balances.Total;
            Minted += player.Minted;
            Burned += player.Burned;
            Differences.AddRange((player.IsGoneBy(now) ? [] : Reconciliation.Differences(player, pages)).Select(difference => $"{player.Id}: {difference}"));
        }
    }
}
