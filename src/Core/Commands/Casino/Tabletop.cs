using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>A round of several moves as it is shown.</summary>
/// <param name="Player">Whose it is.</param>
/// <param name="Name">What its buttons and /verify call it.</param>
/// <param name="Input">What was chosen so far; its length is the step that buttons belong to.</param>
/// <param name="Stake">Coins with which it was begun.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Settled">The record, when it is over. Null: it goes on.</param>
internal sealed record Seat(Player Player, RoundName Name, string Input, long Stake, Position Position, Round? Settled)
{
    public int Step => Input.Length;

    /// <summary>Coins it pays now.</summary>
    public long Pot => Settled?.Payout ?? Position.Pays(Stake);

    /// <summary>Its card, with the name that /verify knows it by.</summary>
    /// <param name="title">Of a round that goes on; one that is over says how it ended.</param>
    /// <param name="caller">Whose it is.</param>
    public Embed Card(Phrase title, Caller caller) =>
        (Settled is { } settled ? Wagers.Verdict(settled, caller) : caller.Card(title)).Foot($"Round {Name} · check it with /verify");
}

/// <summary>
/// What all games of several moves have in common: one round of each is open at a time, each button belongs to one step, and one that is pressed
/// twice or late only shows where the round stands.
/// </summary>
/// <param name="table">The game.</param>
/// <param name="show">How a round looks.</param>
internal sealed class Tabletop(ITable table, Func<Seat, Caller, Session, Reply> show)
{
    /// <summary>Begins a round, or shows the one that is open and says that this is what it does.</summary>
    public async Task<Reply> SitAsync(string input, Amount amount, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.Table(table.Game) is { } open)
        {
            return Show(player, open, caller, session).Under($"Your round is still open; play it to its end first. No new stake was taken.");
        }

        return player.Sit(table, input, amount, session.Rates, session.Occasion, out var round) switch
        {
            null => Show(player, round!, caller, session),
            WagerOutcome.Settled over => Show(player, over.Round, player.Seeds.Server, caller, session),
            var refusal => Wagers.Refuse(refusal, player, session),
        };
    }

    /// <summary>Another round like a settled one.</summary>
    /// <param name="name">The settled round.</param>
    /// <param name="input">What of its input was chosen at the start.</param>
    /// <param name="caller">Whose it was.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    public async Task<Reply> AgainAsync(RoundName name, Func<string, string> input, Caller caller, Session session, CancellationToken ct) =>
        await session.StakedRoundAsync(caller, name, table.Game, ct) is { } round
            ? await SitAsync(input(round.Input), Amount.Of(round.FirstStake), caller, session, ct)
            : Refusals.OldComponent(table.Game);

    /// <summary>Makes a move, on the message that shows the round.</summary>
    /// <param name="name">The round the button belongs to.</param>
    /// <param name="step">The step the button belongs to.</param>
    /// <param name="move">The move.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="session">The unit of work.</param>
    /// <param name="ct">Ends at the deadline.</param>
    public async Task<Reply> MoveAsync(RoundName name, int step, char move, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.Table(table.Game) is not { } round || round.Name != name)
        {
            return await session.StakedRoundAsync(caller, name, table.Game, ct) is { } over
                && (over.Seed == player.Seeds.Number ? player.Seeds.Server : await session.RevealedSeedAsync(player, over.Seed, ct)) is { } seed
                ? Show(player, over, seed, caller, session).AsUpdate()
                : Refusals.OldComponent(table.Game);
        }

        if (round.Input.Length != step)
        {
            return Show(player, round, caller, session).AsUpdate();
        }

        if (player.Play(round, table, move, session.Rates, session.Occasion, out var position, out var settled) is { } refusal)
        {
            return Wagers.Refuse(refusal, player, session);
        }

        var input = settled?.Input ?? player.Table(table.Game)!.Input;
        return show(new Seat(player, round.Name, input, round.Stake, position, settled), caller, session).AsUpdate();
    }

    /// <summary>The purse below a round that is over, and the pot and the time left below one that goes on.</summary>
    public static Phrase Standing(Seat seat, Rates rates) => seat.Settled is null
        ? Phrase.Say($"Stake {seat.Stake:N0} · pot {seat.Pot:N0}. Left alone for {(long)rates.TablePatience.TotalMinutes:minutes}, a round ends and pays its pot.")
        : Phrase.Say($"Purse {seat.Player.Purse:N0}.");

    private Reply Show(Player player, OpenRound round, Caller caller, Session session) =>
        show(new Seat(player, round.Name, round.Input, round.Stake, player.Stands(round, table, session.Rates), null), caller, session);

    /// <summary>A round that is over shows as it ended, whatever has become of the purse since.</summary>
    private Reply Show(Player player, Round round, string seed, Caller caller, Session session)
    {
        var position = table.Play(round.Input, new FairDraws(seed, round.Client, round.Nonce), session.Rates);
        // One that was left before its first move has none that would have ended it.
        position = position with { IsOver = true };
        return show(new Seat(player, round.Name, round.Input, round.FirstStake, position, round), caller, session);
    }
}
