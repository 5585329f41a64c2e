using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Offers;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>Waits for anybody with the same stake, or meets who waits: the higher number takes the pot less the tax.</summary>
[Slash("flipqueue", "Meet anybody with the same stake: the higher number takes the pot")]
[Cooldown(seconds: 3)]
internal sealed class FlipQueue : ICommand<FlipQueue.Options>, IButton<FlipQueue.Leave>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    /// <summary>Takes the stake of this ticket back.</summary>
    [Action("leave", Updates = true)]
    public sealed record Leave(Snowflake Ticket);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.BarredFrom(Barred.Trade, session.Now) is { } sanction)
        {
            return Refusals.MayNotTrade(sanction);
        }

        if (player.Queued is { } waiting)
        {
            if (waiting.DueAt > session.Now)
            {
                return Waiting(waiting, caller).Under($"You wait already; leave first to wait with another stake. No new stake was taken.");
            }

            player.LeaveQueue(session.Occasion);
        }

        return player.Weigh(options.Amount, session.Rates, session.Occasion, out var stake) is { } refusal
            ? Wagers.Refuse(refusal, player, session)
            : await JoinAsync(player, stake, caller, session, ct);
    }

    public async Task<Reply> PressAsync(Leave state, Caller caller, Session session, CancellationToken ct)
    {
        session.IsAside = true;
        var player = await session.PlayerAsync(caller, ct);
        var card = player.Queued is { } waiting && waiting.Ticket == state.Ticket && player.LeaveQueue(session.Occasion)
            ? caller.Card($"{Emoji.Duel} You left the queue").Describe($"Your {waiting.Stake:coins} are back. Purse {player.Purse:N0}.")
            : caller.Card($"{Emoji.Duel} You do not wait any more").Describe($"See /history for what became of your stake.");
        return Reply.Show(card).AsUpdate();
    }

    private static async Task<Reply> JoinAsync(Player player, long stake, Caller caller, Session session, CancellationToken ct)
    {
        var name = WaitingLine.NameOf(stake);
        var line = await session.FindAsync<WaitingLine>(name, ct) ?? new WaitingLine { Id = session.IdOf(name) };
        var users = line.Tickets.Select(ticket => ticket.User).ToList();
        var players = users.Count > 0 ? await session.PlayersAsync(users, ct) : [];
        var waiting = line.Tickets.Zip(players).Where(each => each.First.Id == each.Second.Queued?.Ticket && each.First.DueAt > session.Now).ToList();
        var (ticket, opponent) = waiting.FirstOrDefault(each => MayMeet(each.Second, each.First.User, player, caller, session));
        var others = waiting.Select(each => each.First).Where(each => each != ticket);
        return opponent is not null ? Meet(opponent, ticket!, others, line, player, caller, session)
            : waiting.Count < WaitingLine.MostTickets ? Wait(stake, others, line, player, caller, session)
            : Reply.Refuse($"Too many wait with {stake:coins}. Try another stake.");
    }

    /// <summary>Whoever waits may have been banned, have excluded themselves or blocked the caller since.</summary>
    private static bool MayMeet(Player other, Snowflake user, Player player, Caller caller, Session session) =>
        user != caller.UserId
        && !player.HasBlocked(user)
        && !other.HasBlocked(caller.UserId)
        && other.BarredFrom(Barred.Trade, session.Now) is null
        && !other.IsAway(session.Now)
        && other.Restrain(session.Occasion) is null;

    private static Reply Wait(long stake, IEnumerable<Ticket> others, WaitingLine line, Player player, Caller caller, Session session)
    {
        if (player.Queue(Amount.Of(stake), session.Rates, session.Occasion) is { } refusal)
        {
            return Wagers.Refuse(refusal, player, session);
        }

        var reply = Waiting(player.Queued!, caller);
        var isPrivate = player.Preferences.RepliesPrivately;
        Store(line, others.Append(new Ticket
        {
            Id = player.Queued!.Ticket,
            User = caller.UserId,
            Token = caller.Token,
            Locale = caller.LocaleOf(isPrivate ? reply.Private() : reply).Tag,
            IsPrivate = isPrivate,
            DueAt = player.Queued.DueAt,
        }), session);
        return reply;
    }

    private static Reply Waiting(Queued waiting, Caller caller) => Reply
        .Show(caller.Card($"{Emoji.Time} You wait with {waiting.Stake:coins}")
            .Describe($"Whoever joins with the same stake plays you; the higher number takes the pot. Your stake comes back {Markup.NextSecond(waiting.DueAt):R}, or when you leave."))
        .Buttons(caller.Button($"Leave", new Leave(waiting.Ticket)));

    private static Reply Meet(Player opponent, Ticket ticket, IEnumerable<Ticket> others, WaitingLine line, Player player, Caller caller, Session session)
    {
        if (player.Meet(opponent, session.Rates, session.Occasion, out var pot) is { } refusal)
        {
            return Wagers.Refuse(refusal, player, session);
        }

        Store(line, others, session);
        var card = Contest.Settled(pot!, ticket.User, caller.UserId, Dealing.Queue, session);
        var told = Reply.Text($"{Markup.User(ticket.User)}, somebody joined.").With(card).Pinging(ticket.User);
        session.Send(new Outgoing.FollowUp(ticket.Token, ticket.Id.CreatedAt, ticket.IsPrivate ? told.Private() : told, Locale.For(ticket.Locale).With(session.Bot.Emoji)));
        return Reply.Show(card);
    }

    private static void Store(WaitingLine line, IEnumerable<Ticket> tickets, Session session)
    {
        line.Keep(tickets);
        switch (line)
        {
            case { Version: 0, Tickets: [] }:
                break;
            case { Version: 0 }:
                session.Keep(line);
                break;
            case { Tickets: [] }:
                session.Remove(line);
                break;
            default:
                session.Change(line);
                break;
        }
    }
}
