namespace FlippyFlip.Core.Economy;

/// <summary>Coins from one player to another.</summary>
public sealed partial class Player
{
    /// <summary>Pays another player out of the purse; the house's tax comes off what reaches them.</summary>
    /// <param name="to">Somebody else of the same economy, changed together with this player.</param>
    /// <param name="amount">A share means that of the purse.</param>
    /// <param name="rates">Know the least payment, the tax and what is asked back.</param>
    /// <param name="occasion">When and why.</param>
    public PaymentOutcome Pay(Player to, Amount amount, Rates rates, Occasion occasion)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(to.Id, Id, nameof(to));
        var coins = amount.From(Purse);
        if (coins > Purse || Purse < rates.LeastPayment)
        {
            return new PaymentOutcome.TooPoor(Purse, Math.Max(coins, rates.LeastPayment));
        }

        if (coins < rates.LeastPayment)
        {
            return new PaymentOutcome.TooLittle(rates.LeastPayment);
        }

        var paid = new PaymentOutcome.Paid(coins, rates.TaxOnPayment(coins));
        if (coins > Math.Min(rates.ConfirmPaymentAbove, Preferences.ConfirmAbove ?? long.MaxValue) && coins > occasion.Confirmed)
        {
            return new PaymentOutcome.Unconfirmed(paid);
        }

        Move(occasion, Reason.PaymentSent, new Balances(-paid.Arrived, 0, 0));
        if (paid.Tax > 0)
        {
            Move(occasion, Reason.PaymentTax, new Balances(-paid.Tax, 0, 0));
        }

        to.Move(occasion, Reason.PaymentReceived, new Balances(paid.Arrived, 0, 0));
        return paid;
    }
}

public abstract record PaymentOutcome
{
    private PaymentOutcome()
    {
    }

    /// <param name="Coins">What left the purse.</param>
    /// <param name="Tax">The house's part of it.</param>
    public sealed record Paid(long Coins, long Tax) : PaymentOutcome
    {
        public long Arrived => Coins - Tax;
    }

    public sealed record TooPoor(long Purse, long Needed) : PaymentOutcome;

    public sealed record TooLittle(long Least) : PaymentOutcome;

    /// <summary>The house or the payer wants payments of this size to be asked back.</summary>
    public sealed record Unconfirmed(Paid Wanted) : PaymentOutcome;
}
