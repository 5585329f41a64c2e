using System.Text;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Storage;
using FlippyFlip.Core.Votes;
using FlippyFlip.FrontDoor;

namespace FlippyFlip.Hosting.Tests.Endpoints;

public sealed class VotesTests
{
    private const string Application = "1200000000000000001";
    private const string Plain = "a-secret-of-the-older-kind";
    private const string Signing = "whs_0123456789abcdef";

    private static readonly string Upvote = $$"""{"bot":"{{Application}}","user":"900000000000000101","type":"upvote","query":"","isWeekend":false}""";

    [Fact]
    public async Task A_signed_vote_is_kept_and_told_again_it_counts_once()
    {
        await using var bot = await Bot.StartAsync();

        int[] statuses = [await bot.VoteAsync(bot.Ada), await bot.VoteAsync(bot.Ada), await bot.VoteAsync(bot.Ada, id: "2")];

        Assert.Equal([200, 200, 200], statuses);
        var ballot = Assert.Single(await bot.EverythingAsync<Ballot>());
        Assert.Equal((2, bot.Ada.Id, TestClock.Start, TestClock.Start.AddHours(12), TestClock.Start + Ballot.Kept), (ballot.Waiting, ballot.User, ballot.LastAt, ballot.NextAt, ballot.ExpiresAt));
    }

    [Fact]
    public async Task The_list_says_when_a_vote_was_cast_and_when_the_next_can_be()
    {
        await using var bot = await StartAsync(Signing);
        var created = TestClock.Start.AddMinutes(-3);

        Assert.Equal(200, await SignedAsync(bot, Vote($$""" "created_at":"{{created:O}}","expires_at":"{{created.AddHours(12):O}}","query":{"x":"y"}, """)));

        var ballot = Assert.Single(await bot.EverythingAsync<Ballot>());
        Assert.Equal((created, created.AddHours(12)), (ballot.LastAt, ballot.NextAt));
    }

    [Fact]
    public async Task The_older_kind_carries_the_secret_itself_and_counts_once_in_six_hours()
    {
        await using var bot = await StartAsync(Plain);

        int[] statuses = [await PlainAsync(bot, Upvote), await PlainAsync(bot, Upvote)];
        bot.Clock.Advance(TimeSpan.FromHours(12));
        await PlainAsync(bot, Upvote);

        Assert.Equal([200, 200], statuses);
        Assert.Equal(2, Assert.Single(await bot.EverythingAsync<Ballot>()).Waiting);
    }

