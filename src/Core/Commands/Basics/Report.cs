using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>Tells the operators of a bug, or of what a user did.</summary>
[Slash("report", "Tell the operators about a bug or a user")]
[Private]
internal sealed class Report(ILogger<Report> log) : ICommand<Report.Options>, IForm<Report.Told, Report.ReasonForm>
{
    /// <summary>The day whose open reports count.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public sealed record Options([Describe("Who did something wrong; leave it out for a bug")] Person? User);

    /// <summary>About a user, or about a bug when it is nobody's id.</summary>
    [Action("told")]
    public sealed record Told(Snowflake About);

    public sealed record ReasonForm(
        [Field("What happened?", Hint = "What you did, what you saw, what you expected", MinLength = ReportRecord.LeastText, MaxLength = ReportRecord.MostText, IsLong = true)] string Reason);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return options.User switch
        {
            null => caller.Form<Told, ReasonForm>($"Report a bug", new Told(default)),
            { IsBot: true } bot => Reply.Refuse($"{bot.Shown} is a bot. Use /report without a user to report what a bot does."),
            { } person when person.Id == caller.UserId => Refusals.Yourself(),
            { } person => caller.Form<Told, ReasonForm>($"Report {person.Name ?? person.Id.ToString()}", new Told(person.Id)),
        };
    }

    public async Task<Reply> SubmitAsync(Told state, ReasonForm form, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var open = await OpenAsync(player, session, ct);
        if (open.Count >= session.Rates.ReportsPerDay)
        {
            return Reply.Refuse($"You told us {open.Count:N0} things within a day, and we are still reading. You can go on {Markup.NextSecond(open[0].At + Day):R}.");
        }

        var report = Write(state, form, player, caller, session);
        session.Keep(report);
        session.LogOnceCommitted(() => Log.ReportFiled(log, report.Reference, report.Kind));
        return Reply.Whisper(report.Kind == ReportKind.Bug
            ? Phrase.Say($"{Emoji.Ready} Thank you. The operators have your report `{Phrase.Verbatim(report.Reference)}`; name it when you ask about it.")
            : Phrase.Say($"{Emoji.Ready} Thank you. The operators have your report `{Phrase.Verbatim(report.Reference)}`; name it when you ask about it. /block keeps this user away from you."));
    }

    private static async Task<List<ReportRecord>> OpenAsync(Player player, Session session, CancellationToken ct)
    {
        var page = await session.QueryAsync(ReportRecord.ByPlayer.Where(player.Id).Between(session.Now - Day, null), ct);
        return [.. page.Items.Where(report => report.State == ReportState.Open && report.At > session.Now - Day)];
    }

    private static ReportRecord Write(Told state, ReasonForm form, Player player, Caller caller, Session session)
    {
        var reference = session.FreeName(ReportRecord.References(caller.Interaction));
        var isBug = state.About == default;
        return new ReportRecord
        {
            Id = session.IdOf(reference),
            Reference = reference,
            Player = player.Id,
            Kind = isBug ? ReportKind.Bug : ReportKind.Person,
            About = isBug ? null : state.About,
            Text = form.Reason,
            At = session.Now,
            Locale = caller.Locale.Tag,
            Guild = caller.GuildId,
            ExpiresAt = session.Now + session.Rates.ReportsKept,
        };
    }
}
