using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Sessions;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Commands.Earn;

/// <summary>The career that shifts are worked in: what it pays, what the next rank takes, and which others there are.</summary>
[Slash("job", "Your job: choose one, and see what the next promotion takes")]
[Private]
internal sealed class Job : ICommand<Job.Options>, ISelect<Job.Choose>
{
    public sealed record Options([Describe("The job to take; leave it out to see yours"), Suggest<CareerNames>] string? Job);

    [Action("choose", Updates = true)]
    public sealed record Choose;

    public async Task<Reply> RunAsync(Options options, Caller caller, Session session, CancellationToken ct)
    {
        var player = await session.PlayerAsync(caller, ct);
        return options.Job is { } typed ? Take(typed, player, caller, session) : Show(player, caller, session);
    }

    public async Task<Reply> ChooseAsync(Choose state, string value, Caller caller, Session session, CancellationToken ct) =>
        Take(value, await session.PlayerAsync(caller, ct), caller, session) is var reply && reply.IsRefusal ? reply : reply.AsUpdate();

    /// <summary>A career with the rank in it and what the rank pays, and what leads to the next.</summary>
    public static Phrase Standing(Career career, Player player, Rates rates)
    {
        var shifts = player.ShiftsIn(career);
        var now = Phrase.Say($"**{Title(career)}** · {Phrase.Of(rates.Careers.RankAt(shifts).Title)} · {player.PayIn(career, rates):coins} a shift");
        return rates.Careers.NextAfter(shifts) is { } next
            ? Phrase.Join("\n", [now, Phrase.Say($"Right answers to the next rank ({Phrase.Of(next.Title)}): {next.Shifts - shifts:N0}")])
            : now;
    }

    internal static Phrase Title(Career career) => Phrase.Of(career.Title);

    private static Reply Take(string typed, Player player, Caller caller, Session session)
    {
        var careers = session.Rates.Careers.Careers;
        if (careers.FirstOrDefault(career => CareerNames.Means(career, typed.Trim(), caller.Locale)) is not { } career)
        {
            return Reply.Refuse($"There is no such job. There are: {Phrase.Join(", ", careers.Select(Title))}.");
        }

        return player.TakeJob(career, session.Rates, session.Occasion) switch
        {
            CareerOutcome.TooLow low => Reply.Refuse($"{Title(career)} takes level {career.Level:N0}, and yours is {low.Level:N0}. Everything you play and earn raises it."),
            CareerOutcome.NotReady wait => Reply.Refuse($"{Emoji.Time} You changed your job not long ago. You can change it again {Markup.NextSecond(wait.ReadyAt):R}."),
            _ => Show(player, caller, session),
        };
    }

    private static Reply Show(Player player, Caller caller, Session session)
    {
        var (rates, level) = (session.Rates, session.Rates.Level(player.Experience));
        var career = rates.Careers.Find(player.Career);
        var lines = rates.Careers.Careers.Select(each => each.Level <= level
            ? Phrase.Say($"{(each == career ? Emoji.Ready : Emoji.Work)} {Title(each)} · {player.PayIn(each, rates):coins} a shift")
            : Phrase.Say($"{Emoji.Lock} {Title(each)} · {player.PayIn(each, rates):coins} a shift · from level {each.Level:N0}"));
        var card = caller.Card($"{Emoji.Work} Your job")
            .Describe(career is null ? Phrase.Say($"You have none yet. Choose one below, then begin with /work.") : Standing(career, player, rates))
            .Field($"Jobs for level {level:N0}", Phrase.Join("\n", lines), inline: false);
        return Reply.Show(card).Private().Select(caller.Select(
            new Choose(),
            $"Choose a job",
            [.. rates.Careers.Careers.Select(each => new SelectOption(Title(each), each.Id) { Default = each == career })]));
    }
}

/// <summary>The careers, by name in the caller's language.</summary>
internal sealed class CareerNames : ISuggester
{
    public async Task<IReadOnlyList<Choice>> SuggestAsync(string typed, Caller caller, Session session, CancellationToken ct)
    {
        var level = session.Rates.Level((await session.PlayerAsync(caller, ct)).Experience);
        return
        [
            .. session.Rates.Careers.Careers
                .Where(career => Job.Title(career).Render(caller.Locale).Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase))
                .OrderBy(career => career.Level > level)
                .Select(career => new Choice(Job.Title(career), career.Id)),
        ];
    }

    /// <summary>Whether a typed text is a career's id, or its title in English or in this language.</summary>
    internal static bool Means(Career career, string typed, Locale locale) =>
        string.Equals(typed, career.Id, StringComparison.OrdinalIgnoreCase)
        || string.Equals(typed, career.Title, StringComparison.OrdinalIgnoreCase)
        || string.Equals(typed, Job.Title(career).Render(locale), StringComparison.OrdinalIgnoreCase);
}
