using System.Globalization;
using System.Text.Json;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Interactions;

/// <summary>
/// Asking back before something is done. Any rule may want it: what was said is kept with the player, and when they say yes it is said again,
/// on an occasion that is confirmed. So no command has a second way to do what it does, and no button carries an amount.
/// </summary>
internal static class Confirmation
{
    /// <summary>Actions that every command has; none may declare them itself.</summary>
    public const string Yes = "yes";
    public const string No = "no";

    private const int Version = 1;

    /// <summary>The question, with its two buttons.</summary>
    /// <param name="question">One that says what would happen.</param>
    /// <param name="coins">What it is about; a yes is a yes to so many.</param>
    /// <param name="player">The caller's own.</param>
    /// <param name="session">Of the interaction that is asked back.</param>
    public static Reply Ask(Phrase question, long coins, Player player, Session session)
    {
        if (player.Recall(session.Caller.Interaction) is null)
        {
            // One that comes again was asked back already, and perhaps answered since.
            player.Ask(new Asked(session.Caller.Interaction, session.Said.Write(), session.Now, coins));
        }

        session.IsAsking = true;
        return WithAnswers(Reply.Show(session.Caller.Card($"{Emoji.Question} Are you sure?").Describe(question)), session);
    }

    /// <summary>The question with its two buttons, also when the interaction that is asked back comes again.</summary>
    public static Reply WithAnswers(Reply question, Session session)
    {
        return question.Buttons(Button.Action($"Yes", Id(Yes), ButtonStyle.Success), Button.Action($"No", Id(No), ButtonStyle.Secondary));

        string Id(string answer) => new CustomId(session.Said.Command, answer, Version, session.Caller.UserId, [session.Caller.Interaction.ToString()]).ToString();
    }

    /// <summary>What is confirmed or not by this component. Null: it asks nothing.</summary>
    public static bool IsAnswer(CustomId id) => id is { Action: Yes or No, Version: Version, Fields: [_] };

    /// <summary>Does what was asked back, or leaves it.</summary>
    /// <param name="id">Of the pressed button.</param>
    /// <param name="session">On a fresh occasion.</param>
    /// <param name="say">Runs what was said.</param>
    /// <param name="ct">Ends at the deadline.</param>
    public static async Task<Reply> AnswerAsync(CustomId id, Session session, Func<Said, Task<Reply>> say, CancellationToken ct)
    {
        var player = await session.PlayerAsync(session.Caller, ct);
        if (!Discord.Snowflake.TryParse(id.Fields[0], out var asked) || player.TakeAsked(asked, session.Now) is not { } question)
        {
            // What was answered before shows what came of it by now; what nobody answered in time is over for good.
            return player.Asked?.Interaction == asked
                ? Reply.Show(session.Caller.Card($"{Emoji.Time} Too late").Describe($"Nothing was changed.")).AsUpdate()
                : Refusals.OldComponent(id.Command);
        }

        if (id.Action == No)
        {
            return Reply.Show(session.Caller.Card($"{Emoji.Question} Not done").Describe($"Nothing was changed.")).AsUpdate();
        }

        var said = Said.Parse(question.Said);
        session.Confirm(said, question.Coins);
        var reply = await say(said);
        if (reply is { IsRefusal: false, IsForOthers: true })
        {
            // A message that takes the question's place pings nobody; whoever it is for has to be told by one of its own.
            session.Send(session.Caller.FollowUp(reply));
            return Reply.Show(session.Caller.Card($"{Emoji.Ready} Done")).AsUpdate();
        }

        return reply is { IsRefusal: false, Type: ReplyType.Message } ? reply.AsUpdate() : reply;
    }
}

/// <summary>What a caller said: the part of an interaction that says what to do.</summary>
/// <param name="Type">A command, a component or a form.</param>
/// <param name="Data">As Discord sent it.</param>
public sealed record Said(InteractionType Type, InteractionData? Data)
{
    /// <summary>The command that it is about.</summary>
    public string Command => Data switch
    {
        { CustomId: { } text } when CustomId.TryRead(text, out var id) => id.Command,
        { Name: { } name } => name,
        _ => "",
    };

    /// <summary>Without the names and the like that Discord sends along: they are other people's, and whoever is erased later would stay in it.</summary>
    internal string Write() => string.Create(CultureInfo.InvariantCulture, $"{(int)Type}{JsonSerializer.Serialize(Data is null ? null : Data with { Resolved = null }, Interaction.Json.InteractionData)}");

    internal static Said Parse(string text) =>
        new((InteractionType)(text[0] - '0'), JsonSerializer.Deserialize(text.AsSpan(1), Interaction.Json.InteractionData));
}
