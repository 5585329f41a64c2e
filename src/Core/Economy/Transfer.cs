using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Core.Economy;

/// <summary>How coins came from one player to another. The name is stored; never rename one.</summary>
public enum Dealing
{
    Payment,
    Duel,
    Queue,
}

/// <summary>
/// Who stands on the other side of a movement between two players. It is a document of its own, so that ledgers, whose pages are written once, name nobody
/// else: when one of the two is erased, <see cref="Forget"/> takes their name out here, and all sums stay. Its name is the interaction's that caused it.
/// </summary>
public sealed class Transfer : Document, IDocument<Transfer>
{
    /// <summary>How long it is shown with whom coins were exchanged.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static readonly Index<Transfer> BySender = new("transfers_by_sender", [IndexField.Text(nameof(Sender))], IndexField.Moment(nameof(At)));

    public static readonly Index<Transfer> ByReceiver = new("transfers_by_receiver", [IndexField.Text(nameof(Receiver))], IndexField.Moment(nameof(At)));

    public static Collection<Transfer> Collection { get; } = new("transfers", StoredJson.Default.Transfer, BySender, ByReceiver);

    /// <summary>A player's id. Null: they were erased.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sender { get; set; }

    /// <inheritdoc cref="Sender"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Receiver { get; set; }

    public required Dealing Kind { get; init; }

    /// <summary>Coins that went over.</summary>
    public required long Coins { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What the payer or asker wrote to it, 1..100 characters, not escaped. Null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; set; }

    /// <summary>A transfer of this commit's moment.</summary>
    /// <param name="id">The key of <see cref="NameOf"/>.</param>
    /// <param name="sender">The player who has less.</param>
    /// <param name="receiver">The player who has more.</param>
    /// <param name="kind">How.</param>
    /// <param name="coins">What went over.</param>
    /// <param name="at">When.</param>
    public static Transfer Of(string id, Player sender, Player receiver, Dealing kind, long coins, DateTimeOffset at) =>
        new() { Id = id, Sender = sender.Id, Receiver = receiver.Id, Kind = kind, Coins = coins, At = at, ExpiresAt = at + Kept };

    /// <summary>What it is called within its bot: an interaction moves coins between players once at most.</summary>
    public static string NameOf(Snowflake interaction) => interaction.ToString();

    /// <summary>The other side's user. Null: they were erased, or this player has no part in it.</summary>
    public Snowflake? With(string player) => (player == Sender ? Receiver : player == Receiver ? Sender : null) is { } other ? Player.UserOf(other) : null;

    /// <summary>Takes a player who is erased out of it, with what was written.</summary>
    public void Forget(string player)
    {
        Sender = Sender == player ? null : Sender;
        Receiver = Receiver == player ? null : Receiver;
        Note = null;
    }
}
