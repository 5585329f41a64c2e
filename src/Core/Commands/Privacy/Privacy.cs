using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Safety;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>What is stored about people, why and for how long; the way to a copy and to an erasure.</summary>
[Slash("privacy", "What I store about you, why and for how long")]
[Private]
[EvenWhenBanned]
internal sealed class Privacy : ICommand, IButton<Privacy.Analytics>
{
    /// <summary>What the button makes of it.</summary>
    public enum Consent
    {
        Refused,
        Given,
    }

    /// <summary>Says what shall be, not that it shall change: pressed twice, it stays.</summary>
    [Action("analytics", Updates = true)]
    public sealed record Analytics(Consent Consent);

    /// <summary>A paragraph for each chapter of <see cref="Holdings"/>; a test holds them together.</summary>
    internal static IReadOnlyDictionary<Chapter, (Phrase Title, Phrase Text)> Paragraphs { get; } = new Dictionary<Chapter, (Phrase, Phrase)>
    {
        [Chapter.Wallet] = (Phrase.Of("Your wallet"), Phrase.Of("Your Discord id, coins and every movement of them, level, streaks, waits, settings, limits, blocks, whom I pinged for you just now and my last sixteen replies to you. It is what the game runs on. Until you have it erased.")),
        [Chapter.Games] = (Phrase.Of("Your games"), Phrase.Of("Each round with its stake, its result and the seeds it was drawn from, so that you can check it. Until you have it erased.")),
        [Chapter.Dealings] = (Phrase.Of("Your dealings"), Phrase.Of("With whom you exchanged coins and what was written to it, for a year. Requests and challenges, a day after they close. Your votes, 30 days after the last one. Your reports, 180 days.")),
        [Chapter.Messages] = (Phrase.Of("Messages to you"), Phrase.Of("What I am about to send you, until it is sent. Afterwards, without its text: an hour, or 30 days if it did not reach you.")),
        [Chapter.Discord] = (Phrase.Of("What Discord tells me"), Phrase.Of("What you bought, until 180 days after it ended, to answer questions about a payment. Whether you added me, until 30 days after you removed me.")),
        [Chapter.Decisions] = (Phrase.Of("Decisions of operators"), Phrase.Of("A ban with its reason while it holds, your appeals until 180 days after the answer, and a log of what operators did, which nobody can change in secret.")),
        [Chapter.Afterwards] = (Phrase.Of("After an erasure"), Phrase.Of("Only what nobody can turn back into your name: that you had the starter bonus, that you were erased (400 days), and a ban or break from staking until it ends. In the operators' log such a hash takes your place. Backups have your data for up to a year more.")),
    };

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct) => Show(await session.StoredPlayerAsync(ct), caller);

    public async Task<Reply> PressAsync(Analytics state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        player.Prefer(player.Preferences with { AllowsAnalytics = state.Consent == Consent.Given });
        return Show(player, caller).AsUpdate();
    }

    private static Reply Show(Player? player, Caller caller)
    {
        var isGiven = (player?.Preferences ?? new Preferences()).AllowsAnalytics;
        var card = caller.Card($"{Emoji.Lock} What I store about you")
            .Describe($"No messages, no e-mail addresses, nothing for advertising, and nothing is sold or passed on. Everything is listed here.");
        foreach (var (title, text) in Paragraphs.Values)
        {
            card = card.Field(title, text, inline: false);
        }

        card = card.Field($"Statistics", isGiven
            ? Phrase.Say($"{Emoji.Ready} You allow me to count how you use me beyond what running me takes.")
            : Phrase.Say($"{Emoji.Wrong} How you use me is not counted beyond what running me takes."), inline: false);
        return Reply.Show(card).Private().Buttons(
            caller.Button($"Send me my data", new MyData.Send(), ButtonStyle.Primary),
            isGiven ? caller.Button($"Stop counting", new Analytics(Consent.Refused)) : caller.Button($"Allow statistics", new Analytics(Consent.Given)),
            caller.Button($"Erase everything…", new DeleteMyData.Explain(), ButtonStyle.Danger));
    }
}
