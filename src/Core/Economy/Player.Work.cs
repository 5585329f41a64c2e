using System.Text.Json.Serialization;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>The job, and the shifts that are worked in it.</summary>
public sealed partial class Player
{
    /// <summary>The cooldown's name, and the command's.</summary>
    public const string WorkCommand = ShiftQuestion.Game;

    /// <inheritdoc cref="WorkCommand"/>
    public const string JobCommand = "job";

    /// <summary>The id of the career that shifts are worked in. Null: none was chosen yet.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Career { get; internal set; }

    /// <summary>Shifts answered right in each career, by its id: who comes back to one goes on at the same rank.</summary>
    [JsonInclude]
    public Dictionary<string, int> Shifts { get; internal set; } = [];

    /// <summary>The shift that waits for its answer, or was left without one. Null: none.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OpenShift? Shift { get; internal set; }

    /// <summary>Shifts answered right in this career.</summary>
    public int ShiftsIn(Career career) => Shifts.GetValueOrDefault(career.Id);

    /// <summary>The shift that still takes an answer. Null: none does.</summary>
    public OpenShift? ShiftAt(DateTimeOffset now) => Shift is { } shift && now < shift.GoneAt ? shift : null;

    /// <summary>The game whose round is still to be drawn from the server seed, which must stay secret so long. Null: none.</summary>
    public string? Undecided(DateTimeOffset now) => Tables is [var open, ..] ? open.Game : ShiftAt(now) is null ? null : ShiftQuestion.Game;

    /// <summary>Takes a job. The first is free to choose at any time; each change makes the next one wait.</summary>
    public CareerOutcome TakeJob(Career career, Rates rates, Occasion occasion)
    {
        if (Career == career.Id)
        {
            return new CareerOutcome.HasIt();
        }

        if (rates.Level(Experience) is var level && level < career.Level)
        {
            return new CareerOutcome.TooLow(level);
        }

        if (ReadyAt(JobCommand, occasion.At) is { } readyAt)
        {
            return new CareerOutcome.NotReady(readyAt);
        }

        if (Career is not null)
        {
            CoolDown(JobCommand, occasion.At + rates.JobInterval, occasion.At);
        }

        Career = career.Id;
        IsChanged = true;
        return new CareerOutcome.Taken();
    }

    /// <summary>Begins a shift, which claims the rest after it; one that still takes an answer goes on instead.</summary>
    public WorkOutcome BeginShift(Rates rates, Occasion occasion)
    {
        if (ShiftAt(occasion.At) is { } open)
        {
            return new WorkOutcome.OnShift(open);
        }

        if (rates.Careers.Find(Career) is not { } career)
        {
            return new WorkOutcome.NoJob();
        }

        if (ReadyAt(WorkCommand, occasion.At) is { } readyAt)
        {
            return new WorkOutcome.NotReady(readyAt);
        }

        LeaveShift(occasion);
        var asked = ShiftQuestion.Draw(NextDraws()).Kind != ShiftKind.Remember;
        var shift = new OpenShift(
            career.Id, Seeds.Number, Seeds.Client, Seeds.Nonce, asked, occasion.At + rates.ShiftTime, occasion.At + rates.ShiftPatience, occasion.Interaction);
        Shift = shift;
        CoolDown(WorkCommand, occasion.At + rates.WorkInterval, occasion.At);
        return new WorkOutcome.OnShift(shift);
    }

    /// <summary>What an open shift asks.</summary>
    public ShiftQuestion QuestionOf(OpenShift shift) => ShiftQuestion.Draw(new FairDraws(Seeds.Server, shift.Client, shift.Nonce));

    /// <summary>Hides what was to be remembered; from now on answers are taken.</summary>
    public OpenShift Ask(OpenShift shift)
    {
        Shift = shift with { IsAsked = true };
        IsChanged = true;
        return Shift;
    }

    /// <summary>Answers the open shift: it is paid by the answer, by the time it took, and by career and rank.</summary>
    /// <param name="shift">The open one, from <see cref="ShiftAt"/>; it was asked.</param>
    /// <param name="choice">0 to 3.</param>
    /// <param name="rates">Know what it pays.</param>
    /// <param name="occasion">When and why.</param>
    public Round Answer(OpenShift shift, int choice, Rates rates, Occasion occasion)
    {
        var question = QuestionOf(shift);
        var (isRight, isLate) = (choice == question.Right, occasion.At > shift.DueAt);
        var coins = rates.ShiftPay(PayOf(shift, rates), isRight, isLate);
        Shift = null;
        if (coins > 0)
        {
            Move(occasion, Reason.Work, new Balances(coins, 0, 0));
        }

        Experience += rates.WorkExperience;
        if (isRight)
        {
            Shifts[shift.Career] = Shifts.GetValueOrDefault(shift.Career) + 1;
        }

        return Record(new Round(
            ShiftQuestion.Game, shift.Seed, shift.Client, shift.Nonce, ShiftQuestion.Write(choice, isLate), question.Result, 0, coins, occasion.At, occasion.Interaction));
    }

    /// <summary>What a right answer in time is paid.</summary>
    public long PayOf(OpenShift shift, Rates rates) =>
        rates.Careers.Find(shift.Career) is { } career ? PayIn(career, rates) : 0;

    /// <inheritdoc cref="PayOf"/>
    public long PayIn(Career career, Rates rates) => Rates.Part(career.Pay, rates.Careers.RankAt(ShiftsIn(career)).PayFactor);

    /// <summary>
    /// A shift that was left without an answer is a round like any other, and recorded before the next one is: late, but never behind more rounds than
    /// fit into the time that it was open for, so that it is found.
    /// </summary>
    private void LeaveShift(Occasion occasion)
    {
        if (Shift is not { } left || ShiftAt(occasion.At) is not null)
        {
            return;
        }

        Shift = null;
        Record(new Round(
            ShiftQuestion.Game, left.Seed, left.Client, left.Nonce, ShiftQuestion.Unanswered, QuestionOf(left).Result, 0, 0, occasion.At, occasion.Interaction));
    }
}

public abstract record CareerOutcome
{
    private CareerOutcome()
    {
    }

    public sealed record Taken : CareerOutcome;

    public sealed record HasIt : CareerOutcome;

    /// <param name="Level">The player's.</param>
    public sealed record TooLow(int Level) : CareerOutcome;

    public sealed record NotReady(DateTimeOffset ReadyAt) : CareerOutcome;
}

public abstract record WorkOutcome
{
    private WorkOutcome()
    {
    }

    public sealed record OnShift(OpenShift Shift) : WorkOutcome;

    public sealed record NoJob : WorkOutcome;

    public sealed record NotReady(DateTimeOffset ReadyAt) : WorkOutcome;
}
