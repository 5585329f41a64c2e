using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>Three reels at the published table.</summary>
[Slash("slots", "Pull the lever of three reels")]
[Cooldown(seconds: 1)]
internal sealed class Slots : ICommand<Slots.Options>, IButton<Slots.Again>
{
    public sealed record Options([Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount);

    /// <summary>The same stake as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) => PullAsync(options.Amount, caller, session, ct);

    public async Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        await session.StakedRoundAsync(caller, state.Round, SlotsPull.GameName, ct) is { } round
            ? await PullAsync(Amount.Of(round.Stake), caller, session, ct)
            : Refusals.OldComponent("slots");

    /// <summary>The reels as people see them.</summary>
    public static Phrase Show(string result) => Phrase.Join(" │ ", result.Select(symbol => Phrase.Say($"{Emoji.Of((Symbol)symbol)}")));

    private static async Task<Reply> PullAsync(Amount amount, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Wager(new SlotsPull(), amount, session.Rates, session.Occasion) is var outcome && outcome is WagerOutcome.Settled settled
            ? Settled(settled.Round, player, caller)
            : Wagers.Refuse(outcome, player, session);
    }

    private static Reply Settled(Round round, Player player, Caller caller) => Reply
        .Show(Wagers.Verdict(round, caller)
            .Describe(Phrase.Join("\n", [Phrase.Say($"# {Show(round.Result)}"), Phrase.Say($"Purse {player.Purse:N0}.")]))
            .Foot($"Round {round.Name} · check it with /verify"))
        .Buttons(caller.Button($"Again", new Again(round.Name), ButtonStyle.Primary));
}
