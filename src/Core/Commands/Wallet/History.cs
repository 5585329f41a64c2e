using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>The caller's ledger, latest first: time, reason, change, balance after.</summary>
[Slash("history", "Every movement of your coins")]
[Private]
internal sealed class History : ICommand<History.Options>, IButton<History.Page>, ISelect<History.Filter>
{
    private const int EntriesPerPage = 10;

    /// <summary>Stored pages that are read at once, and for one reply: without a filter as many as ten movements can stand on, with one as far as it looks for them.</summary>
    private const int Few = 2;
    private const int Many = 32;

    public enum Kind
    {
        All,
        Rewards,
        Bets,
        Bank,

        [Describe("From operators")]
        Operators,
        Payments,
    }

    public sealed record Options([Describe("Which movements to show; all if you leave it out")] Kind? Kind);

    /// <summary>Shows the movements before the one with this number.</summary>
    [Action("page", Updates = true)]
    public sealed record Page(Kind Kind, long Before);

    [Action("filter", Updates = true)]
    public sealed record Filter;

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        ShowAsync(options.Kind ?? Kind.All, long.MaxValue, caller, session, ct);

    public async Task<Reply> PressAsync(Page state, Caller caller, Session session, CancellationToken ct) =>
        (await ShowAsync(state.Kind, state.Before, caller, session, ct)).AsUpdate();

    public async Task<Reply> ChooseAsync(Filter state, string value, Caller caller, Session session, CancellationToken ct) =>
        (await ShowAsync(Offered(value), long.MaxValue, caller, session, ct)).AsUpdate();

    private static async Task<Reply> ShowAsync(Kind kind, long before, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var (found, looked, unseen) = await FindAsync(player, kind, before, session, ct);
        var shown = found.Take(EntriesPerPage).ToList();
        var older = found.Count > EntriesPerPage ? shown[^1].Entry.Number : unseen;
        var card = caller.Card($"{Emoji.Book} Your movements");
        card = card.Describe(
            shown.Count > 0 ? Phrase.Join("\n", await LinesAsync(player, shown, session, ct))
            : older is not null ? Phrase.Say($"Nothing of this kind in {looked:N0} movements. 'Older' looks further back.")
            : before != long.MaxValue ? Phrase.Say($"Nothing older here.")
            : Phrase.Say($"Nothing here yet. /daily gives {session.Rates.DailyReward:coins}."));
        var reply = Reply.Show(card.Foot($"Purse {player.Purse:N0} · bank {player.Bank:N0}")).Private();
        reply = reply.Select(caller.Select(
            new Filter(),
            $"Which movements",
            [.. Enum.GetValues<Kind>().Select(option => new SelectOption(Title(option), option.ToString()) { Default = option == kind })]));
        List<Button> turns = [];
        if (before != long.MaxValue)
        {
            turns.Add(caller.Button($"Latest", new Page(kind, long.MaxValue)));
        }

        if (older is { } end)
        {
            turns.Add(caller.Button($"Older", new Page(kind, end)));
        }

        return turns.Count > 0 ? reply.Buttons(turns) : reply;
    }

    /// <summary>Looks through the latest movements before a number, and no further than one query goes: the next reply goes on from there.</summary>
    /// <returns>What was found, one more than a page when there are more; how many were looked through; and the number before which nobody has looked. Null: all were seen.</returns>
    private static async Task<(List<(LedgerEntry Entry, Balances After)> Found, long Looked, long? Unseen)> FindAsync(
        Player player, Kind kind, long before, Session session, CancellationToken ct)
    {
        var found = Matches(player.Ledger.Opening, player.Ledger.Entries, kind, before);
        var archived = (long)player.Ledger.Archived * Ledger.PageSize;
        var end = Math.Clamp(before, 1, archived + player.Ledger.Entries.Count + 1);
        var unseen = Math.Min(end, archived + 1);
        if (found.Count <= EntriesPerPage && unseen > 1)
        {
            var newest = (int)((unseen - 2) / Ledger.PageSize) + 1;
            var pages = await session.LedgerAsync(player, newest + 1, kind == Kind.All ? Few : Many, ct);
            found.AddRange(pages.SelectMany(page => Matches(page.Opening, page.Entries, kind, before)));
            unseen = pages.Count > 0 ? ((pages[^1].Number - 1) * (long)Ledger.PageSize) + 1 : 1;
        }

        return (found, end - unseen, unseen > 1 ? unseen : null);
    }

