using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>Lets somebody whom an operator restricted say why that is wrong.</summary>
[Slash("appeal", "State your case if you were banned")]
[Cooldown(seconds: 7 * 24 * 3600)]
[Private]
[EvenWhenBanned]
internal sealed class Appeal : ICommand, IButton<Appeal.Open>, IForm<Appeal.Stated, Appeal.CaseForm>
{
    [Action("open")]
    public sealed record Open;

    [Action("stated")]
    public sealed record Stated;

    public sealed record CaseForm(
        [Field("Why should it be lifted?", Hint = "What happened from your side; an operator reads it", MinLength = AppealRecord.LeastText, MaxLength = AppealRecord.MostText, IsLong = true)] string Case);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) =>
        await session.ReturningPlayerAsync(caller.UserId, ct) is not { Sanction: { } sanction } player || !sanction.Holds(session.Now) ? Free()
        : player.ReadyAt("appeal", session.Now) is { } readyAt ? Reply.Show(caller.Card($"{Emoji.Question} Your case").Describe(Phrase.Join("\n",
            [Notices.Say(sanction), Phrase.Say($"You have stated your case. An operator reads it and answers by direct message; you can state it again {Markup.NextSecond(readyAt):R}.")])))
            .Private()
        : Reply.Show(caller.Card($"{Emoji.Question} Your case").Describe(Notices.Say(sanction))
            .Foot($"You can state your case once a week. An operator reads it and answers by direct message."))
            .Private().Buttons(caller.Button($"State my case", new Open(), ButtonStyle.Primary));

    public Task<Reply> PressAsync(Open state, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult(caller.Form<Stated, CaseForm>($"Your case", new Stated()));

    public async Task<Reply> SubmitAsync(Stated state, CaseForm form, Caller caller, Session session, CancellationToken ct)
    {
        // Whose ban outlived their erasure comes back by this: the week is counted with the player.
        var player = await session.ReturningPlayerAsync(caller.UserId, ct);
        if (player.Sanction is not { } sanction || !sanction.Holds(session.Now))
        {
            return Free();
        }

        session.Keep(new AppealRecord
        {
            Id = session.IdOf(AppealRecord.NameOf(caller.UserId, caller.Interaction)),
            Bot = caller.Bot.ApplicationId,
            User = caller.UserId,
            Interaction = caller.Interaction,
            Text = form.Case,
            Against = sanction,
            Language = player.Preferences.Language ?? caller.Locale.Tag,
            At = session.Now,
        });
        return Reply.Whisper($"{Emoji.Ready} Your case is stated. An operator reads it, and the answer comes by direct message; you can state it again {session.Now.AddDays(7):R}.");
    }

    private static Reply Free() => Reply.Refuse($"Nothing keeps you from anything here, so there is nothing to appeal against. If something else is wrong, /report tells those who run me.");
}
