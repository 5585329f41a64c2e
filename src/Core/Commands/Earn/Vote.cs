using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>Where to vote for the bot, and the coins for votes that have arrived.</summary>
[Slash("vote", "Vote for me, and collect coins for it")]
internal sealed class Vote : ICommand, IButton<Vote.Claim>
{
    /// <summary>Collects the coins for every vote that waits.</summary>
    [Action("claim")]
    public sealed record Claim;

    public async Task<Reply> RunAsync(Caller caller, Session session, CancellationToken ct)
    {
        await session.RecognizeAsync(ct);
        if (caller.Bot.Vote is not { } link)
        {
            return Reply.Refuse($"One cannot vote for me here. /daily gives {session.Rates.DailyReward:coins}.");
        }

        var ballot = await session.FindAsync<Ballot>($"{caller.UserId}", ct);
        var card = caller.Card($"{Emoji.Vote} Vote for me")
            .Describe($"Each vote gives {session.Rates.VoteReward:coins}. Vote on the page, then collect them here: a vote takes a moment to arrive.");
        if (ballot is not null)
        {
            card = card.Field($"Last vote", $"{ballot.LastAt:R}").Field($"Next vote", Next(ballot, session)).Field($"Votes to collect", $"{ballot.Waiting:N0}");
        }

        return Reply.Show(card).Buttons(Button.Link($"Vote", link), caller.Button($"Collect", new Claim(), ButtonStyle.Success));
    }

    public async Task<Reply> PressAsync(Claim state, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        var ballot = await session.FindAsync<Ballot>($"{caller.UserId}", ct);
        if (ballot is null || player.ClaimVotes(ballot, session.Rates, session.Occasion) is not { } paid)
        {
            return Reply.Refuse($"No vote has arrived that was not paid. Vote with /vote, and give it a minute.");
        }

        session.Change(ballot);
        return Reply.Show(caller.Card($"{Emoji.Vote} Thank you! {paid.Coins:coins} for your vote")
            .Describe($"Purse {player.Purse:N0}.")
            .Field($"Votes", $"{paid.Votes:N0}")
            .Field($"Next vote", Next(ballot, session)));
    }

    private static Phrase Next(Ballot ballot, Session session) =>
        ballot.NextAt > session.Now ? Phrase.Say($"{Markup.NextSecond(ballot.NextAt):R}") : Phrase.Of("now");
}