    private static List<(LedgerEntry Entry, Balances After)> Matches(Balances opening, List<LedgerEntry> entries, Kind kind, long before)
    {
        var after = new List<(LedgerEntry Entry, Balances After)>(entries.Count);
        var balances = opening;
        foreach (var entry in entries)
        {
            balances += entry.Change;
            if (entry.Number < before && (kind == Kind.All || KindOf(entry.Reason) == kind))
            {
                after.Add((entry, balances));
            }
        }

        after.Reverse();
        return after;
    }

    /// <summary>The kind whose name was picked; a number or a list of names, which the parser of enums takes as well, was never offered.</summary>
    private static Kind Offered(string value) => Enum.GetValues<Kind>().FirstOrDefault(kind => kind.ToString() == value, Kind.All);

    private static Kind KindOf(Reason reason) => reason switch
    {
        Reason.StarterBonus or Reason.Daily or Reason.Weekly or Reason.Work or Reason.Scavenge or Reason.Fine or Reason.Vote => Kind.Rewards,
        Reason.Deposit or Reason.Withdrawal => Kind.Bank,
        Reason.Stake or Reason.Win or Reason.Loss or Reason.Refund or Reason.PotWon or Reason.PotLost or Reason.PotTax => Kind.Bets,
        Reason.PaymentSent or Reason.PaymentReceived or Reason.PaymentTax => Kind.Payments,
        Reason.Grant => Kind.Operators,
        _ => Kind.All,
    };

    /// <summary>A line for each movement; of those between players with whom, as far as that is still kept.</summary>
    private static async Task<IEnumerable<Phrase>> LinesAsync(Player player, List<(LedgerEntry Entry, Balances After)> shown, Session session, CancellationToken ct)
    {
        var names = shown.Where(line => line.Entry.Reason.IsBetweenPlayers()).Select(line => Transfer.NameOf(line.Entry.Interaction)).Distinct().ToList();
        var transfers = names.Count > 0 ? (await session.FindManyAsync<Transfer>(names, ct)).ToDictionary(transfer => transfer.Id) : [];
        return shown.Select(line =>
            line.Entry.Reason.IsBetweenPlayers()
            && transfers.GetValueOrDefault(session.IdOf(Transfer.NameOf(line.Entry.Interaction)))?.With(player.Id) is { } other
                ? Phrase.Join(" · ", [Line(line), Phrase.Verbatim(Discord.Markup.User(other))])
                : Line(line));
    }

    /// <summary>What a person sees is the purse; movements that do not touch it tell where the coins went.</summary>
    private static Phrase Line((LedgerEntry Entry, Balances After) line)
    {
        var (entry, after) = line;
        return entry.Change.Purse == 0
            ? Phrase.Say($"{entry.At:R} · {Title(entry.Reason)} · {-entry.Change.Escrow:N0} of stake lost · purse {after.Purse:N0}")
            : Phrase.Say($"{entry.At:R} · {Title(entry.Reason)} · **{entry.Change.Purse:+#,0;-#,0}** · purse {after.Purse:N0}");
    }

    private static Phrase Title(Kind kind) => kind == Kind.Operators ? Phrase.Of("From operators") : Phrase.Of(kind.ToString());

    private static Phrase Title(Reason reason) => Phrase.Of(reason switch
    {
        Reason.StarterBonus => "Starter bonus",
        Reason.Daily => "Daily coins",
        Reason.Stake => "Staked",
        Reason.Win => "Won",
        Reason.Loss => "Lost",
        Reason.Grant => "Granted",
        Reason.Weekly => "Weekly coins",
        Reason.Work => "Shift",
        Reason.Scavenge => "Scavenged",
        Reason.Vote => "Thanks for a vote",
        Reason.PaymentSent => "Payment sent",
        Reason.PaymentReceived => "Payment received",
        Reason.PaymentTax or Reason.PotTax => "Tax",
        Reason.PotWon => "Pot won",
        Reason.PotLost => "Pot lost",
        _ => reason.ToString(),
    });
}
