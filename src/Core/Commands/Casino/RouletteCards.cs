using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>How the roulette table and a spin look.</summary>
internal static class RouletteCards
{
    /// <summary>The bets that wait, with the menu to add one.</summary>
    public static Reply Table(Player player, Caller caller)
    {
        var table = player.Roulette ?? RouletteTable.Empty;
        var isEmpty = table.Bets.Count == 0;
        var lines = isEmpty
            ? [Phrase.Say($"No bets yet: pick one below.")]
            : table.Bets.Select(Named).ToList();
        return Reply
            .Show(caller.Card($"{Emoji.Wheel} Place your bets")
                .Describe(Phrase.Join("\n", lines))
                .Foot($"Purse {player.Purse:N0} · the coins stay there until you spin"))
            .Select(Roulette.Menu(caller))
            .Buttons(
                caller.Button($"Spin {table.Total:N0}", new Roulette.Spin(table.Step), ButtonStyle.Success) with { Disabled = isEmpty },
                caller.Button($"Clear", new Roulette.Clear(table.Step)) with { Disabled = isEmpty });
    }

    /// <summary>A spin, or why there is none.</summary>
    public static Reply Settled(WagerOutcome outcome, Player player, Caller caller, Session session, bool isUpdate)
    {
        if (outcome is not WagerOutcome.Settled { Round: var round })
        {
            return Wagers.Refuse(outcome, player, session);
        }

        var number = int.Parse(round.Result, NumberStyles.None, CultureInfo.InvariantCulture);
        var bets = RouletteSpin.Parse(round.Input)?.Bets ?? [];
        var lines = bets.Select(bet => Line(bet, bet.Pays(number)))
            .Prepend(Phrase.Say($"# {Emoji.Pocket(number)} {round.Result}"))
            .Append(Phrase.Say($"Purse {player.Purse:N0}."));
        var reply = Reply
            .Show(Wagers.Verdict(round, caller).Describe(Phrase.Join("\n", lines)).Foot($"Round {round.Name} · check it with /verify"))
            .Buttons(
                caller.Button($"Again", new Roulette.Again(round.Name), ButtonStyle.Primary),
                caller.Button($"Other bets", new Roulette.Table()));
        return isUpdate ? reply.AsUpdate() : reply;
    }

    /// <summary>A field as people call it.</summary>
    public static Phrase Title(RouletteField field) => field.Name switch
    {
        "red" => Phrase.Say($"{Emoji.Red} Red"),
        "black" => Phrase.Say($"{Emoji.Black} Black"),
        "odd" => Phrase.Of("Odd"),
        "even" => Phrase.Of("Even"),
        "column1" or "column2" or "column3" => Phrase.Say($"Column of {field.Covered.Min():N0}, {field.Covered.Order().ElementAt(1):N0} … {field.Covered.Max():N0}"),
        _ when field.Covered.Count > 1 => Phrase.Say($"{field.Covered.Min():N0} to {field.Covered.Max():N0}"),
        _ => Phrase.Say($"{Emoji.Pocket(field.Covered.First())} {field.Name}"),
    };

    /// <summary>A bet with its coins.</summary>
    public static Phrase Named(RouletteBet bet) => Phrase.Say($"{Title(bet)} · {bet.Coins:coins}");

    private static Phrase Title(RouletteBet bet) => RouletteField.Find(bet.Field) is { } field ? Title(field) : Phrase.Verbatim(bet.Field);

    private static Phrase Line(RouletteBet bet, long back) => back > 0
        ? Phrase.Say($"{Emoji.Ready} {Title(bet)} · {bet.Coins:N0} returns {back:N0}")
        : Phrase.Say($"{Emoji.Wrong} {Title(bet)} · {bet.Coins:N0} lost");
}
