using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>The caller's own caps on what they stake and lose.</summary>
[Slash("limits", "Your own limits on what you stake and lose in a day and a week")]
[Private]
[EvenWhenBanned]
internal sealed class Limits : ICommand, IButton<Limits.Change>, IForm<Limits.Changed, Limits.CapsForm>
{
    [Action("change")]
    public sealed record Change;

    [Action("changed", Updates = true)]
    public sealed record Changed;

    public sealed record CapsForm(
        [Field("Losses in a day", Hint = "Coins, such as 500 or 2.5k; empty: no limit", IsOptional = true, MaxLength = 24)] string LossPerDay,
        [Field("Losses in a week", Hint = "Coins, such as 500 or 2.5k; empty: no limit", IsOptional = true, MaxLength = 24)] string LossPerWeek,
        [Field("Stakes in a day", Hint = "Coins, such as 500 or 2.5k; empty: no limit", IsOptional = true, MaxLength = 24)] string StakePerDay,
        [Field("Stakes in a week", Hint = "Coins, such as 500 or 2.5k; empty: no limit", IsOptional = true, MaxLength = 24)] string StakePerWeek);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) =>
        Show(await session.PlayerAsync(caller, ct), caller, session);

    public async Task<Reply> PressAsync(Change state, Caller caller, Session session, CancellationToken ct)
    {
        var own = (await session.PlayerAsync(caller, ct)).Caps ?? OwnCaps.None;
        var caps = own.Wider ?? own.Now;
        return caller.Form<Changed, CapsForm>($"Your limits", new Changed(), [.. Enum.GetValues<Cap>().Select(cap => caps.Of(cap)?.ToString(Locale.English.Numbers))]);
    }

    public async Task<Reply> SubmitAsync(Changed state, CapsForm form, Caller caller, Session session, CancellationToken ct)
    {
        var texts = new[] { form.LossPerDay, form.LossPerWeek, form.StakePerDay, form.StakePerWeek };
        foreach (var (i, text) in texts.Index())
        {
            if (!TryRead(text, out _))
            {
                return Reply.Refuse($"{Wagers.Name((Cap)i)}: a limit is a number of coins up to {Amount.Largest:N0}, such as 500 or 2.5k, or nothing.");
            }
        }

        var caps = texts.Select(text => TryRead(text, out var most) ? most : null).ToList();
        var player = await session.PlayerAsync(caller, ct);
        player.LimitTo(new Caps(caps[0], caps[1], caps[2], caps[3]), session.Rates, session.Occasion);
        return Show(player, caller, session).AsUpdate();
    }

    /// <summary>A number of coins, also none at all; empty is no limit.</summary>
    private static bool TryRead(string text, out long? most)
    {
        var isAmount = Amount.TryParse(text, out var amount) && !amount.IsShare;
        most = isAmount ? amount.From(0) : text == "0" ? 0 : null;
        return most is not null || text.Length == 0;
    }

    private static Reply Show(Player player, Caller caller, Session session)
    {
        var own = player.Caps ?? OwnCaps.None;
        var caps = own.At(session.Now);
        var (today, week) = (player.SpentToday.In(Spending.Day(session.Now)), player.SpentThisWeek.In(Spending.Week(session.Now)));
        var card = caller.Card($"{Emoji.Lock} Your limits")
            .Describe($"They hold for every stake, in every game. A lower limit holds at once, a higher one a day later. Days and weeks begin at midnight UTC, weeks on Monday.")
            .Field(Wagers.Name(Cap.LossPerDay), Used(today.Lost, caps.LossPerDay))
            .Field(Wagers.Name(Cap.LossPerWeek), Used(week.Lost, caps.LossPerWeek))
            .Field(Wagers.Name(Cap.StakePerDay), Used(today.Staked, caps.StakePerDay))
            .Field(Wagers.Name(Cap.StakePerWeek), Used(week.Staked, caps.StakePerWeek));
        if (own.Wider is { } wider && own.WiderAt > session.Now)
        {
            card = card.Field(
                $"From {own.WiderAt.Value:f} on",
                Phrase.Join("\n", Enum.GetValues<Cap>().Where(cap => wider.Of(cap) != caps.Of(cap)).Select(cap => Phrase.Say($"{Wagers.Name(cap)}: {Most(wider.Of(cap))}"))),
                inline: false);
        }

        return Reply.Show(card).Private().Buttons(caller.Button($"Change", new Change(), ButtonStyle.Primary));
    }

    private static Phrase Used(long used, long? most) => most is { } cap ? Phrase.Say($"{used:N0} of {cap:N0}") : Phrase.Say($"{used:N0}, no limit");

    private static Phrase Most(long? most) => most is { } cap ? Phrase.Say($"{cap:coins}") : Phrase.Of("no limit");
}
