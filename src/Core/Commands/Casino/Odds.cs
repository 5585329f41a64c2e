using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Casino;

/// <summary>What each game returns on average, and what it pays for what.</summary>
[Slash("odds", "What each game returns on average, and what it pays")]
[Private]
internal sealed class Odds : ICommand<Odds.Options>
{
    private static readonly int[] ShownTargets = [10, 25, 50, 75, 90];
    private static readonly int[] ShownRanks = [2, 5, 7, 10, 13];
    private static readonly int[] ShownMines = [1, 3, 5, 8, 12];

    public sealed record Options([Describe("A game to read about"), Suggest<GameNames>] string? Game);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        var all = PublishedOdds.All(session.Rates);
        if (options.Game is not { } named)
        {
            return Reply.Show(Overview(all, caller)).Private();
        }

        var name = named.Trim().TrimStart('/').ToLowerInvariant();
        return all.FirstOrDefault(odds => odds.Game == name) is { } odds
            ? Reply.Show(Details(odds, session, caller)).Private()
            : Reply.Refuse($"There is no such game. There are {Phrase.Join(", ", all.Select(each => Phrase.Command(each.Game)))}.");
    }

    private static Embed Overview(IReadOnlyList<PublishedOdds> all, Caller caller)
    {
        var card = caller.Card($"{Emoji.Chart} What the games return")
            .Describe($"Of 100 coins staked, so many come back on average over many rounds; the rest is the house's edge. Payouts are whole coins, so a stake of a few coins brings noticeably less, or in /bet a little more.");
        return all.Aggregate(card, (shown, odds) => shown.Field(Phrase.Command(odds.Game), Average(odds)));
    }

    private static Phrase Average(PublishedOdds odds) => odds.IsPerCall
        ? Phrase.Say($"returns {odds.Return * 100:N2}, keeps {odds.Edge * 100:N2}, at each call")
        : odds.IsSkilled ? Phrase.Say($"returns {odds.Return * 100:N2}, keeps {odds.Edge * 100:N2}, of the first stake with basic strategy")
        : Phrase.Say($"returns {odds.Return * 100:N2}, keeps {odds.Edge * 100:N2}");

    private static Embed Details(PublishedOdds odds, Session session, Caller caller)
    {
        var card = caller.Card($"{Emoji.Chart} {Phrase.Command(odds.Game)}").Describe(Phrase.Say($"Of 100 coins: {Average(odds)}."));
        return odds.Game switch
        {
            "slots" => Pays(card, session.Rates.Slots),
            "blackjack" => Rules(card, session.Rates),
            "roulette" => RouletteField.Groups.Append(RouletteField.Singles[0]).DistinctBy(field => field.Covered.Count).Aggregate(card, (shown, field) => shown.Field(
                field.Covered.Count == 1 ? Phrase.Of("One number") : Phrase.Say($"{field.Covered.Count:N0} numbers"), $"{field.Covered.Count:N0} of {RouletteField.Pockets:N0}, pays {field.Return:N0}×")),
            "dice" => ShownTargets.Aggregate(card, (shown, target) =>
            {
                var dice = new DiceCall(Direction.Over, target);
                return shown.Field($"Over {target:N0}", $"{dice.Ways:N0} of 100, pays {Times(dice.Return(session.Rates)):N2}×");
            }),
            "flipstreak" => card.Field($"Each right call", $"{50:N0} of 100, the pot grows {Times(session.Rates.FlipStreakFactor):N2}×"),
            "highlow" => ShownRanks.Aggregate(card, (shown, rank) => shown.Field(
                $"{Games.HighLow.FaceOf(rank)} or higher", $"{Games.HighLow.Ways(rank, Games.HighLow.Higher):N0} of 13, the pot grows {Times(Games.HighLow.Factor(rank, Games.HighLow.Higher, session.Rates)):N2}×")),
            "mines" => ShownMines.Aggregate(card, (shown, mines) => shown.Field(
                $"{mines:mines}", $"the first field pays {Times(Games.Mines.Return(mines, 1, session.Rates)):N2}×, the fourth {Times(Games.Mines.Return(mines, 4, session.Rates)):N2}×")),
            HigherNumber.Duel or HigherNumber.Queue => card.Field($"The higher number", $"{50:N0} of 100, pays {2 * odds.Return:N2}×"),
            _ => card.Field($"Heads or tails", $"{50:N0} of 100, pays {Times(session.Rates.BetPayout):N2}×"),
        };
    }

    private static Embed Rules(Embed card, Economy.Rates rates) => card
        .Field($"Blackjack", $"pays {Times(rates.BlackjackNatural):N2}×")
        .Field($"Insurance", $"half the stake, pays {Times(rates.BlackjackInsurance):N2}×")
        .Field($"Dealer", $"six decks, stands on every 17, looks for a blackjack first", inline: false)
        .Field($"You", $"double any two cards; split one pair once, also to double; split aces get one card each", inline: false)
        .Field($"Basic strategy", $"the play that loses least without counting cards; other play gives less back", inline: false);

    private static Embed Pays(Embed card, SlotsPay pay)
    {
        var every = Math.Pow(SlotsPull.Places, SlotsPull.Reels);
        foreach (var symbol in Enum.GetValues<Symbol>().OrderByDescending(pay.Three))
        {
            var chance = Math.Pow(SlotsPull.Count(symbol), SlotsPull.Reels) / every;
            card = card.Field(Slots.Show(new string((char)symbol, SlotsPull.Reels)), $"one in {1 / chance:N0}, pays {Times(pay.Three(symbol)):N0}×");
        }

        var cherries = SlotsPull.Count(Symbol.Cherry);
        var two = SlotsPull.Reels * cherries * cherries * (SlotsPull.Places - cherries) / every;
        return card.Field($"Two {Emoji.Of(Symbol.Cherry)}", $"one in {1 / two:N0}, pays {Times(pay.TwoCherries):N0}×");
    }

    private static double Times(int share) => share / (double)Economy.Rates.Whole;
}

/// <summary>The games one can stake coins on.</summary>
internal sealed class GameNames : ISuggester
{
    public Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Choice>>(
        [
            .. PublishedOdds.All(session.Rates)
                .Where(odds => odds.Game.StartsWith(typed.Trim().TrimStart('/'), StringComparison.OrdinalIgnoreCase))
                .Select(odds => new Choice(Phrase.Command(odds.Game), odds.Game)),
        ]);
}
