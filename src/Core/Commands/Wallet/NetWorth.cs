using System.Globalization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>All that a player has, and their place among the players of this bot, by the latest census.</summary>
[Slash("networth", "All that you have, and your place among the others")]
[Private]
internal sealed class NetWorth : ICommand<NetWorth.Options>
{
    private const int LongestBar = 20;

    public sealed record Options([Describe("Whose wealth; yours if you leave it out")] Person? User);

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (options.User is { IsBot: true } bot)
        {
            return Refusals.NoWallet(bot);
        }

        var isOwn = options.User is null || options.User.Id == caller.UserId;
        var player = (await session.PlayersAsync([caller.UserId, options.User?.Id ?? caller.UserId], ct))[1];
        var card = caller.Card($"{Emoji.Gem} Wealth of {Markup.Escape(options.User is { } user ? user.Name ?? user.Id.ToString() : caller.Name)}").Field($"Purse", $"{player.Purse:N0}");
        if (!isOwn && !player.Preferences.SharesBank)
        {
            return Reply.Show(card.Foot($"The bank is private.")).Private();
        }

        var census = await session.FindAsync<Census>(Census.Name, ct);
        return Reply.Show(card
            .Field($"Bank", $"{player.Bank:N0}")
            .Field($"At stake", $"{player.Balances.Escrow:N0}")
            .Field($"Net worth", $"{player.NetWorth:N0}")
            .Describe(census is { Players: > 0 } ? Place(census, player.NetWorth) : Phrase.Of("Nobody was counted yet: the first census comes within six hours."))).Private();
    }

    private static Phrase Place(Census census, long coins) => Phrase.Join("\n",
    [
        Phrase.Say($"Richer than about {census.Below(coins):N0} of {census.Players:players}: among the richest {census.Top(coins):N0} %. Counted {census.TakenAt:R}."),
        Phrase.Verbatim($"```\n{Chart(census, coins)}\n```"),
    ]);

    /// <summary>A line for each power of ten, with the own one marked.</summary>
    private static string Chart(Census census, long coins)
    {
        var decades = census.Decades();
        var most = decades.Max(decade => decade.Players);
        var own = decades.Select(decade => decade.Least).Last(least => least <= coins);
        return string.Join('\n', decades.Select(decade =>
        {
            var bar = new string('█', (int)Math.Ceiling((double)LongestBar * decade.Players / most));
            return string.Create(CultureInfo.InvariantCulture, $"{Short(decade.Least),5} {bar,-LongestBar} {100.0 * decade.Players / census.Players,3:0}%{(decade.Least == own ? " ◄" : "")}");
        }));
    }

    private static string Short(long coins) => coins switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{coins / 1_000_000_000}b+"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{coins / 1_000_000}m+"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{coins / 1_000}k+"),
        0 => "0",
        _ => string.Create(CultureInfo.InvariantCulture, $"{coins}+"),
    };
}
