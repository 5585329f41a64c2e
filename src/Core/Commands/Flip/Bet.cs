using FlippyFlip.Core.Commands.Wallet;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>Coins on heads or tails at the published payout.</summary>
[Slash("bet", "Bet coins on heads or tails")]
[Cooldown(seconds: 1)]
internal sealed class Bet : ICommand<Bet.Options>, IButton<Bet.Again>, IButton<Bet.Double>
{
    public sealed record Options(
        [Describe("How many coins: 500, 1k, half, all"), Suggest<PurseAmounts>] Amount Amount,
        [Describe("Which side comes up")] Side Side);

    /// <summary>The same stake on the same side as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    /// <summary>Twice the stake of this round, on the same side.</summary>
    [Action("double")]
    public sealed record Double(RoundName Round);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) =>
        PlaceAsync(options.Amount, options.Side, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) => RepeatAsync(state.Round, 1, caller, session, ct);

    public Task<Reply> PressAsync(Double state, Caller caller, Session session, CancellationToken ct) => RepeatAsync(state.Round, 2, caller, session, ct);

    private static async Task<Reply> RepeatAsync(RoundName name, int times, Caller caller, Session session, CancellationToken ct)
    {
        if (await session.StakedRoundAsync(caller, name, CoinFlip.Game, ct) is not { } round)
        {
            return Refusals.OldComponent("bet");
        }

        var stake = Math.Min(round.Stake * times, Amount.Largest);
        return await PlaceAsync(Amount.Of(stake), CoinCall.Parse(round.Input)!.Side, caller, session, ct);
    }

    private static async Task<Reply> PlaceAsync(Amount amount, Side side, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Wager(new CoinCall(side), amount, session.Rates, session.Occasion) is var outcome && outcome is WagerOutcome.Settled settled
            ? Settled(settled.Round, player, caller, session.Rates)
            : Wagers.Refuse(outcome, player, session);
    }

    private static Reply Settled(Round round, Player player, Caller caller, Rates rates)
    {
        var side = CoinCall.Parse(round.Result) is { Side: Side.Heads } ? Phrase.Say($"{Emoji.Heads} Heads") : Phrase.Say($"{Emoji.Tails} Tails");
        var card = round.Payout > 0
            ? caller.Card($"{side}! You win {round.Payout - round.Stake:coins} {Emoji.Win}")
            : caller.Card($"{side}. You lose {round.Stake:coins} {Emoji.Loss}");
        var again = caller.Button($"Again", new Again(round.Name), ButtonStyle.Primary);
        return Reply
            .Show(card.Describe($"Purse {player.Purse:N0}.").Foot($"Round {round.Name} · check it with /verify"))
            .Buttons(round.Stake * 2 <= rates.MaxStake
                ? [again, caller.Button($"Double", new Double(round.Name))]
                : [again]);
    }
}
