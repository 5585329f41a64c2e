using FlippyFlip.Core.Commands.Privacy;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Users;

/// <summary>Lifts what keeps a player from something; the player is told.</summary>
[Slash("dev-unban", "Lift a player's restriction")]
internal sealed class DevUnban : ICommand<DevUnban.Options>
{
    public sealed record Options([Describe("Whose restriction is lifted")] Person User, [Describe("Why"), Length(3, 200)] string Reason);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.ReturningPlayerAsync(options.User.Id, ct);
        if (player.Sanction?.Holds(session.Now) != true)
        {
            return Reply.Refuse($"Nothing keeps {options.User.Shown} from anything.");
        }

        player.Judge(null);
        session.Send(Notices.OfLifting(options.User.Id, player.Preferences.LocaleOfMessages(session.Bot)));
        await session.AuditAsync(caller, "dev-unban", player.Id, options.Reason, ct);
        return Reply.Whisper($"{Emoji.Ready} {Markup.User(options.User.Id)} is free again, and told so. Reason: {Markup.Escape(options.Reason)}");
    }
}
