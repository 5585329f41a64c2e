using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>A table with 37 numbers: fields are picked in a menu, coins typed in a form, and one spin settles all bets.</summary>
[Slash("roulette", "Put coins on numbers and colours, and spin the wheel")]
internal sealed class Roulette : ICommand, ISelect<Roulette.Pick>, IForm<Roulette.Place, Roulette.AmountForm>, IForm<Roulette.PlaceNumber, Roulette.NumberForm>,
    IButton<Roulette.Spin>, IButton<Roulette.Clear>, IButton<Roulette.Again>, IButton<Roulette.Table>
{
    private const string Number = "number";

    [Action("pick", Updates = true)]
    public sealed record Pick;

    /// <summary>Coins for a field that is no single number.</summary>
    [Action("place", Updates = true)]
    public sealed record Place(string Field);

    [Action("number", Updates = true)]
    public sealed record PlaceNumber;

    public sealed record AmountForm([Field("How many coins", Hint = "500, 1k, half, all")] string Amount);

    public sealed record NumberForm(
        [Field("Which number, from 0 to 36", MaxLength = 2)] string Number,
        [Field("How many coins", Hint = "500, 1k, half, all")] string Amount);

    /// <summary>Spins for the bets of one step; pressed twice, the second press shows the spin again.</summary>
    [Action("spin", Updates = true)]
    public sealed record Spin(int Step);

    [Action("clear", Updates = true)]
    public sealed record Clear(int Step);

    /// <summary>The same bets as in this round.</summary>
    [Action("again")]
    public sealed record Again(RoundName Round);

    [Action("table")]
    public sealed record Table;

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Restrain(session.Occasion) is { } restraint ? Wagers.Refuse(restraint, player, session) : RouletteCards.Table(player, caller);
    }

    public Task<Reply> PressAsync(Table state, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);

    public Task<Reply> ChooseAsync(Pick state, string value, Caller caller, Session session, CancellationToken ct) => Task.FromResult(
        value == Number ? caller.Form<PlaceNumber, NumberForm>($"Coins on a number", new PlaceNumber())
        : RouletteField.Find(value) is { } field ? caller.Form<Place, AmountForm>(RouletteCards.Title(field), new Place(field.Name))
        : Refusals.OldComponent(RouletteSpin.GameName));

    public Task<Reply> SubmitAsync(Place state, AmountForm form, Caller caller, Session session, CancellationToken ct) =>
        RouletteField.Find(state.Field) is { } field
            ? PlaceAsync(field, form.Amount, caller, session, ct)
            : Task.FromResult(Refusals.OldComponent(RouletteSpin.GameName));

    public Task<Reply> SubmitAsync(PlaceNumber state, NumberForm form, Caller caller, Session session, CancellationToken ct) =>
        RouletteField.Singles.FirstOrDefault(single => single.Name == form.Number || $"0{single.Name}" == form.Number) is { } field
            ? PlaceAsync(field, form.Amount, caller, session, ct)
            : Task.FromResult(Reply.Refuse($"The wheel has the numbers from 0 to 36. Pick one of them."));

    public async Task<Reply> PressAsync(Clear state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.Roulette?.Step == state.Step)
        {
            player.ClearBets();
        }

        return RouletteCards.Table(player, caller).AsUpdate();
    }

    public async Task<Reply> PressAsync(Spin state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var table = player.Roulette ?? RouletteTable.Empty;
        if (table.Step == state.Step && table.Bets.Count > 0)
        {
            return RouletteCards.Settled(player.SpinRoulette(session.Rates, session.Occasion), player, caller, session, isUpdate: true);
        }

        return table.Step == state.Step + 1 && RoundName.TryParse(table.Spun ?? "", out var name)
            && await session.StakedRoundAsync(caller, name, RouletteSpin.GameName, ct) is { } round
            ? RouletteCards.Settled(new WagerOutcome.Settled(round), player, caller, session, isUpdate: true)
            : RouletteCards.Table(player, caller).AsUpdate();
    }

    public async Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct)
    {
        if (await session.StakedRoundAsync(caller, state.Round, RouletteSpin.GameName, ct) is not { } round || RouletteSpin.Parse(round.Input) is not { } spin)
        {
            return Refusals.OldComponent(RouletteSpin.GameName);
        }

        var player = await session.PlayerAsync(caller, ct);
        return RouletteCards.Settled(player.Wager(spin, Amount.Of(spin.Total), session.Rates, session.Occasion), player, caller, session, isUpdate: false);
    }

    /// <summary>What the menu offers: every field that is no single number, and the way to those.</summary>
    internal static StringSelect Menu(Caller caller) => caller.Select(
        new Pick(),
        $"Put coins on…",
        [
            .. RouletteField.Groups.Select(field => new SelectOption(RouletteCards.Title(field), field.Name) { Description = Phrase.Say($"pays {field.Return - 1:N0} to 1") }),
            new SelectOption(Phrase.Say($"{Emoji.Zero} A number"), Number) { Description = Phrase.Say($"pays {RouletteField.Singles[0].Return - 1:N0} to 1") },
        ]);

    private static async Task<Reply> PlaceAsync(RouletteField field, string typed, Caller caller, Session session, CancellationToken ct)
    {
        if (!Amount.TryParse(typed, out var amount))
        {
            return Reply.Refuse($"An amount is a number of coins, such as 500 or 2.5k, or one of: all, half, 25%. Pick the bet again.");
        }

        var player = await session.PlayerAsync(caller, ct);
        return player.Place(field, amount, session.Rates, session.Occasion) switch
        {
            PlaceOutcome.Placed => RouletteCards.Table(player, caller).AsUpdate(),
            PlaceOutcome.TooMany many => Reply.Refuse($"There are {many.Most:N0} bets on the table, and that is all it takes. Spin, or add to one of them."),
            PlaceOutcome.Refused refused => Wagers.Refuse(refused.Why, player, session),
        };
    }
}
