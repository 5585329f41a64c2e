using System.Globalization;
using FlippyFlip.Core.Commands.Privacy;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Users;

/// <summary>The appeals that wait, the oldest first, each to be accepted or declined with an answer that the player is told.</summary>
[Slash("dev-appeals", "Appeals that wait for an answer")]
internal sealed class DevAppeals : ICommand, IButton<DevAppeals.Next>, IButton<DevAppeals.Answering>, IForm<DevAppeals.Answered, DevAppeals.AnswerForm>
{
    /// <summary>Read at once; who has more waiting is told that there are this many at least.</summary>
    private const int Most = 100;

    public enum Verdict
    {
        Accept,
        Decline,
    }

    /// <summary>Shows what waits behind this appeal.</summary>
    [Action("next", Updates = true)]
    public sealed record Next(Snowflake After);

    [Action("answering")]
    public sealed record Answering(Verdict Verdict, Snowflake User, Snowflake Appeal);

    [Action("answered", Updates = true)]
    public sealed record Answered(Verdict Verdict, Snowflake User, Snowflake Appeal);

    public sealed record AnswerForm([Field("Answer", Hint = "The player reads it; kept with the appeal", MinLength = 3, MaxLength = 500, IsLong = true)] string Answer);

    public Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) => ShowAsync(default, null, caller, session, ct);

    public async Task<Reply> PressAsync(Next state, Caller caller, Session session, CancellationToken ct) => (await ShowAsync(state.After, null, caller, session, ct)).AsUpdate();

    public Task<Reply> PressAsync(Answering state, Caller caller, Session session, CancellationToken ct) => Task.FromResult(
        caller.Form<Answered, AnswerForm>(state.Verdict == Verdict.Accept ? Phrase.Say($"Accept and lift") : Phrase.Say($"Decline"), new Answered(state.Verdict, state.User, state.Appeal)));

    public async Task<Reply> SubmitAsync(Answered state, AnswerForm form, Caller caller, Session session, CancellationToken ct)
    {
        if (await session.FindAsync<AppealRecord>(AppealRecord.NameOf(state.User, state.Appeal), ct) is not { State: AppealState.Open } appeal)
        {
            return Reply.Refuse($"That appeal is answered already. /dev-appeals shows what waits.");
        }

        var isAccepted = state.Verdict == Verdict.Accept;
        appeal.Decide(isAccepted ? AppealState.Accepted : AppealState.Declined, caller.UserId, form.Answer.ReplaceLineEndings(" "), session.Now);
        session.Change(appeal);
        var player = await session.PlayerAsync(state.User, ct);
        if (isAccepted && player.Sanction == appeal.Against)
        {
            player.Judge(null);
        }

        // An appeal speaks of one decision; a later one is appealed against by itself.
        var other = isAccepted && player.Sanction is { } later && later.Holds(session.Now) ? later : null;
        session.Send(Notices.OfAnswer(appeal, other, session.Bot));
        await session.AuditAsync(caller, "dev-appeals", player.Id, $"{appeal.State}: {appeal.Answer}", ct);
        return (await ShowAsync(state.Appeal, appeal, caller, session, ct, other)).AsUpdate();
    }

    /// <summary>The oldest that waits, or the oldest behind one.</summary>
    private static async Task<Reply> ShowAsync(Snowflake after, AppealRecord? answered, Caller caller, Session session, CancellationToken ct, Sanction? other = null)
    {
        var query = AppealRecord.ByState.Where(caller.Bot.ApplicationId.ToString(), nameof(AppealState.Open)).Take(Most);
        var open = (await session.QueryAsync(query, ct)).Items.Where(appeal => appeal.Id != answered?.Id).ToList();
        if (answered is null)
        {
            await session.AuditAsync(caller, "dev-appeals", null, string.Create(CultureInfo.InvariantCulture, $"{open.Count} waiting"), ct);
        }

        var shown = open.Find(appeal => appeal.Interaction > after) ?? open.FirstOrDefault();
        var done = answered is null ? "" : $"{Markup.User(answered.User)}: {answered.State}. {(other is null ? "" : $"Another restriction stands ({other.From}: {Markup.Escape(other.Reason)}); /dev-unban lifts it. ")}";
        if (shown is null)
        {
            return Reply.Show(caller.Card($"{Emoji.Ready} No appeal waits").Describe(Phrase.Verbatim(done))).Private();
        }

        var against = shown.Against;
        var until = against.Until is { } end ? Markup.Time(end) : "until it is lifted";
        var card = caller.Card($"{Emoji.Question} An appeal")
            .Describe(Phrase.Verbatim(string.Create(CultureInfo.InvariantCulture, $"{done}{Markup.User(shown.User)} wrote {Markup.Time(shown.At, "R")}:\n>>> {Markup.Escape(shown.Text)}")))
            .Field($"Against", Phrase.Verbatim($"{against.From}, {until}: {Markup.Escape(against.Reason)}"), inline: false)
            .Field($"Waiting", $"{open.Count:N0}");
        return Reply.Show(card).Private().Buttons(
            caller.Button($"Accept…", new Answering(Verdict.Accept, shown.User, shown.Interaction), ButtonStyle.Success),
            caller.Button($"Decline…", new Answering(Verdict.Decline, shown.User, shown.Interaction), ButtonStyle.Danger),
            caller.Button($"Next", new Next(shown.Interaction)));
    }
}
