using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Flip;

/// <summary>The seeds behind the caller's rounds: the hash of the secret one, their own, and how to change both.</summary>
[Slash("fairness", "The seeds behind your rounds, and how to change them")]
[Private]
internal sealed class Fairness(VerifierPage page) : ICommand, IButton<Fairness.Choose>, IButton<Fairness.Rotate>, IForm<Fairness.Chosen, Fairness.SeedForm>
{
    [Action("choose")]
    public sealed record Choose;

    [Action("chosen")]
    public sealed record Chosen;

    /// <summary>Reveals the server seed of this number; pressed twice, the second press finds it revealed.</summary>
    [Action("rotate")]
    public sealed record Rotate(int Seed);

    public sealed record SeedForm([Field("Your client seed", Hint = "Any text up to 64 characters", MaxLength = Seeds.MaxClientSeed)] string Seed);

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        player.PublishSeed();
        var seeds = player.Seeds;
        return Reply
            .Show(caller.Card($"{Emoji.Lock} Your seeds")
                .Describe($"Every round is drawn from a secret server seed, your client seed and a counter. The hash of the secret one is published beforehand, so it cannot be changed afterwards.")
                .Field($"Server seed {seeds.Number:N0} (SHA-256)", Phrase.Verbatim($"`{seeds.Hash}`"), inline: false)
                .Field($"Client seed", Phrase.Verbatim($"`{Markup.Code(seeds.Client)}`"))
                .Field($"Rounds drawn", $"{seeds.Nonce:N0}"))
            .Private()
            .Buttons([
                caller.Button($"Choose client seed", new Choose(), ButtonStyle.Primary),
                caller.Button($"Reveal and renew server seed", new Rotate(seeds.Number)),
                .. Link(page.Of(seeds)),
            ]);
    }

    public async Task<Reply> PressAsync(Choose state, Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        return caller.Form<Chosen, SeedForm>($"Your client seed", new Chosen());
    }

    public async Task<Reply> SubmitAsync(Chosen state, SeedForm form, Caller caller, Session session, CancellationToken ct)
    {
        if (!Seeds.IsClientSeed(form.Seed))
        {
            return Reply.Refuse($"A client seed is one line of visible characters without backquotes; some emoji have an invisible one in them, so take others.");
        }

        var player = await session.PlayerAsync(caller, ct);
        player.ChooseClientSeed(form.Seed);
        return Reply.Whisper($"{Emoji.Key} Your client seed is now `{Markup.Code(form.Seed)}`. It counts from your next round on.");
    }

    public async Task<Reply> PressAsync(Rotate state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        if (player.Seeds.Number != state.Seed)
        {
            return await session.RevealedSeedAsync(player, state.Seed, ct) is { } seed
                ? Reply.Whisper($"{Emoji.Key} Server seed {state.Seed:N0} was `{seed}`.")
                : Refusals.OldComponent("fairness");
        }

        if (player.Undecided(session.Now) is { } game)
        {
            return Reply.Refuse($"Finish your round of {Phrase.Command(game)} first: the seed would tell how it goes on.");
        }

        var revealed = player.RotateSeed(session.Entropy, session.Occasion);
        session.Keep(revealed);
        var reply = Reply.Show(caller.Card($"{Emoji.Key} Server seed {revealed.Number:N0} revealed")
            .Describe($"Everything drawn from it can now be checked by anyone: /verify.")
            .Field($"It was", Phrase.Verbatim($"`{revealed.Server}`"), inline: false)
            .Field($"Next server seed (SHA-256)", Phrase.Verbatim($"`{player.Seeds.Hash}`"), inline: false)).Private();
        return player.Rounds.Last is { } last && last.Seed == revealed.Number && page.Of(last, FairDraws.Hash(revealed.Server), revealed.Server) is { } link
            ? reply.Buttons([.. Link(link)])
            : reply;
    }

    private static IEnumerable<Button> Link(Uri? address) => address is null ? [] : [Button.Link($"Check in your browser", address)];
}
