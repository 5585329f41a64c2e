using FlippyFlip.Core.Games;

namespace FlippyFlip.Core.Economy;

/// <summary>Every number that tunes the economy, in one place. Coins are whole; shares are in hundredths of a percent (10,000 is all).</summary>
public sealed record Rates
{
    public static readonly Rates Default = new();

    /// <summary>All of it, in hundredths of a percent.</summary>
    public const int Whole = 10_000;

    /// <summary>Paid once by /start.</summary>
    public long StarterBonus { get; init; } = 1_000;

    /// <summary>Paid by /daily before bonuses.</summary>
    public long DailyReward { get; init; } = 250;

    /// <summary>From one /daily to the next.</summary>
    public TimeSpan DailyInterval { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A claim within this time of the last one goes on with the streak.</summary>
    public TimeSpan StreakWindow { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Added to /daily for each day of the streak after the first.</summary>
    public long DailyStreakBonus { get; init; } = 25;

    /// <summary>The streak bonus grows for this many days.</summary>
    public int DailyStreakDays { get; init; } = 30;

    /// <summary>Added to /daily on Saturdays and Sundays (UTC), a share of the reward.</summary>
    public int WeekendBonus { get; init; } = 5_000;

    /// <summary>Paid by /weekly before the bonus.</summary>
    public long WeeklyReward { get; init; } = 1_500;

    /// <summary>From one /weekly to the next.</summary>
    public TimeSpan WeeklyInterval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A claim within this time of the last one goes on with the weekly streak.</summary>
    public TimeSpan WeeklyStreakWindow { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Added to /weekly for each week of the streak after the first.</summary>
    public long WeeklyStreakBonus { get; init; } = 150;

    /// <summary>The weekly streak bonus grows for this many weeks.</summary>
    public int WeeklyStreakWeeks { get; init; } = 10;

    /// <summary>What /job offers, and what /work pays for it.</summary>
    public CareerTable Careers { get; init; } = new();

    /// <summary>From one change of job to the next.</summary>
    public TimeSpan JobInterval { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From the start of one shift to the next.</summary>
    public TimeSpan WorkInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>An answer within this time of a shift's start is in time.</summary>
    public TimeSpan ShiftTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Later than this no answer is taken; less than <see cref="WorkInterval"/>.</summary>
    public TimeSpan ShiftPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What a late answer is paid, a share of what it would have been paid in time.</summary>
    public int LateShift { get; init; } = 5_000;

    /// <summary>What a wrong answer is paid, a share of what a right one would have been paid.</summary>
    public int WrongShift { get; init; } = 2_500;

    /// <summary>From one /scavenge to the next.</summary>
    public TimeSpan ScavengeInterval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>What /scavenge finds, and fines.</summary>
    public ScavengePay Scavenge { get; init; } = new();

    /// <summary>Paid for a vote.</summary>
    public long VoteReward { get; init; } = 300;

    /// <summary>From one vote to the next, unless the list that took it says otherwise.</summary>
    public TimeSpan VoteInterval { get; init; } = TimeSpan.FromHours(12);

    /// <summary>What a bank holds at level 1.</summary>
    public long BankCapacity { get; init; } = 5_000;

    /// <summary>What each further level adds to it.</summary>
    public long BankCapacityPerLevel { get; init; } = 2_500;

    /// <summary>What a won bet returns, stake included, a share of the stake; rounded to the nearest coin.</summary>
    public int BetPayout { get; init; } = 19_500;

    /// <summary>What /dice keeps on average, a share of the stake.</summary>
    public int DiceEdge { get; init; } = 100;

    /// <summary>What a right call in /flipstreak multiplies the pot by, in hundredths of a percent.</summary>
    public int FlipStreakFactor { get; init; } = 19_500;

    /// <summary>What each call in /highlow keeps on average, a share of the pot.</summary>
    public int HighLowEdge { get; init; } = 100;

    /// <summary>What a round of /mines keeps on average, a share of the stake.</summary>
    public int MinesEdge { get; init; } = 100;

    /// <summary>What a natural returns in /blackjack, stake included, a share of the stake: three to two.</summary>
    public int BlackjackNatural { get; init; } = 25_000;

    /// <summary>What an insurance returns in /blackjack when the dealer has a natural, its own stake included, a share of that: two to one.</summary>
    public int BlackjackInsurance { get; init; } = 30_000;

    /// <summary>What /slots pays.</summary>
    public SlotsPay Slots { get; init; } = new();

    /// <summary>What the house keeps of a pot that two players stake for, a share; rounded down, so the winner of a small pot gets all of it.</summary>
    public int PotTax { get; init; } = 200;

    /// <summary>The largest stake of one bet.</summary>
    public long MaxStake { get; init; } = 1_000_000;

    /// <summary>How long a round of several moves may be left alone until it counts as abandoned; whole minutes.</summary>
    public TimeSpan TablePatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a player waits until wider caps of their own hold.</summary>
    public TimeSpan WiderCapsAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Reports that one person may have open of the last day.</summary>
    public int ReportsPerDay { get; init; } = 5;

    /// <summary>How long a report is kept.</summary>
    public TimeSpan ReportsKept { get; init; } = TimeSpan.FromDays(180);

    /// <summary>The smallest payment from one player to another.</summary>
    public long LeastPayment { get; init; } = 10;

    /// <summary>So much of each payment is free of tax.</summary>
    public long UntaxedPayment { get; init; } = 100;

    /// <summary>What the house keeps of the rest, a share; rounded down.</summary>
    public int PaymentTax { get; init; } = 200;

    /// <summary>A larger payment is asked back, whatever the player prefers.</summary>
    public long ConfirmPaymentAbove { get; init; } = 10_000;

    /// <summary>How long one may be asked for coins.</summary>
    public TimeSpan RequestPatience { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long one may be challenged.</summary>
    public TimeSpan DuelPatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one waits in /flipqueue until the stake comes back; less than the quarter of an hour within which Discord lets us tell who waited.</summary>
    public TimeSpan QueuePatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Requests and challenges that one player may have open.</summary>
    public int OpenOffers { get; init; } = 5;

    /// <summary>How long nobody is pinged again for the same player; what is addressed to them meanwhile is only shown.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>People whom one player may have pinged within that time.</summary>
    public int MostPings { get; init; } = 20;

    /// <summary>Experience for a claimed /daily.</summary>
    public long DailyExperience { get; init; } = 25;

    /// <summary>Experience for a claimed /weekly.</summary>
    public long WeeklyExperience { get; init; } = 75;

    /// <summary>Experience for an answered shift.</summary>
    public long WorkExperience { get; init; } = 15;

    /// <summary>Experience for a /scavenge.</summary>
    public long ScavengeExperience { get; init; } = 5;

    /// <summary>Experience for a claimed vote.</summary>
    public long VoteExperience { get; init; } = 20;

    /// <summary>Experience for a settled bet.</summary>
    public long BetExperience { get; init; } = 5;

    /// <summary>Experience from level 1 to 2; each further level takes this much more than the one before.</summary>
    public long LevelStep { get; init; } = 100;

    /// <summary>The bet's edge for the house, a share: what of each coin staked is kept on average (two equally likely sides).</summary>
    public int HouseEdge => 10_000 - (BetPayout / 2);

    /// <summary>What a bank holds.</summary>
    /// <param name="level">From 1.</param>
    public long BankRoom(int level) => BankCapacity + (BankCapacityPerLevel * (level - 1));

    /// <summary>What a won bet returns, stake included.</summary>
    public long BetReturn(long stake) => (long)((((Int128)stake * BetPayout) + 5_000) / 10_000);

    /// <summary>What the house keeps of a payment.</summary>
    public long TaxOnPayment(long coins) => Part(Math.Max(0, coins - UntaxedPayment), PaymentTax);

    /// <summary>What the winner of a pot gets.</summary>
    /// <param name="stake">Of each of the two.</param>
    public long PotPayout(long stake) => (2 * stake) - Part(2 * stake, PotTax);

    /// <summary>A part of coins, rounded down: what a game returns never exceeds what is published.</summary>
    /// <param name="coins">At least 0.</param>
    /// <param name="share">In hundredths of a percent; may be more than all.</param>
    public static long Part(long coins, int share) => (long)((Int128)coins * share / Whole);

    /// <summary>What a shift is paid, rounded down.</summary>
    /// <param name="pay">For a right answer in time, coins.</param>
    /// <param name="isRight">Whether the answer is.</param>
    /// <param name="isLate">Whether it came after <see cref="ShiftTime"/>.</param>
    public long ShiftPay(long pay, bool isRight, bool isLate) => Part(Part(pay, isRight ? Whole : WrongShift), isLate ? LateShift : Whole);

    /// <summary>The rest that a command's own rule asks for between two uses. Null: none.</summary>
    public TimeSpan? Rest(string command) => command switch
    {
        Player.DailyCommand => DailyInterval,
        Player.WeeklyCommand => WeeklyInterval,
        Player.WorkCommand => WorkInterval,
        Player.ScavengeCommand => ScavengeInterval,
        Player.VoteCommand => VoteInterval,
        _ => null,
    };

    /// <summary>The level that experience has reached, from 1: level n needs LevelStep * n(n-1)/2.</summary>
    public int Level(long experience)
    {
        var level = (int)((1 + Math.Sqrt(1 + (8.0 * experience / LevelStep))) / 2);
        return Math.Max(1, level);
    }
}
