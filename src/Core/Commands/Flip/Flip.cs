using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>Free tosses, as verifiable as a bet.</summary>
[Slash("flip", "Flip a coin, or a hundred, for free")]
internal sealed class Flip : ICommand<Flip.Options>, IButton<Flip.Again>
{
    public sealed record Options([Describe("How many coins to flip"), Between(1, 100)] int? Count);

    [Action("again")]
    public sealed record Again(int Count);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct) => TossAsync(options.Count ?? 1, caller, session, ct);

    public Task<Reply> PressAsync(Again state, Caller caller, Session session, CancellationToken ct) =>
        TossAsync(Math.Clamp(state.Count, 1, Games.CoinFlip.MostTosses), caller, session, ct);

    private static async Task<Reply> TossAsync(int count, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var round = player.Flip(count, session.Occasion);
        return Reply.Show(Card(round, caller).Foot($"Round {round.Name} · check it with /verify"))
            .Buttons(caller.Button($"Again", new Again(count), ButtonStyle.Primary));
    }

    private static Embed Card(Round round, Caller caller)
    {
        if (round.Result.Length == 1)
        {
            return caller.Card(round.Result == "H" ? Phrase.Say($"{Emoji.Heads} Heads!") : Phrase.Say($"{Emoji.Tails} Tails!"));
        }

        var heads = round.Result.Count(side => side == 'H');
        var tails = round.Result.Length - heads;
        return caller.Card($"{heads:N0} heads, {tails:N0} tails")
            .Describe(Phrase.Verbatim($"`{round.Result}`"))
            .Field($"Heads", $"{Bar(heads, round.Result.Length)} {100.0 * heads / round.Result.Length:N0} %", inline: false)
            .Field($"Tails", $"{Bar(tails, round.Result.Length)} {100.0 * tails / round.Result.Length:N0} %", inline: false);
    }

    /// <summary>A share as ten boxes.</summary>
    private static string Bar(int part, int whole)
    {
        var filled = (int)Math.Round(10.0 * part / whole, MidpointRounding.AwayFromZero);
        return new string('▰', filled) + new string('▱', 10 - filled);
    }
}
