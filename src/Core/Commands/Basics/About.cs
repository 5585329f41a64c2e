using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Basics;

/// <summary>Who this bot is, since when it runs, and what it keeps about people.</summary>
[Slash("about", "Who I am, my version and what I store")]
internal sealed class About(Instance instance) : ICommand
{
    public Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        var bot = caller.Bot;
        var card = caller.Card(Phrase.Verbatim(bot.Name))
            .Describe($"An economy of coins and fair games. Every flip can be checked afterwards: /fairness and /verify.")
            .Field($"Version", Phrase.Verbatim(instance.Version))
            .Field($"Running since", $"{instance.StartedAt:R}")
            .Field($"What I store", $"Your Discord id, your coins and their ledger, your rounds and the seeds they were drawn from; who added me to which server, and what was bought. No messages, no e-mail addresses.", inline: false);
        var reply = Reply.Show(card);
        return Task.FromResult(Links(bot) is [_, ..] links ? reply.Buttons(links) : reply);
    }

    private static List<Button> Links(Bot bot)
    {
        var links = new List<Button>(2);
        if (bot.Website is { } website)
        {
            links.Add(Button.Link($"Website", website));
        }

        if (bot.Support is { } support)
        {
            links.Add(Button.Link($"Support", support));
        }

        return links;
    }
}
