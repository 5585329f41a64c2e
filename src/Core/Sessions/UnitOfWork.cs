using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Sessions;

/// <summary>
/// Runs a handler and commits what it changed, atomically. Just before the commit questions are asked of the very documents that are
/// about to be written, so their answers hold: was this interaction counted already (or so long ago that nobody knows), does the command still
/// cool down, is the player too fast?
/// </summary>
public sealed class UnitOfWork(SessionParts parts, Paces paces, IOutboxSignal signal)
{
    /// <summary>Attempts when others keep changing the same documents.</summary>
    public const int MostAttempts = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(20);

    /// <summary>A session that is only read from.</summary>
    public Session Open(Caller caller) => new(parts, caller, new HashSet<string>());

    /// <summary>Suggestions, in the language that the caller chose if their player was read for them anyway.</summary>
    public async Task<Reply> SuggestAsync(Caller caller, Func<Session, Task<Reply>> suggest)
    {
        var session = Open(caller);
        return Personal(await suggest(session), session);
    }

    /// <param name="caller">Who acts.</param>
    /// <param name="command">The command whose cooldown counts.</param>
    /// <param name="handler">May run several times; each time with a fresh session.</param>
    /// <param name="ct">Ends the attempt; a commit under way may still happen, whole.</param>
    public async Task<Reply> RunAsync(Caller caller, CommandDeclaration command, Func<Session, Task<Reply>> handler, CancellationToken ct)
    {
        HashSet<string> taken = [];
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var session = new Session(parts, caller, taken);
            var reply = await handler(session);
            if (reply.IsRefusal && session.Find(caller.UserId) is null)
            {
                // What was refused before anybody asked who they are is said in their language too.
                await session.RecognizeAsync(ct);
            }

            if (await WithholdAsync(reply, session, command, ct) is { } instead)
            {
                return Personal(instead, session);
            }

            reply = Personal(reply, session);
            Remember(session, command, reply);
            switch (await parts.Store.CommitAsync(session.ToCommit(), ct))
            {
                case CommitOutcome.Committed:
                    Announce(session);
                    return reply;
                case CommitOutcome.Conflict conflict:
                    taken.UnionWith(conflict.Changes.OfType<Change.Insert>().Select(change => change.Id));
                    await Task.Delay(parts.Entropy.Jitter(LongestPause * attempt), parts.Time, ct);
                    break;
            }
        }

        return Reply.Refuse($"Too much happens to your wallet at once. Nothing was changed; try again in a moment.");
    }

    /// <summary>What is said instead of committing, often the reply itself. Null: it is to be committed.</summary>
    private async ValueTask<Reply?> WithholdAsync(Reply reply, Session session, CommandDeclaration command, CancellationToken ct)
    {
        if (!command.IsForTheBanned && Bar(session) is { } barred)
        {
            return barred;
        }

        if (Recall(session) is { } earlier)
        {
            return await command.ShowAgainAsync(session, ct) ?? earlier;
        }

        if (reply.IsRefusal || !session.IsChanged)
        {
            return reply;
        }

        return Witnesses(session, command).Any(player => player.MayHaveForgotten(session.Caller.Interaction))
            ? Refusals.Overtaken()
            : Hold(session, command);
    }

    /// <summary>The commit has happened: lets the messages out and writes the logs.</summary>
    private void Announce(Session session)
    {
        foreach (var id in session.Queued)
        {
            signal.Raise(id);
        }

        foreach (var write in session.Committed)
        {
            write();
        }
    }

    /// <summary>The refusal of somebody for whom nothing is done but what concerns their own data. Null: they are none.</summary>
    private static Reply? Bar(Session session) => session.Find(session.Caller.UserId) switch
    {
        { } player when player.BarredFrom(Safety.Barred.All, session.Now) is { } sanction => Refusals.Banned(sanction),
        { ErasureDueAt: { } due } => Refusals.Leaving(due),
        _ => null,
    };

    /// <summary>What the same interaction was told when it was counted. Null: it was not.</summary>
    private static Reply? Recall(Session session)
    {
        var interaction = session.Caller.Interaction;
        foreach (var player in session.Players)
        {
            if (player.Recall(interaction) is { } memory)
            {
                var reply = Reply.Text(Localisation.Phrase.Verbatim(memory.Meaning));
                reply = memory.IsPrivate ? reply.Private() : reply.ForOthers();
                return player.Asked?.Interaction == interaction ? Confirmation.WithAnswers(reply, session) : reply;
            }
        }

        return null;
    }

    /// <summary>The refusal of somebody who is too early or too fast. Null: both were claimed, in this commit.</summary>
    private Reply? Hold(Session session, CommandDeclaration command)
    {
        if (command.Scope == CommandScope.Developer || session.Find(session.Caller.UserId) is not { } player)
        {
            // Operators act on others; their own player, if any, is not what they are held by.
            return null;
        }

        if (command.Cooldown is not null && !session.IsAside && player.ReadyAt(command.Name, session.Now) is { } readyAt)
        {
            return Refusals.CoolingDown(command.Name, readyAt);
        }

        if (player.TakePace(paces.User, session.Now) is { } retryAt)
        {
            return Refusals.TooFast(retryAt);
        }

        player.Hear(session.Caller.Locale.Tag);
        if (command.Cooldown is { } cooldown && session is { IsAsking: false, IsAside: false })
        {
            player.CoolDown(command.Name, session.Now + cooldown, session.Now);
        }

        return null;
    }

    /// <summary>The reply as the caller prefers it, as far as their player was read: a command that works without one knows of no preferences.</summary>
    private static Reply Personal(Reply reply, Session session)
    {
        if (session.Find(session.Caller.UserId)?.Preferences is not { } preferences)
        {
            return reply;
        }

        var personal = preferences.RepliesPrivately && reply.Type == ReplyType.Message && !reply.IsForOthers ? reply.Private() : reply;
        return preferences.Language is null ? personal : personal with { Language = preferences.Speak(session.Caller.Locale) };
    }

    /// <summary>
    /// Who remembers the interaction: the caller's own player, which every commit for a caller changes, so that nobody's memory is filled by others. Where
    /// operators act on others, those.
    /// </summary>
    private static IEnumerable<Economy.Player> Witnesses(Session session, CommandDeclaration command) =>
        command.Scope != CommandScope.Developer && session.Find(session.Caller.UserId) is { } own ? [own] : session.Players.Where(player => player.IsChanged);

    /// <summary>Keeps what the reply said without the ids of others it spoke of: they may be erased one day.</summary>
    private static void Remember(Session session, CommandDeclaration command, Reply reply)
    {
        var caller = session.Caller;
        var said = reply.Meaning(caller.LocaleOf(reply));
        foreach (var player in Witnesses(session, command))
        {
            var own = Discord.Markup.WithoutOthers(said, Economy.Player.UserOf(player.Id));
            var meaning = Localisation.Phrase.Verbatim(own).AtMost(Economy.Remembered.MaxMeaning).ToString();
            player.Forget(session.Now);
            player.Remember(new Economy.Remembered(caller.Interaction, meaning, reply.IsPrivate));
        }
    }
}
