using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.PersonalData;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>Sends the caller a file with everything that is stored about them.</summary>
[Slash("mydata", "Get a file with everything I store about you")]
[Cooldown(seconds: 3600)]
[Private]
[EvenWhenBanned]
internal sealed class MyData : ICommand, IButton<MyData.Send>
{
    [Action("send")]
    public sealed record Send;

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        // Their wait and their language count; who has no player does not get one by asking.
        var player = await session.StoredPlayerAsync(ct);
        var language = player?.Preferences.Speak(caller.Locale);
        var subject = session.SubjectOf(caller.UserId);
        var file = Reply.Whisper($"{Emoji.Book} Everything I store about you, as of {session.Now:f}. It is JSON: any browser or editor opens it.") with { Language = language };
        var tooLarge = Reply.Whisper($"Everything I store about you is more than Discord takes as a file, even packed. Ask those who run me for it; /about says where.") with { Language = language };
        session.Send(caller.FollowUp(file) with { Enclosed = new Enclosed(MyDataFile.Name, subject.Player, caller.UserId, tooLarge) });
        return Reply.Whisper($"{Emoji.Book} Your file comes in the next message. Only you see it.");
    }

    public Task<Reply> PressAsync(Send state, Caller caller, Session session, CancellationToken ct) => RunAsync(caller, session, ct);
}
