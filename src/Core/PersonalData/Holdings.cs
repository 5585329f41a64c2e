using System.Text.Json.Nodes;
using FlippyFlip.Core.Audit;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Events;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Jobs;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.PersonalData;

/// <summary>
/// The one table of what is held of people. The copy that /mydata gives and the erasure after /deletemydata are made from it; a collection
/// without a line here fails a test. In the order of erasing: the parts of a player before the player.
/// </summary>
public static class Holdings
{
    private const string Whole = "whole";
    private const string Deleted = "deleted";
    private const string DeletedLast = "deleted in the last commit of the erasure, with the player";

    public static IReadOnlyList<Holding> All { get; } =
    [
        new Holding<LedgerPage>
        {
            Chapter = Chapter.Wallet, About = "a player's movements of coins by full pages, by the player's id", Exported = $"{Whole}; the latest movements, which fill no page yet, stand in 'players' under 'ledger'", Erased = Deleted,
            Find = (store, who, ct) => store.EveryAsync(LedgerPage.ByPlayer.Where(who.Player), ct),
            Erase = Holding<LedgerPage>.Delete,
        },
        new Holding<RoundPage>
        {
            Chapter = Chapter.Games, About = "a player's rounds by full pages, by the player's id", Exported = $"{Whole}; the latest rounds, which fill no page yet, stand in 'players' under 'rounds'", Erased = Deleted,
            Find = (store, who, ct) => store.EveryAsync(RoundPage.ByPlayer.Where(who.Player), ct),
            Erase = Holding<RoundPage>.Delete,
        },
        new Holding<RevealedSeed>
        {
            Chapter = Chapter.Games, About = "a player, by the player's id", Exported = Whole, Erased = Deleted,
            Find = (store, who, ct) => store.UnderAsync<RevealedSeed>($"{who.Player}/", ct),
            Erase = Holding<RevealedSeed>.Delete,
        },
        new Holding<Transfer>
        {
            Chapter = Chapter.Dealings, About = "both sides of coins that went from one to the other, by their players' ids", Exported = Whole,
            Erased = "your id and the note are taken out; that the other side paid or got coins stays in theirs",
            Find = (store, who, ct) => store.EveryAsync(Transfer.BySender.Where(who.Player), ct).AndAsync(store.EveryAsync(Transfer.ByReceiver.Where(who.Player), ct)),
            Erase = (who, transfer) =>
            {
                transfer.Forget(who.Player);
                return new Commit().Replace(transfer);
            },
        },
        new Holding<Offer>
        {
            Chapter = Chapter.Dealings, About = "who asks and who is asked, by their players' ids", Exported = Whole, Erased = Deleted,
            Find = (store, who, ct) => store.EveryAsync(Offer.ByAuthor.Where(who.Player), ct).AndAsync(store.EveryAsync(Offer.ByAddressee.Where(who.Player), ct)),
            Erase = Holding<Offer>.Delete,
        },
        new Holding<WaitingLine>
        {
            Chapter = Chapter.Dealings, About = "who waits in /flipqueue, by their Discord ids",
            Exported = "not at all: it says only where to look, and your stake stands with your player", Erased = "passes soon after the last one joined, long before an erasure is due",
        },
        new Holding<ReportRecord>
        {
            Chapter = Chapter.Dealings, About = "who filed a report, by their player's id; and whom it is about, by their Discord id", Exported = "those you filed",
            Erased = "those you filed are deleted; one that somebody filed about you protects others and goes when its time is over",
            Find = (store, who, ct) => store.EveryAsync(ReportRecord.ByPlayer.Where(who.Player), ct),
            Erase = Holding<ReportRecord>.Delete,
        },
        new Holding<Ballot>
        {
            Chapter = Chapter.Dealings, About = "who voted for the bot, by their Discord id", Exported = Whole, Erased = Deleted,
            Find = (store, who, ct) => store.OneAsync<Ballot>(Ballot.IdOf(who.Bot, who.User), ct),
            Erase = Holding<Ballot>.Delete,
        },
        new Holding<Census> { Chapter = Chapter.Nobody, About = "nobody: how many players are how wealthy", Exported = "nothing to export", Erased = "nothing to erase" },
        new Holding<OutboxMessage>
        {
            Chapter = Chapter.Messages, About = "whom a direct message or a file is for, by their Discord id; other replies name nobody and go after fifteen minutes",
            Exported = "without the token it is sent with", Erased = Deleted,
            Find = (store, who, ct) => store.EveryAsync(OutboxMessage.ByTarget.Where(who.User.ToString()), ct),
            Withhold = (_, shown) => shown.Remove("token"),
            Erase = Holding<OutboxMessage>.Delete,
        },
        new Holding<Installation>
        {
            Chapter = Chapter.Discord, About = "who added the bot, by their Discord id", Exported = Whole, Erased = Deleted,
            Find = (store, who, ct) => store.OneAsync<Installation>(Installation.IdOf(who.Bot, who.User), ct),
            Erase = Holding<Installation>.Delete,
        },
        new Holding<EntitlementRecord>
        {
            Chapter = Chapter.Discord, About = "who bought something, by their Discord id", Exported = Whole, Erased = "deleted; Discord keeps its own record of the payment",
            Find = (store, who, ct) => store.EveryAsync(EntitlementRecord.ByUser.Where(who.User.ToString()), ct),
            Erase = Holding<EntitlementRecord>.Delete,
        },
        new Holding<AppealRecord>
        {
            Chapter = Chapter.Decisions, About = "who stated a case, by their Discord id", Exported = "without the operator who decided", Erased = Deleted,
            Find = (store, who, ct) => store.UnderAsync<AppealRecord>(AppealRecord.PrefixOf(who.Bot, who.User), ct),
            Withhold = (_, shown) => shown.Remove("decidedBy"),
            Erase = Holding<AppealRecord>.Delete,
        },
        new Holding<AuditEntry>
        {
            Chapter = Chapter.Decisions, About = "whom an operator acted on, by the player's id; and the operator, by their Discord id",
            Exported = "those about you, without the operator",
            Erased = "your id is taken out and a keyed hash stays in its place, so that what operators did stays provable; what operators themselves did stays under their name",
            Find = (store, who, ct) => store.EveryAsync(AuditEntry.ByTarget.Where(who.Player), ct),
            Withhold = (_, shown) => Array.ForEach(["actor", "interaction", "salt"], name => shown.Remove(name)),
            Erase = (_, entry) =>
            {
                entry.Redact();
                return new Commit().Replace(entry);
            },
        },
        new Holding<AuditDay> { Chapter = Chapter.Nobody, About = "nobody: a day's count and hash", Exported = "nothing to export", Erased = "nothing to erase" },
        new Holding<JobRecord> { Chapter = Chapter.Nobody, About = "nobody: when a job ran", Exported = "nothing to export", Erased = "nothing to erase" },
        new Holding<QuarantinedToken> { Chapter = Chapter.Nobody, About = "nobody: which bot's token Discord refused", Exported = "nothing to export", Erased = "nothing to erase" },
        new Holding<StarterClaim>
        {
            Chapter = Chapter.Afterwards, About = "who had the starter bonus, by a keyed hash", Exported = Whole, Erased = "stays for good, or the bonus would be paid again and again",
            Find = (store, who, ct) => store.OneAsync<StarterClaim>(who.Claim, ct),
        },
        new Holding<Player>
        {
            Chapter = Chapter.Wallet, About = "a player, by the player's id; whom they blocked, whom they had pinged in the last ten minutes, and in a question that waits for their yes whom it is about",
            Exported = "without the server seed in use; with the latest movements under 'ledger' and the latest rounds under 'rounds'", Erased = DeletedLast,
            Find = (store, who, ct) => store.OneAsync<Player>(who.Player, ct),
            Withhold = WithholdSeed,
        },
        new Holding<Erasure>
        {
            Chapter = Chapter.Wallet, About = "who asked to be erased, by the player's id", Exported = Whole, Erased = DeletedLast,
            Find = (store, who, ct) => store.OneAsync<Erasure>($"{who.Bot}/{Erasure.NameOf(who.User)}", ct),
        },
        new Holding<Tombstone>
        {
            Chapter = Chapter.Afterwards, About = "who was erased, by a keyed hash", Exported = Whole,
            Erased = "written by the erasure; it goes after 400 days, or when a sanction or a break from staking that it holds ends later",
            Find = (store, who, ct) => store.OneAsync<Tombstone>(who.Tombstone, ct),
        },
    ];

    /// <summary>Whether anything is held of somebody that an erasure would take away.</summary>
    internal static async Task<bool> AnyAsync(IStore store, Subject subject, CancellationToken ct)
    {
        foreach (var holding in All.Where(holding => holding.Chapter is not (Chapter.Nobody or Chapter.Afterwards)))
        {
            await foreach (var document in holding.ExportAsync(store, subject, ct))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who has the seed in use knows how each coming round ends.</summary>
    private static void WithholdSeed(Player player, JsonObject shown)
    {
        var seeds = (JsonObject)shown["seeds"]!;
        seeds.Remove("server");
        seeds["serverHash"] = player.Seeds.Hash;
        seeds["serverWithheld"] = "Your coming rounds are drawn from this seed, so nobody may know it before. It was fixed under this SHA-256 beforehand; /fairness reveals it and takes a new one.";
    }
}
