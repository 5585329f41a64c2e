using System.Globalization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Developer.Economy;

/// <summary>Credits a player's purse, with a reason that is kept for good.</summary>
[Slash("dev-grant", "Credit coins to a player")]
internal sealed class DevGrant : ICommand<DevGrant.Options>, IForm<DevGrant.Granting, DevGrant.GrantForm>
{
    private const int LeastReason = 3;
    private const int MostReason = 200;

    public sealed record Options(
        [Describe("Who gets the coins")] Person User,
        [Describe("How many: 500, 1k, 2.5m")] Amount Amount,
        [Describe("Why; a form asks if you leave it out"), Length(LeastReason, MostReason)] string? Reason);

    [Action("form")]
    public sealed record Granting(Snowflake User);

    public sealed record GrantForm(
        [Field("How many coins", MaxLength = 24)] string Amount,
        [Field("Reason", Hint = "Kept in the audit log", MinLength = LeastReason, MaxLength = MostReason, IsLong = true)] string Reason);

    public Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        if (options.User.IsBot)
        {
            return Task.FromResult(Refusals.NoWallet(options.User));
        }

        if (options.Amount.IsShare)
        {
            return Task.FromResult(NoShare());
        }

        return options.Reason is { } reason
            ? GrantAsync(options.User.Id, options.Amount, reason, caller, session, ct)
            : Task.FromResult(caller.Form<Granting, GrantForm>(
                $"Grant coins", new Granting(options.User.Id), options.Amount.From(0).ToString(CultureInfo.InvariantCulture)));
    }

    public Task<Reply> SubmitAsync(Granting state, GrantForm form, Caller caller, Session session, CancellationToken ct) =>
        Amount.TryParse(form.Amount, out var amount) && !amount.IsShare
            ? GrantAsync(state.User, amount, form.Reason, caller, session, ct)
            : Task.FromResult(NoShare());

    private static async Task<Reply> GrantAsync(Snowflake user, Amount amount, string reason, Caller caller, Session session, CancellationToken ct)
    {
        var coins = amount.From(0);
        var player = await session.PlayerAsync(user, ct);
        player.Grant(coins, session.Occasion);
        await session.AuditAsync(caller, "dev-grant", player.Id, string.Create(CultureInfo.InvariantCulture, $"{coins} coins: {reason}"), ct);
        return Reply.Whisper($"{Emoji.Gift} {Markup.User(user)} got **{coins:N0}** and carries {player.Purse:N0}. Reason: {Markup.Escape(reason)}");
    }

    private static Reply NoShare() => Reply.Refuse($"A grant is a number of coins from {Amount.Smallest:N0} to {Amount.Largest:N0}, such as 500 or 2.5k.");
}
