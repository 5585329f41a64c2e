using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>What the caller prefers, and how to change it.</summary>
[Slash("settings", "Your language, who sees replies and your bank, and when I ask back")]
[Private]
[EvenWhenBanned]
internal sealed class Settings : ICommand, ISelect<Settings.Speak>, IButton<Settings.Turn>, IButton<Settings.Ask>, IForm<Settings.Asked, Settings.AskForm>
{
    /// <summary>The choice that leaves the language to Discord.</summary>
    private const string LikeDiscord = "discord";

    private const int LongestAmount = 24;

    public enum Switch
    {
        RepliesForEveryone,
        RepliesForMe,
        BankHidden,
        BankShared,
    }

    [Action("speak", Updates = true)]
    public sealed record Speak;

    /// <summary>Says what shall be, not what shall change: pressed twice, it is the same.</summary>
    [Action("turn", Updates = true)]
    public sealed record Turn(Switch To);

    [Action("ask")]
    public sealed record Ask;

    [Action("asked", Updates = true)]
    public sealed record Asked;

    public sealed record AskForm([Field("Ask me above", Hint = "A number of coins; empty: do not ask", MaxLength = LongestAmount, IsOptional = true)] string Above);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) => Show(await session.PlayerAsync(caller, ct), caller);

    public Task<Reply> ChooseAsync(Speak state, string value, Caller caller, Session session, CancellationToken ct) => ChangeAsync(
        preferences => preferences with { Language = Locale.All.Any(locale => locale.Tag == value) ? value : null }, caller, session, ct);

    public Task<Reply> PressAsync(Turn state, Caller caller, Session session, CancellationToken ct) => ChangeAsync(
        preferences => state.To switch
        {
            Switch.RepliesForEveryone => preferences with { RepliesPrivately = false },
            Switch.RepliesForMe => preferences with { RepliesPrivately = true },
            Switch.BankHidden => preferences with { SharesBank = false },
            _ => preferences with { SharesBank = true },
        },
        caller, session, ct);

    public async Task<Reply> PressAsync(Ask state, Caller caller, Session session, CancellationToken ct)
    {
        var preferences = await session.RecognizeAsync(ct);
        return caller.Form<Asked, AskForm>($"When to ask back", new Asked(), preferences.ConfirmAbove?.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<Reply> SubmitAsync(Asked state, AskForm form, Caller caller, Session session, CancellationToken ct)
    {
        if (TryRead(form.Above, out var above))
        {
            return await ChangeAsync(preferences => preferences with { ConfirmAbove = above }, caller, session, ct);
        }

        await session.RecognizeAsync(ct);
        return Reply.Refuse($"Write a number of coins, such as 500 or 2.5k; with nothing in the field I do not ask.");
    }

    /// <summary>Nothing means never, and 0 means always.</summary>
    private static bool TryRead(string text, out long? above)
    {
        above = text is "0" ? 0 : Amount.TryParse(text, out var amount) && !amount.IsShare ? amount.From(0) : null;
        return above is not null || text.Length == 0;
    }

    private static async Task<Reply> ChangeAsync(Func<Preferences, Preferences> change, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        player.Prefer(change(player.Preferences));
        return Show(player, caller).AsUpdate();
    }

    private static Reply Show(Player player, Caller caller)
    {
        var preferences = player.Preferences;
        var card = caller.Card($"{Emoji.Gear} Your settings")
            .Field($"Language", preferences.Language is { } tag ? Phrase.Verbatim(Locale.For(tag).Name) : Phrase.Of("As in Discord"))
            .Field($"Replies", preferences.RepliesPrivately ? Phrase.Of("Only you see them") : Phrase.Of("Everyone sees them, unless they are private anyway"))
            .Field($"Your bank", preferences.SharesBank ? Phrase.Of("Others see it") : Phrase.Of("Only you see it"))
            .Field($"I ask back above", preferences.ConfirmAbove is { } above ? Phrase.Say($"{above:coins}") : Phrase.Of("No limit of yours"))
            .Field($"Reminders", preferences.Reminders.Count > 0 ? Phrase.Join("\n", preferences.Reminders.Select(Notify.Title)) : Phrase.Of("No reminders"))
            .Foot($"What everyone in a server sees is in the server's language.");
        return Reply.Show(card).Private()
            .Select(caller.Select(
                new Speak(),
                $"Your language",
                [
                    new SelectOption(Phrase.Of("As in Discord"), LikeDiscord) { Default = preferences.Language is null },
                    .. Locale.All.Select(locale => new SelectOption(Phrase.Verbatim(locale.Name), locale.Tag) { Default = locale.Tag == preferences.Language }),
                ]))
            .Buttons(
                preferences.RepliesPrivately
                    ? caller.Button($"Show replies to everyone", new Turn(Switch.RepliesForEveryone))
                    : caller.Button($"Show replies only to me", new Turn(Switch.RepliesForMe)),
                preferences.SharesBank
                    ? caller.Button($"Hide my bank", new Turn(Switch.BankHidden))
                    : caller.Button($"Let others see my bank", new Turn(Switch.BankShared)))
            .Buttons(
                caller.Button($"When to ask back", new Ask()),
                caller.Button($"Reminders", new Notify.Open()));
    }
}
