using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>Has everything about the caller erased after three days, until when they may take it back.</summary>
[Slash("deletemydata", "Have everything I store about you erased")]
[Private]
[EvenWhenBanned]
internal sealed class DeleteMyData : ICommand, IButton<DeleteMyData.Explain>, IButton<DeleteMyData.Open>, IButton<DeleteMyData.Undo>, IForm<DeleteMyData.Typed, DeleteMyData.NameForm>
{
    [Action("explain")]
    public sealed record Explain;

    [Action("open")]
    public sealed record Open;

    [Action("typed")]
    public sealed record Typed;

    [Action("undo", Updates = true)]
    public sealed record Undo;

    public sealed record NameForm([Field("Type my name", Hint = "The name that the message before shows in bold", MaxLength = 100)] string Name);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        if (await FindAsync(caller, session, ct) is { } asked)
        {
            return Pending(asked, caller, session);
        }

        return await session.IsKnownAsync(ct)
            ? Reply.Show(caller.Card($"{Emoji.Wrong} Have everything erased?").Describe(
                $"Your coins, your games, your settings and all else that /privacy lists go for good; nobody gets the coins. You have 72 hours to take it back, and until then I do nothing else for you. A ban, a break from staking and the starter bonus are not reset by it. /mydata gives you a copy before. To go on, type my name: **{Discord.Markup.Escape(caller.Bot.Name)}**."))
                .Private().Buttons(caller.Button($"Type my name", new Open(), ButtonStyle.Danger))
            : Reply.Refuse($"I store nothing about you, so there is nothing to erase.");
    }

    public Task<Reply> PressAsync(Explain state, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);

    public Task<Reply> PressAsync(Open state, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult(caller.Form<Typed, NameForm>($"Have everything erased?", new Typed()));

    public async Task<Reply> SubmitAsync(Typed state, NameForm form, Caller caller, Session session, CancellationToken ct)
    {
        if (!string.Equals(form.Name.Trim(), caller.Bot.Name.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return Reply.Refuse($"That is not my name, so nothing was changed. I am called **{Discord.Markup.Escape(caller.Bot.Name)}**; /deletemydata asks again.");
        }

        if (await FindAsync(caller, session, ct) is { } before)
        {
            return Pending(before, caller, session);
        }

        // Who has none gets one: what holds them off until the erasure, and others off them, stands with the player.
        var player = await session.PlayerAsync(caller, ct);
        var erasure = new Erasure
        {
            Id = session.IdOf(Erasure.NameOf(caller.UserId)),
            Player = session.SubjectOf(caller.UserId).Player,
            RequestedAt = session.Now,
            DueAt = session.Now + Erasure.Delay,
        };
        session.Keep(erasure);
        player.Leave(erasure.DueAt);
        session.Send(new Outgoing.DirectMessage(caller.UserId, Pending(erasure, caller, session), player.Preferences.Speak(caller.Locale)));
        return Pending(erasure, caller, session);
    }

    public async Task<Reply> PressAsync(Undo state, Caller caller, Session session, CancellationToken ct)
    {
        if (await FindAsync(caller, session, ct) is not { } erasure)
        {
            // The same button stands in the reply and in the direct message: taken back with one of them, the other is over as well.
            return Reply.Refuse($"Nothing of yours is about to be erased. /deletemydata would ask for it.").AsUpdate();
        }

        if (!erasure.MayBeUndone(session.Now))
        {
            return TooLate();
        }

        session.Remove(erasure);
        (await session.StoredPlayerAsync(ct))?.Stay();
        return Reply.Whisper($"{Emoji.Ready} Taken back. Nothing is erased, and everything is as it was.").AsUpdate();
    }

    private static Task<Erasure?> FindAsync(Caller caller, Session session, CancellationToken ct) => session.FindAsync<Erasure>(Erasure.NameOf(caller.UserId), ct);

    private static Reply Pending(Erasure erasure, Caller caller, Session session) => erasure.MayBeUndone(session.Now)
        ? Reply.Show(caller.Card($"{Emoji.Time} Everything about you is erased {erasure.DueAt:R}").Describe(
            $"You asked for it {erasure.RequestedAt:f}, and it is done {erasure.DueAt:f}. Until then I do nothing else for you. If you change your mind, take it back with the button or with /deletemydata."))
            .Private().Buttons(caller.Button($"Take it back", new Undo(), ButtonStyle.Success))
        : TooLate();

    private static Reply TooLate() => Reply.Refuse($"The 72 hours are over, and your data is being erased. In a few minutes you can begin anew with /start.");
}
