using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>Draws any past round of the caller again and shows each step.</summary>
[Slash("verify", "Check a past round, step by step")]
[Private]
internal sealed class Verify(VerifierPage page) : ICommand<Verify.Options>
{
    private const int MostSteps = 12;

    public sealed record Options([Describe("The round, such as 1-17; your last one if you leave it out"), Suggest<RoundNames>] string? Round);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (await FindAsync(options.Round, player, session, ct) is not { } round)
        {
            return RoundName.TryParse(options.Round ?? "", out var name) && player.Tables?.Find(open => open.Name == name) is { } table
                ? Reply.Refuse($"Round {name} of {Phrase.Command(table.Game)} is still open. Finish it first, then check it.")
                : options.Round is null ? Reply.Refuse($"You have no rounds yet. /flip is free.")
                : Reply.Refuse($"You have no round of that name. A round's name, such as 1-17, stands below its result; leave it out for your last one.");
        }

        var isSecret = round.Seed == player.Seeds.Number;
        var seed = isSecret ? player.Seeds.Server : await session.RevealedSeedAsync(player, round.Seed, ct);
        if (seed is null || Provable.Replay(round, seed) is not { } proof)
        {
            throw new InvalidOperationException($"Round {round.Name} of {round.Game} has no seed or no rule.");
        }

        var buttons = new List<Button>(2);
        if (isSecret)
        {
            buttons.Add(caller.Button($"Reveal and renew server seed", new Fairness.Rotate(round.Seed)));
        }

        if (page.Of(round, FairDraws.Hash(seed), isSecret ? null : seed) is { } link)
        {
            buttons.Add(Button.Link($"Check in your browser", link));
        }

        var reply = Reply.Show(Card(round, proof, seed, isSecret, caller)).Private();
        return buttons.Count > 0 ? reply.Buttons(buttons) : reply;
    }

    private static async Task<Round?> FindAsync(string? typed, Player player, Session session, CancellationToken ct)
    {
        if (typed is null)
        {
            return player.Rounds.Last;
        }

        return RoundName.TryParse(typed.Trim(), out var name)
            ? player.Rounds.Find(name) ?? await session.OldRoundAsync(player, name, ct)
            : null;
    }

    private static Embed Card(Round round, Proof proof, string seed, bool isSecret, Caller caller)
    {
        var steps = proof.Draws.Take(MostSteps).Select(Step).ToList();
        if (proof.Draws.Count > MostSteps)
        {
            steps.Add(Phrase.Say($"… and {proof.Draws.Count - MostSteps:N0} more"));
        }

        var card = caller.Card(proof.Holds
                ? Phrase.Say($"{Emoji.Ready} Round {round.Name} holds")
                : Phrase.Say($"{Emoji.Wrong} Round {round.Name} does not hold"))
            .Describe(steps.Count == 0 && round.Result.Length == 0
                ? Phrase.Say($"Recorded {round.At:R}. It ended before anything was drawn.")
                : Phrase.Say($"Recorded {round.At:R}: `{round.Result}`. Drawn again: `{proof.Result}`."));
        if (round.Stake > 0)
        {
            var bet = Chosen.In(round) is { } chosen ? Phrase.Say($"{round.Stake:coins} · {chosen} · `{round.Input}`") : Phrase.Say($"{round.Stake:coins}");
            card = card.Field($"Bet", bet).Field($"Paid", $"{round.Payout:N0}");
        }

        card = card
            .Field($"Server seed {round.Seed:N0} (SHA-256)", Phrase.Verbatim($"`{FairDraws.Hash(seed)}`"), inline: false)
            .Field($"Server seed", isSecret ? Phrase.Say($"{Emoji.Lock} secret until you reveal it") : Phrase.Verbatim($"`{seed}`"), inline: false)
            .Field($"Message", Phrase.Verbatim($"`{Discord.Markup.Code(round.Client)}:{round.Nonce}:block`"), inline: false);
        return (steps.Count == 0 ? card : card.Field($"Steps", Phrase.Join("\n", steps), inline: false))
            .Foot(round.Game == CoinFlip.Game
                ? Phrase.Say($"HMAC-SHA256(server seed, message): eight 32-bit numbers a block. H is heads, T is tails.")
                : Phrase.Say($"HMAC-SHA256(server seed, message): eight 32-bit numbers a block."));
    }

    private static Phrase Step(Draw draw) => draw.Value is { } value
        ? Phrase.Verbatim($"`{draw.Block}/{draw.Place}` {draw.Number} mod {draw.Range} = **{value}**")
        : Phrase.Say($"`{draw.Block}/{draw.Place}` {draw.Number} rejected");
}

/// <summary>The caller's latest rounds.</summary>
internal sealed class RoundNames : ISuggester
{
    public async Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        IEnumerable<Round> rounds = player.Rounds.Rounds;
        if (player.Rounds is { Archived: > 0, Rounds.Count: < Discord.Limits.Choices })
        {
            rounds = (await session.OldRoundsAsync(player, ct)).Concat(rounds);
        }

        return
        [
            .. rounds.Reverse()
                .Where(round => round.Name.ToString().StartsWith(typed.Trim(), StringComparison.Ordinal))
                .Take(Discord.Limits.Choices)
                .Select(round => new Choice(Phrase.Verbatim($"{round.Name} · {round.Game} · {round.Result}").AtMost(Discord.Limits.ChoiceName), round.Name.ToString())),
        ];
    }
}