    [Fact]
    public async Task Whoever_cannot_prove_it_is_refused_and_nothing_is_read()
    {
        await using var bot = await StartAsync(Signing);
        await using var older = await StartAsync(Plain);
        var body = Encoding.UTF8.GetBytes(Vote());
        var right = new VoteSecret(Signing).Sign(bot.Clock.GetUtcNow(), body);
        (Bot Bot, string? Signature, string? Authorization)[] wrong =
        [
            (bot, null, null), (bot, "", null), (bot, "t=1,v1=00", null), (bot, right.Replace(",v1=", ",v2=", StringComparison.Ordinal), null),
            (bot, new VoteSecret(Signing).Sign(bot.Clock.GetUtcNow().AddSeconds(-301), body), null), (bot, new VoteSecret(Plain).Sign(bot.Clock.GetUtcNow(), body), null),
            // What comes with signatures is never taken as it stands, and a wrong signature is not made good by the secret.
            (bot, null, Signing), (older, null, Plain + "x"), (older, null, ""), (older, right, Plain),
        ];
        List<int> statuses = [];
        foreach (var (to, signature, authorization) in wrong)
        {
            using var answer = await to.PostVoteAsync(body, signature, authorization);
            statuses.Add((int)answer.StatusCode);
            Assert.Equal("", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(Enumerable.Repeat(401, wrong.Length), statuses);
        Assert.Empty(await bot.EverythingAsync<Ballot>());
        Assert.Equal((0, 0), (bot.Store[StoreOperation.Commit], older.Store[StoreOperation.Commit]));
    }

    [Theory]
    [InlineData("api/votes/1300000000000000001", "application/json", 10, 404)]
    [InlineData("api/votes/x", "application/json", 10, 404)]
    [InlineData("api/votes/1200000000000000001", "text/plain", 10, 415)]
    [InlineData("api/votes/1200000000000000001", "application/json", 262_145, 413)]
    public async Task Other_bots_other_types_and_long_bodies_are_refused(string path, string type, int length, int status)
    {
        await using var bot = await StartAsync(Signing);
        using var answer = await bot.PostVoteAsync(new byte[length], "t=1,v1=0", path: path, contentType: type);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_bot_without_a_secret_has_no_such_address()
    {
        // An application of one's own: nothing of the development bot stands in for what it lacks.
        await using var bot = await Bot.StartAsync(new BotOptions
        {
            Settings = new() { ["Bot:ApplicationId"] = "1300000000000000001", ["Bot:PublicKey"] = "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29" },
        });
        var body = Encoding.UTF8.GetBytes(Vote());
        foreach (var path in (string[])["api/votes", "api/votes/1300000000000000001"])
        {
            using var answer = await bot.PostVoteAsync(body, new VoteSecret(Signing).Sign(bot.Clock.GetUtcNow(), body), path: path);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        Assert.Null(bot.Part<Core.Bots.IBots>().Find(null)!.Bot.Vote);
    }

    public static TheoryData<string, int> Bodies { get; } = new()
    {
        { "", 400 }, { "null", 400 }, { "[]", 400 }, { "{}", 400 }, { "{", 400 }, { """{"type":5}""", 400 }, { """{"type":null}""", 400 },
        { """{"type":"vote.create"}""", 400 }, { """{"type":"vote.create","data":null}""", 400 }, { """{"type":"vote.create","data":{"id":"1"}}""", 400 },
        { Vote().Replace(Application, "1300000000000000001", StringComparison.Ordinal), 400 }, { Vote().Replace("\"id\":\"9\"", "\"id\":\"\"", StringComparison.Ordinal), 400 },
        { Vote().Replace("\"id\":\"9\"", "\"id\":9", StringComparison.Ordinal), 400 }, { Vote().Replace("\"id\":\"9\"", "\"id\":\"9\",\"id\":\"8\"", StringComparison.Ordinal), 400 },
        { Vote().Replace("900000000000000101", "ada", StringComparison.Ordinal), 400 }, { Vote(""" "created_at":"yesterday", """), 400 },
        { """{"type":"upvote","bot":"1200000000000000001"}""", 400 }, { """{"type":"upvote","bot":"1300000000000000001","user":"5"}""", 400 },
        { """{"type":"webhook.test","data":{"id":"1","project":{"platform_id":"1200000000000000001"},"user":{"platform_id":"5"}}}""", 200 },
        { """{"type":"test","bot":"1200000000000000001","user":"5"}""", 200 }, { """{"type":"something.new"}""", 200 },
    };

    [Fact]
    public async Task What_is_no_vote_changes_nothing_and_what_is_wrong_with_one_is_never_a_500()
    {
        await using var bot = await StartAsync(Signing);
        var rows = Bodies.Select(row => row.Data).ToList();
        List<(string, int)> got = [];
        foreach (var (body, _) in rows)
        {
            got.Add((body, await SignedAsync(bot, body)));
        }

        Assert.Equal(rows.Select(row => (row.Item1, row.Item2)), got);
        Assert.Equal(0, bot.Store[StoreOperation.Commit]);
        Assert.Empty(bot.Log.Troubles);
    }

    [Fact]
    public async Task A_store_that_fails_before_or_after_it_kept_the_vote_lets_it_count_once()
    {
        foreach (var isAfter in (bool[])[false, true])
        {
            var faulty = new FaultyStore();
            await using var bot = await Bot.StartAsync(new BotOptions { Around = faulty.Around });
            var strikes = 1;
            Task Strike(StoreOperation operation) => operation == StoreOperation.Commit && Interlocked.Decrement(ref strikes) == 0
                ? throw new StoreException(StoreFault.Full, "The disk is full.")
                : Task.CompletedTask;
            if (isAfter)
            {
                faulty.After = Strike;
            }
            else
            {
                faulty.Before = Strike;
            }

            int[] statuses = [await bot.VoteAsync(bot.Ada), await bot.VoteAsync(bot.Ada)];

            Assert.Equal([503, 200], statuses);
            Assert.Equal(1, Assert.Single(await bot.EverythingAsync<Ballot>()).Waiting);
        }
    }

    [Fact]
    public async Task A_store_that_hangs_lets_the_list_send_it_again_within_two_seconds()
    {
        await using var bot = await Bot.StartAsync();
        bot.Hanging.Start(Hang.IgnoringCancellation);
        var began = bot.Clock.GetUtcNow();

        var during = await bot.PassTimeAsync(bot.VoteAsync(bot.Ada));
        var took = bot.Clock.GetUtcNow() - began;
        bot.Hanging.Release();

        Assert.Equal((503, 200), (during, await bot.VoteAsync(bot.Ada)));
        Assert.InRange(took, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        await Until.IsTrueAsync(async () => (await bot.EverythingAsync<Ballot>()) is [{ Waiting: 1 }]);
    }

    private static Task<Bot> StartAsync(string secret) => Bot.StartAsync(new BotOptions { Settings = new() { ["Bot:VoteSecret"] = secret } });

    private static string Vote(string more = "") =>
        $$$"""{"type":"vote.create","data":{{{{more}}}"id":"9","weight":1,"project":{"platform_id":"{{{Application}}}"},"user":{"platform_id":"900000000000000101"} } }""";

    private static async Task<int> SignedAsync(Bot bot, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var answer = await bot.PostVoteAsync(bytes, new VoteSecret(Signing).Sign(bot.Clock.GetUtcNow(), bytes));
        return (int)answer.StatusCode;
    }

    private static async Task<int> PlainAsync(Bot bot, string body)
    {
        using var answer = await bot.PostVoteAsync(Encoding.UTF8.GetBytes(body), null, Plain);
        return (int)answer.StatusCode;
    }
}
