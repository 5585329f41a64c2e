using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Privacy;

/// <summary>A break from every wager, which nobody ends early.</summary>
[Slash("selfexclude", "Take a break from staking coins; it cannot be ended early")]
[Private]
[EvenWhenBanned]
internal sealed class SelfExclude : ICommand<SelfExclude.Options>, IButton<SelfExclude.Begin>
{
    /// <summary>How long; the number is the days.</summary>
    public enum Break
    {
        [Describe("1 day")]
        Day = 1,

        [Describe("7 days")]
        Week = 7,

        [Describe("30 days")]
        Month = 30,

        [Describe("180 days")]
        HalfYear = 180,
    }

    public sealed record Options([Describe("For how long")] Break Days);

    [Action("begin", Updates = true)]
    public sealed record Begin(Break Days);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var until = session.Now.AddDays((int)options.Days);
        if (player.ExcludedUntil >= until)
        {
            return Reply.Refuse($"Your break lasts until {player.ExcludedUntil.Value:f} already.");
        }

        return Reply.Show(caller.Card($"{Emoji.Lock} A break until {until:f}?")
            .Describe($"Until then you cannot stake coins in any game, and nobody can end it early, not even an operator. Rounds that are open can be finished. Everything else goes on."))
            .Private()
            .Buttons(caller.Button($"Begin the break", new Begin(options.Days), ButtonStyle.Danger));
    }

    public async Task<Reply> PressAsync(Begin state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var until = player.Exclude((int)state.Days, session.Occasion);
        return Reply.Show(caller.Card($"{Emoji.Lock} Your break has begun").Describe($"It ends {until:f}, {until:R}. Take care."))
            .Private()
            .AsUpdate();
    }
}
