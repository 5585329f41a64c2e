using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Commands.Privacy;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Users;

/// <summary>Keeps a player from everything, from staking or from dealing with others, for a while or until it is lifted; the player is told.</summary>
[Slash("dev-ban", "Restrict a player, with a reason they are told")]
internal sealed class DevBan : ICommand<DevBan.Options>, IForm<DevBan.Banning, DevBan.ReasonForm>
{
    private const int LeastReason = 3;
    private const int MostReason = 200;

    /// <summary>The value is the number of days; 0 has no end. Part of custom ids: never change one.</summary>
    public enum Duration
    {
        [Describe("1 day")]
        Day = 1,

        [Describe("7 days")]
        Week = 7,

        [Describe("30 days")]
        Month = 30,

        [Describe("180 days")]
        HalfYear = 180,

        [Describe("Until it is lifted")]
        Open = 0,
    }

    public sealed record Options(
        [Describe("Who is restricted")] Person User,
        [Describe("For how long")] Duration Duration,
        [Describe("Why; they read it. A form asks if you leave it out"), Length(LeastReason, MostReason)] string? Reason,
        [Describe("From what; everything if you leave it out")] Barred? Scope);

    [Action("form")]
    public sealed record Banning(Snowflake User, Duration Duration, Barred Scope);

    public sealed record ReasonForm([Field("Reason", Hint = "The player reads it; kept in the audit log", MinLength = LeastReason, MaxLength = MostReason, IsLong = true)] string Reason);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (options.User.IsBot)
        {
            return Task.FromResult(Refusals.NoWallet(options.User));
        }

        if (Access.LevelOf(caller.Bot, options.User.Id, default) >= Level.Support)
        {
            return Task.FromResult(Reply.Refuse($"{options.User.Shown} runs this bot with you. Take their role first."));
        }

        var (user, duration, scope) = (options.User.Id, options.Duration, options.Scope ?? Barred.All);
        return options.Reason is { } reason
            ? BanAsync(user, duration, scope, reason, caller, session, ct)
            : Task.FromResult(caller.Form<Banning, ReasonForm>($"Restrict a player", new Banning(user, duration, scope)));
    }

    public Task<Reply> SubmitAsync(Banning state, ReasonForm form, Caller caller, Session session, CancellationToken ct) =>
        BanAsync(state.User, state.Duration, state.Scope, form.Reason, caller, session, ct);

    private static async Task<Reply> BanAsync(Snowflake user, Duration duration, Barred scope, string reason, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(user, ct);
        var sanction = new Sanction(scope, reason.ReplaceLineEndings(" "), session.Now, duration == Duration.Open ? null : session.Now.AddDays((int)duration));
        if (player.Sanction is { } before && before.Holds(session.Now) && !sanction.Covers(before))
        {
            var until = before.Until is { } end ? Phrase.Say($"until {end:f}") : Phrase.Of("until it is lifted");
            return Reply.Refuse($"{Markup.User(user)} is kept from {What(before.From)} {until} already, and this would lift that: {Markup.Escape(before.Reason)}. To replace it, lift it with /dev-unban first.");
        }

        player.Judge(sanction);
        session.Send(Notices.OfSanction(user, sanction, player.Preferences.LocaleOfMessages(session.Bot)));
        var length = duration == Duration.Open ? "until it is lifted" : Phrase.Say($"for {(int)duration:days}").ToString();
        await session.AuditAsync(caller, "dev-ban", player.Id, $"{scope} {length}: {sanction.Reason}", ct);
        return Reply.Whisper($"{Emoji.Lock} {Markup.User(user)} is kept from {What(scope)} {length}, and told so. Reason: {Markup.Escape(sanction.Reason)}");
    }

    private static string What(Barred scope) => scope switch { Barred.Wager => "staking coins", Barred.Trade => "dealing with others", _ => "everything" };
}
