using System.Globalization;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Wallet;

/// <summary>Amounts that make sense with what is in the purse.</summary>
internal sealed class PurseAmounts : AmountSuggestions
{
    protected override long BalanceOf(Player player) => player.Purse;
}

/// <summary>Amounts that make sense with what is in the bank.</summary>
internal sealed class BankAmounts : AmountSuggestions
{
    protected override long BalanceOf(Player player) => player.Bank;
}

/// <summary>What was typed, read back in coins, and the usual shares of a balance.</summary>
internal abstract class AmountSuggestions : ISuggester
{
    private static readonly (string Word, Amount Share)[] Usual =
        [("all", Amount.All), ("half", Amount.Percent(50)), ("25%", Amount.Percent(25)), ("10%", Amount.Percent(10))];

    public async Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        var balance = BalanceOf(await session.PlayerAsync(caller, ct));
        var wanted = typed.Trim();
        var choices = new List<Choice>();
        if (Amount.TryParse(wanted, out var amount))
        {
            Add(wanted, amount);
        }

        foreach (var (word, share) in Usual)
        {
            if (!word.Equals(wanted, StringComparison.OrdinalIgnoreCase) && word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase))
            {
                Add(word, share);
            }
        }

        return choices;

        void Add(string text, Amount candidate)
        {
            var coins = candidate.From(balance);
            if (coins > 0)
            {
                var value = candidate.IsShare ? text : coins.ToString(CultureInfo.InvariantCulture);
                choices.Add(new Choice(Phrase.Say($"{text} ({coins:coins})"), value));
            }
        }
    }

    protected abstract long BalanceOf(Player player);
}

/// <summary>Round numbers of coins, where a share would be one of somebody else's purse.</summary>
internal sealed class RoundAmounts : ISuggester
{
    private static readonly long[] Usual = [100, 250, 500, 1_000, 5_000];

    public Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        IEnumerable<long> coins = Amount.TryParse(typed.Trim(), out var amount) && !amount.IsShare ? [amount.From(0)] : Usual;
        return Task.FromResult<IReadOnlyList<Choice>>([.. coins.Select(number => new Choice(Phrase.Say($"{number:coins}"), number.ToString(CultureInfo.InvariantCulture)))]);
    }
}
