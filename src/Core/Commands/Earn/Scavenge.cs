using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>Three places to look for coins, each with its odds beside it; the better ones may end with a fine.</summary>
[Slash("scavenge", "Look for coins in one of three places; some may fine you")]
internal sealed class Scavenge : ICommand, IButton<Scavenge.Go>
{
    /// <summary>Looks in this place.</summary>
    [Action("go", Updates = true)]
    public sealed record Go(Place Place);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.ReadyAt(Player.ScavengeCommand, session.Now) is { } readyAt)
        {
            return Wait(readyAt);
        }

        var card = caller.Card($"{Emoji.Search} Where do you look?")
            .Describe($"The chances are those of one draw in a hundred. A fine takes what you carry, at most.");
        foreach (var place in Scavenging.Places)
        {
            var lines = Scavenging.Loots.Where(loot => Scavenging.Ways(place, loot) > 0).Select(loot => Line(place, loot, session.Rates));
            card = card.Field(Title(place), Phrase.Join("\n", [.. lines, Phrase.Say($"on average {session.Rates.Scavenge.Average(place):N1}")]));
        }

        return Reply.Show(card).Buttons([.. Scavenging.Places.Select(place => caller.Button(Title(place), new Go(place), ButtonStyle.Primary))]);
    }

    public async Task<Reply> PressAsync(Go state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return player.Scavenge(state.Place, session.Rates, session.Occasion) switch
        {
            ScavengeOutcome.Searched found => Reply.Show(Verdict(found, caller)
                .Describe($"{Title(state.Place)}: {Title(found.Loot)}. Purse {player.Purse:N0}. You can look again {Markup.NextSecond(found.NextAt):R}.")
                .Foot($"Round {found.Round.Name} · check it with /verify")).AsUpdate(),
            ScavengeOutcome.NotReady wait => Wait(wait.ReadyAt),
        };
    }

    private static Embed Verdict(ScavengeOutcome.Searched found, Caller caller) => found switch
    {
        { Coins: > 0 } => caller.Card($"{Emoji.Coin} You find {found.Coins:coins}"),
        { Coins: < 0 } => caller.Card($"{Emoji.Loss} You are fined {-found.Coins:coins}"),
        { Loot: Loot.Fine } => caller.Card($"{Emoji.Loss} You are caught, but carry nothing"),
        _ => caller.Card($"{Emoji.Search} You find nothing"),
    };

    private static Reply Wait(DateTimeOffset readyAt) =>
        Reply.Refuse($"{Emoji.Time} You have looked everywhere. You can look again {Markup.NextSecond(readyAt):R}.");

    private static Phrase Line(Place place, Loot loot, Rates rates) => rates.Scavenge.Coins(place, loot) is var coins && coins != 0
        ? Phrase.Say($"{Scavenging.Ways(place, loot):N0} % {Title(loot)} **{coins:+#,0;-#,0}**")
        : Phrase.Say($"{Scavenging.Ways(place, loot):N0} % {Title(loot)}");

    private static Phrase Title(Place place) => place switch
    {
        Place.Park => Phrase.Of("Park"),
        Place.Market => Phrase.Of("Flea market"),
        _ => Phrase.Of("Harbour"),
    };

    private static Phrase Title(Loot loot) => loot switch
    {
        Loot.Treasure => Phrase.Of("Treasure"),
        Loot.Find => Phrase.Of("Good find"),
        Loot.Scrap => Phrase.Of("Scrap"),
        Loot.Nothing => Phrase.Of("Nothing"),
        _ => Phrase.Of("Fine"),
    };
}
