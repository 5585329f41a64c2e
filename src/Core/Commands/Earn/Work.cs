using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>A short shift: one question by buttons, paid by the answer, the time it took, and the job.</summary>
[Slash("work", "Work a short shift: one question, paid by your answer and your job")]
internal sealed class Work : ICommand, IButton<Work.Ready>, IButton<Work.Answer>
{
    private const int ChoicesPerRow = 2;

    /// <summary>Hides what was to be remembered on this shift, and asks for it.</summary>
    [Action("ready", Updates = true)]
    public sealed record Ready(RoundName Shift);

    /// <summary>One of this shift's choices, by its place: which of them is right only the server seed tells.</summary>
    [Action("answer", Updates = true)]
    public sealed record Answer(RoundName Shift, int Choice);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.BeginShift(session.Rates, session.Occasion) switch
        {
            WorkOutcome.OnShift on => Ask(on.Shift, player, caller, session),
            WorkOutcome.NotReady wait => Reply.Refuse($"{Emoji.Time} You have worked your shift. The next one begins {Markup.NextSecond(wait.ReadyAt):R}."),
            WorkOutcome.NoJob => Reply.Refuse($"You have no job yet. Choose one with /job."),
        };
    }

    public async Task<Reply> PressAsync(Ready state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return Open(player, state.Shift, session) is { } shift
            ? Ask(shift.IsAsked ? shift : player.Ask(shift), player, caller, session).AsUpdate()
            : Over(player, state.Shift, caller, session);
    }

    public async Task<Reply> PressAsync(Answer state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (state.Choice is < 0 or >= ShiftQuestion.ChoiceCount)
        {
            return Refusals.OldComponent("work");
        }

        return Open(player, state.Shift, session) is not { } shift ? Over(player, state.Shift, caller, session)
            : shift.IsAsked ? Settled(player.Answer(shift, state.Choice, session.Rates, session.Occasion), player, caller, session)
            : Ask(shift, player, caller, session).AsUpdate();
    }

    private static OpenShift? Open(Player player, RoundName name, Session session) =>
        player.ShiftAt(session.Now) is { } shift && shift.Name == name ? shift : null;

    /// <summary>A button of a shift that takes no answer any more: it shows how it ended, as long as that is at hand.</summary>
    private static Reply Over(Player player, RoundName name, Caller caller, Session session) =>
        player.Shift?.Name == name || player.Rounds.Find(name) is { Game: ShiftQuestion.Game, Input: ShiftQuestion.Unanswered }
            ? Reply.Text($"This shift ended without an answer. Begin the next one with /work.").AsUpdate()
            : player.Rounds.Find(name) is { Game: ShiftQuestion.Game } round ? Settled(round, player, caller, session) : Refusals.OldComponent("work");

    private static Reply Ask(OpenShift shift, Player player, Caller caller, Session session)
    {
        var question = player.QuestionOf(shift);
        var pay = player.PayOf(shift, session.Rates);
        var right = Shown(question.Kind, question.Choices[question.Right]);
        var task = question.Kind switch
        {
            ShiftKind.Type => Phrase.Say($"Which of these is exactly `{right}`?"),
            ShiftKind.Sort => Phrase.Say($"Which of these is sorted from the least to the greatest?"),
            _ when shift.IsAsked => Phrase.Say($"Which row was it?"),
            _ => Phrase.Join("\n", [Phrase.Say($"Remember this row, then press the button."), Phrase.Verbatim(right)]),
        };
        var time = Phrase.Say($"A right answer pays {pay:coins}. The time for it is up {shift.DueAt:R}; after that it pays {session.Rates.ShiftPay(pay, isRight: true, isLate: true):N0}.");
        var reply = Reply.Show(caller.Card($"{Emoji.Work} Your shift").Describe(Phrase.Join("\n\n", [task, time])).Foot($"Round {shift.Name}"));
        return shift.IsAsked ? Choices(reply, shift, question, caller) : reply.Buttons(caller.Button($"I know it", new Ready(shift.Name), ButtonStyle.Primary));
    }

    private static Reply Choices(Reply reply, OpenShift shift, ShiftQuestion question, Caller caller)
    {
        var buttons = question.Choices.Select((choice, place) => caller.Button(Phrase.Verbatim(Shown(question.Kind, choice)), new Answer(shift.Name, place)));
        return buttons.Chunk(ChoicesPerRow).Aggregate(reply, (shown, row) => shown.Buttons(row));
    }

    private static Reply Settled(Round round, Player player, Caller caller, Session session)
    {
        var (kind, right, isRight, isLate) = ShiftQuestion.Read(round);
        var card = isRight && !isLate ? caller.Card($"{Emoji.Ready} Right! You earn {round.Payout:coins}")
            : isRight ? caller.Card($"{Emoji.Time} Right, but late. You earn {round.Payout:coins}")
            : caller.Card($"{Emoji.Wrong} Wrong. You earn {round.Payout:coins}").Field($"Right was", Phrase.Verbatim(Shown(kind, right)), inline: false);
        card = card.Describe(player.ReadyAt(Player.WorkCommand, session.Now) is { } next
            ? Phrase.Say($"Purse {player.Purse:N0}. The next shift begins {Markup.NextSecond(next):R}.")
            : Phrase.Say($"Purse {player.Purse:N0}."));
        return Reply.Show(Promoted(card, isRight, player, session).Foot($"Round {round.Name} · check it with /verify")).AsUpdate();
    }

    /// <summary>The rank, on the very shift that led to it.</summary>
    private static Embed Promoted(Embed card, bool isRight, Player player, Session session) =>
        isRight && session.Rates.Careers is var table && table.Find(player.Career) is { } career
            && player.ShiftsIn(career) is var shifts && table.RankAt(shifts) is var rank && rank.Shifts == shifts
            ? card.Field($"You are promoted {Emoji.Win}", Job.Standing(career, player, session.Rates), inline: false)
            : card;

    /// <summary>A choice as a person sees it: rows are pictures, everything else stands as it is.</summary>
    private static string Shown(ShiftKind kind, string choice) =>
        kind == ShiftKind.Remember ? string.Concat(choice.Select(letter => Emoji.Pictures[letter - 'a'])) : choice;
}
