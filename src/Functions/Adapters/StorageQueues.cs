using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace FlippyFlip.Functions.Adapters;

/// <summary>The queues of the head and the container of what is too large for them. Clients are made once and speak when they are used.</summary>
internal sealed class StorageQueues(StorageAccount account, TokenCredential credential)
{
    public const string Deferred = "deferred";

    /// <summary>The host moves a message here after <c>maxDequeueCount</c> tries.</summary>
    public const string DeferredPoison = Deferred + PoisonSuffix;

    /// <summary>Ids of messages that lie in the store.</summary>
    public const string Outbox = "outbox";

    public const string OutboxPoison = Outbox + PoisonSuffix;

    private const string PoisonSuffix = "-poison";

    /// <summary>A user waits for the answer: two quick tries are worth more than the usual minute of them.</summary>
    private const int MostRetries = 2;

    /// <summary>Of those the head serves.</summary>
    private static readonly string[] Names = [Deferred, DeferredPoison, Outbox, OutboxPoison];

    public QueueClient Queue(string name)
    {
        // host.json says the same to the host, which reads what is sent here.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        BeQuick(options);
        return account.Queue(name, credential, options);
    }

    public BlobContainerClient Container(string name)
    {
        var options = new BlobClientOptions();
        BeQuick(options);
        return account.Container(name, credential, options);
    }

    /// <summary>True for what says that storage, or the identity that we sign in with, is out of reach: nothing of ours is wrong.</summary>
    public static bool IsAway(Exception failure) => failure is RequestFailedException or AggregateException or Azure.Identity.AuthenticationFailedException or IOException;

    /// <summary>Asks for a place only when it turns out to be missing: that it is there is the rule, and somebody waits.</summary>
    public static async Task OnMissingAsync(Func<Task> act, Func<Task> create)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound || missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await create();
            await act();
        }
    }

    /// <summary>How many messages wait, by queue; the service's own estimate.</summary>
    /// <exception cref="RequestFailedException">The account does not answer.</exception>
    public async Task<IReadOnlyDictionary<string, long>> LengthsAsync(CancellationToken ct)
    {
        var lengths = new Dictionary<string, long>();
        foreach (var name in Names)
        {
            lengths[name] = await LengthAsync(Queue(name), ct);
        }

        return lengths;
    }

    private static async Task<long> LengthAsync(QueueClient queue, CancellationToken ct)
    {
        try
        {
            return (await queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            // Made by the first message.
            return 0;
        }
    }

    private static void BeQuick(ClientOptions options)
    {
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.MaxRetries = MostRetries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(50);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        // Addresses carry names of blobs and nothing secret, but a line for each call would drown the log.
        options.Diagnostics.IsLoggingEnabled = false;
    }
}
