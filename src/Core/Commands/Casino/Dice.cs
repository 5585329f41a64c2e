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

/// <summary>Coins on a number above or below a target; the fewer numbers win, the more they pay.</summary>
[Slash("dice", "Roll 1 to 100 over or under your target")]
[Cooldown(seconds: 1)]
internal sealed class Dice : ICommand<Dice.Options>, IButton<Dice.Again>
{
    public sealed record Options(
        [Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount,
        [Describe("The number to beat"), Between(DiceCall.LeastTarget, DiceCall.MostTarget)] int Target,
        [Describe("Where the roll must fall")] Direction Over);

    /// <summary>The same stake on the same target as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        RollAsync(options.Amount, new DiceCall(options.Over, options.Target), caller, session, ct);

    public async Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        await session.StakedRoundAsync(caller, state.Round, DiceCall.GameName, ct) is { } round
            ? await RollAsync(Amount.Of(round.Stake), DiceCall.Parse(round.Input), caller, session, ct)
            : Refusals.OldComponent("dice");

    private static async Task<Reply> RollAsync(Amount amount, DiceCall dice, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Wager(dice, amount, session.Rates, session.Occasion) is var outcome && outcome is WagerOutcome.Settled settled
            ? Settled(settled.Round, dice, player, caller, session)
            : Wagers.Refuse(outcome, player, session);
    }

    private static Reply Settled(Round round, DiceCall dice, Player player, Caller caller, Session session)
    {
        var card = round.Payout > round.Stake
            ? caller.Card($"{Emoji.Dice} {round.Result}! You win {round.Payout - round.Stake:coins} {Emoji.Win}")
            : round.Payout > 0 ? caller.Card($"{Emoji.Dice} {round.Result}. You get your {round.Payout:coins} back")
            : caller.Card($"{Emoji.Dice} {round.Result}. You lose {round.Stake:coins} {Emoji.Loss}");
        var (times, chance) = (dice.Return(session.Rates) / (double)Rates.Whole, dice.Ways);
        var odds = dice.Direction == Direction.Over
            ? Phrase.Say($"Over {dice.Target:N0} wins {chance:times} in 100 and pays {times:N2} times the stake.")
            : Phrase.Say($"Under {dice.Target:N0} wins {chance:times} in 100 and pays {times:N2} times the stake.");
        return Reply
            .Show(card.Describe(Phrase.Join("\n", [odds, Phrase.Say($"Purse {player.Purse:N0}.")])).Foot($"Round {round.Name} · check it with /verify"))
            .Buttons(caller.Button($"Again", new Again(round.Name), ButtonStyle.Primary));
    }
}
