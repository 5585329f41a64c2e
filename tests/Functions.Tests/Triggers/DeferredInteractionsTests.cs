using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Discord;
using FlippyFlip.FrontDoor;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Triggers;
using Microsoft.Extensions.DependencyInjection;

namespace FlippyFlip.Functions.Tests.Triggers;

/// <summary>From a store that hangs, through Azurite's queue, to Discord.</summary>
public sealed class DeferredInteractionsTests(Azurite azurite)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_done_in_time_is_done_from_the_queue_and_once()
    {
        await using var bot = await StartAsync();
        await bot.SayAsync("/start");

        Assert.Equal("""{"type":5}""", await DeferAsync(bot, "/bet amount:100 side:heads"));
        bot.Store.Release();
        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));
        await RunAsync(bot, message);
        await RunAsync(bot, message);

        var (first, second) = (await bot.Discord.NextAsync(), await bot.Discord.NextAsync());
        Assert.Equal((SentKind.Edit, SentKind.Edit), (first.Kind, second.Kind));
        Assert.Contains("Round 1-1", first.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Round 1-2", second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_too_large_for_a_message_waits_in_a_blob_that_goes_with_its_run()
    {
        await using var bot = await StartAsync();

        await DeferAsync(bot, "/start", padding: 200_000);
        bot.Store.Release();
        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));
        Assert.InRange(message.Body.ToMemory().Length, 1, 500);
        Assert.Single(await BlobsAsync(bot));
        await RunAsync(bot, message);

        Assert.Contains("1,000", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
        Assert.Empty(await BlobsAsync(bot));
        // It comes at least once, so it may come again.
        await RunAsync(bot, message);
        Assert.True(bot.Discord.IsQuiet);
    }

    [Fact]
    public async Task A_run_that_is_cut_off_comes_back_as_the_next_attempt_and_then_tells_its_user()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start", padding: 200_000);

        await CutOffAsync(bot, Assert.Single(await TakeAsync(bot, StorageQueues.Deferred)));
        var again = await AwaitMessageAsync(bot, StorageQueues.Deferred, "\"attempt\":2");
        Assert.Equal(2, (int)JsonNode.Parse(again.MessageText)!["attempt"]!);
        Assert.True(bot.Discord.IsQuiet);
        await CutOffAsync(bot, again);

        await IsToldAsync(bot);
        Assert.Empty(await BlobsAsync(bot));
    }

    [Fact]
    public async Task A_message_that_came_back_counts_as_a_later_attempt()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start");

        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));
        await CutOffAsync(bot, message, dequeueCount: 2);

        await IsToldAsync(bot);
    }

    [Fact]
    public async Task What_the_host_gives_up_is_told_to_its_user_and_not_kept()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start", padding: 200_000);
        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));

        await GiveUpAsync(bot, message.MessageText);

        await IsToldAsync(bot);
        Assert.Empty(await BlobsAsync(bot));
        Assert.Single(bot.Log.Troubles, line => line.Contains("was given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_told_when_the_token_has_died()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start");
        bot.Clock.Advance(TimeSpan.FromMinutes(16));

        await GiveUpAsync(bot, Assert.Single(await TakeAsync(bot, StorageQueues.Deferred)).MessageText);

        Assert.True(bot.Discord.IsQuiet);
        Assert.Equal(0, bot.Discord.Calls);
    }

    [Fact]
    public async Task Who_cannot_be_told_while_Discord_is_down_is_told_when_it_is_back_and_counted_once()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start", padding: 200_000);
        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));
        using var measured = new Measured();

        bot.Discord.Fail(500, 500, 500);
        await bot.PassTimeAsync(GiveUpAsync(bot, message.MessageText));
        Assert.True(bot.Discord.IsQuiet);
        Assert.Single(await BlobsAsync(bot));
        await bot.PassTimeAsync(GiveUpAsync(bot, (await AwaitMessageAsync(bot, StorageQueues.DeferredPoison, "\"givenUp\":true")).MessageText));

        await IsToldAsync(bot);
        Assert.Empty(await BlobsAsync(bot));
        Assert.Single(measured.Lines, line => line == "flippy.queue.poisoned 1 queue=deferred");
        Assert.Single(bot.Log.Troubles, line => line.Contains("was given up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_could_not_be_told_before_the_token_died_is_let_go()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start", padding: 200_000);
        var message = Assert.Single(await TakeAsync(bot, StorageQueues.Deferred));

        bot.Discord.Fail(500, 500, 500);
        await bot.PassTimeAsync(GiveUpAsync(bot, message.MessageText));
        var again = await AwaitMessageAsync(bot, StorageQueues.DeferredPoison, "\"givenUp\":true");
        var calls = bot.Discord.Calls;
        bot.Clock.Advance(TimeSpan.FromMinutes(15));
        await GiveUpAsync(bot, again.MessageText);

        Assert.Equal(calls, bot.Discord.Calls);
        Assert.Empty(await BlobsAsync(bot));
    }

    [Fact]
    public async Task What_is_given_up_while_storage_is_away_comes_back_once_from_the_host()
    {
        await using var bot = await AzureBot.StartAsync(WithoutStorage());
        const string message = """{"application":"1200000000000000001","received":1767614400000,"attempt":1,"blob":"of-some-body"}""";

        using var measured = new Measured();
        await Assert.ThrowsAnyAsync<Exception>(() => GiveUpAsync(bot, message));
        await GiveUpAsync(bot, message, dequeueCount: 2);

        Assert.Single(measured.Lines, line => line == "flippy.queue.poisoned 1 queue=deferred");
        Assert.Equal(2, bot.Log.Troubles.Count(line => line.Contains("could not be told", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_put_off_for_longer_than_a_queue_can_wait_is_put_off_all_the_same()
    {
        await using var bot = await StartAsync();
        var queued = new QueuedInteraction(new DeferredInteraction(new Snowflake(1), "{}"u8.ToArray(), TestClock.Start), 1, null);

        await bot.Parts.GetRequiredService<StorageDeferredQueue>().RetryLaterAsync(queued, 2, TimeSpan.FromDays(30), Ct);
        await bot.Parts.GetRequiredService<StorageDeferredQueue>().TellLaterAsync(queued, TimeSpan.FromDays(30), Ct);

        foreach (var name in (string[])[StorageQueues.Deferred, StorageQueues.DeferredPoison])
        {
            Assert.Equal(1, (await Queue(bot, name).GetPropertiesAsync(Ct)).Value.ApproximateMessagesCount);
            Assert.Empty(await TakeAsync(bot, name));
        }
    }

    [Fact]
    public async Task A_large_body_is_sent_once_however_often_it_is_put_off()
    {
        await using var bot = await StartAsync();
        await DeferAsync(bot, "/start", padding: 200_000);
        var queue = bot.Parts.GetRequiredService<StorageDeferredQueue>();
        var queued = (await queue.OpenAsync(Assert.Single(await TakeAsync(bot, StorageQueues.Deferred)).MessageText, Ct))!;
        var bodies = bot.Parts.GetRequiredService<StorageQueues>().Container(StorageDeferredQueue.Container);
        var before = (await bodies.GetBlobClient(queued.Blob).GetPropertiesAsync(cancellationToken: Ct)).Value.ETag;

        await queue.RetryLaterAsync(queued, 2, TimeSpan.Zero, Ct);
        await queue.TellLaterAsync(queued, TimeSpan.Zero, Ct);

        Assert.Equal(before, (await bodies.GetBlobClient(queued.Blob).GetPropertiesAsync(cancellationToken: Ct)).Value.ETag);
        var (again, told) = (await AwaitMessageAsync(bot, StorageQueues.Deferred, "\"attempt\":2"), await AwaitMessageAsync(bot, StorageQueues.DeferredPoison, "\"givenUp\":true"));
        Assert.Equal(queued.Interaction.Body.ToArray(), (await queue.OpenAsync(again.MessageText, Ct))!.Interaction.Body.ToArray());
        Assert.Equal(queued.Interaction.Body.ToArray(), (await queue.OpenAsync(told.MessageText, Ct))!.Interaction.Body.ToArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not ours, with a secret-token-of-somebody")]
    [InlineData("""{"application":"1","received":"secret-token-of-somebody","attempt":1,"interaction":{}}""")]
    public async Task A_poison_message_that_is_none_of_ours_is_dropped_and_not_repeated_in_the_log(string message)
    {
        await using var bot = await StartAsync();

        await GiveUpAsync(bot, message);
        await Assert.ThrowsAsync<FormatException>(() => bot.Function<DeferredInteractions>().RunAsync(message, 1, Ct));

        Assert.Single(bot.Log.Troubles, line => line.Contains("could not be told", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.All, line => line.Contains("secret-token-of-somebody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_becomes_an_apology()
    {
        await using var bot = await AzureBot.StartAsync(WithoutStorage());
        Assert.Contains("I cannot tell whether this counted", await DeferAsync(bot, "/start"), StringComparison.Ordinal);
    }

    private async Task<AzureBot> StartAsync() => await AzureBot.StartAsync(AzureHeadLettersTests.With(azurite));

    /// <summary>Settings of a bot whose storage nobody answers for.</summary>
    private Dictionary<string, string?> WithoutStorage() => new(AzureHeadLettersTests.With(azurite))
    {
        ["Storage:ConnectionString"] = Azurite.Nowhere,
    };

    /// <summary>Sends a command into a store that hangs, lets the deadline pass, and gives the answer.</summary>
    private static async Task<string> DeferAsync(AzureBot bot, string line, int padding = 0)
    {
        bot.Store.Start(Hang.UntilCancelled);
        var asked = bot.SayAsync(line, padding);
        await Until.IsTrueAsync(() => bot.Store.Hanging > 0);
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        return Encoding.UTF8.GetString((await asked).Body);
    }

    /// <summary>Runs a message until it is cut off, the store hanging still.</summary>
    private static async Task CutOffAsync(AzureBot bot, QueueMessage message, int dequeueCount = 1)
    {
        var run = bot.Function<DeferredInteractions>().RunAsync(message.MessageText, dequeueCount, Ct);
        await Until.IsTrueAsync(() => bot.Store.Hanging > 0);
        bot.Clock.Advance(DeferredRunner.LongestRun);
        await run;
    }

    /// <summary>The public "thinking" goes, and its user alone reads why.</summary>
    private static async Task IsToldAsync(AzureBot bot)
    {
        Assert.Equal("(deleted)", (await bot.Discord.NextAsync()).ToString());
        Assert.Contains("I could not finish this in time", (await bot.Discord.NextAsync()).ToString(), StringComparison.Ordinal);
    }

    private static Task RunAsync(AzureBot bot, QueueMessage message) => bot.Function<DeferredInteractions>().RunAsync(message.MessageText, 1, Ct);

    /// <summary>Hands over what the host gave up.</summary>
    private static Task GiveUpAsync(AzureBot bot, string message, int dequeueCount = 1) => bot.Function<DeferredPoison>().RunAsync(message, dequeueCount, Ct);

    private static async Task<QueueMessage[]> TakeAsync(AzureBot bot, string queue) =>
        (await Queue(bot, queue).ReceiveMessagesAsync(10, TimeSpan.FromSeconds(1), Ct)).Value;

    /// <summary>It becomes visible after a pause, by the emulator's clock.</summary>
    private static async Task<QueueMessage> AwaitMessageAsync(AzureBot bot, string queue, string part)
    {
        QueueMessage? found = null;
        await Until.IsTrueAsync(async () =>
            (found = (await TakeAsync(bot, queue)).FirstOrDefault(message => message.MessageText.Contains(part, StringComparison.Ordinal))) is not null);
        return found!;
    }

    private static QueueClient Queue(AzureBot bot, string name) => bot.Parts.GetRequiredService<StorageQueues>().Queue(name);

    private static async Task<List<string>> BlobsAsync(AzureBot bot)
    {
        var names = new List<string>();
        await foreach (var blob in bot.Parts.GetRequiredService<StorageQueues>().Container(StorageDeferredQueue.Container).GetBlobsAsync(cancellationToken: Ct))
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
