using System.Text;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FlippyFlip.Hosting.Discord;

/// <summary>Discord's REST API. An interaction's token is part of the URL, so no URL reaches a log, a trace or an exception.</summary>
/// <param name="http">From <see cref="CreateClient"/>.</param>
/// <param name="options">Where and how.</param>
/// <param name="time">Clock of all waits and limits.</param>
/// <param name="logger">Sees routes, never paths.</param>
public sealed class DiscordRestApi(HttpClient http, DiscordOptions options, TimeProvider time, ILogger<DiscordRestApi> logger) : IDiscordApi
{
    private const int UnknownInteraction = 10062;
    private const int AlreadyAcknowledged = 40060;
    private const int InvalidWebhookToken = 50027;

    /// <summary>After an inline "thinking" Discord answers 10015 until it has taken that in: up to about ten seconds (discord/discord-api-docs#7220).</summary>
    private static readonly TimeSpan RaceAfterDefer = TimeSpan.FromSeconds(15);

    /// <summary>A connection that hangs must leave time for another.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PutOffAfterFault = TimeSpan.FromSeconds(5);

    /// <summary>Where Discord is busy without saying for how long.</summary>
    private static readonly TimeSpan PutOffWhenBusy = TimeSpan.FromMinutes(1);

    private static readonly ResiliencePropertyKey<Call> CallKey = new("call");

    private readonly Uri _root = options.BaseAddress.AbsoluteUri.EndsWith('/') ? options.BaseAddress : new Uri(options.BaseAddress.AbsoluteUri + "/");
    private readonly RateLimits _limits = new(time);
    private readonly ResiliencePipeline<DiscordAnswer> _pipeline = BuildPipeline(options, time);

    /// <summary>A client without the framework's own traces, which would carry the URL; timeouts are ours.</summary>
    public static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestVersion = new Version(2, 0) };
    }

    public async Task<DiscordOutcome> EditOriginalAsync(
        Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, CancellationToken ct)
    {
        var outcome = await SendAsync(Webhook(HttpMethod.Patch, "/messages/@original", applicationId, token, receivedAt) with { Body = message }, ct);
        // The first of two equal calls got through.
        return outcome is DiscordOutcome.Refused { Code: AlreadyAcknowledged } ? new DiscordOutcome.Done() : outcome;
    }

    public Task<DiscordOutcome> FollowUpAsync(
        Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, EnclosedFile? file, CancellationToken ct) =>
        SendAsync(Webhook(HttpMethod.Post, "", applicationId, token, receivedAt) with { Body = message, File = file }, ct);

    public Task<DiscordOutcome> DeleteOriginalAsync(Snowflake applicationId, string token, DateTimeOffset receivedAt, CancellationToken ct) =>
        SendAsync(Webhook(HttpMethod.Delete, "/messages/@original", applicationId, token, receivedAt), ct);

    public async Task<DiscordOutcome> OpenDirectMessagesAsync(BotToken token, Snowflake user, CancellationToken ct)
    {
        const string path = "users/@me/channels";
        var request = Own(HttpMethod.Post, token, path, path, path) with { Body = Encoding.UTF8.GetBytes($$"""{"recipient_id":"{{user}}"}"""), WantsId = true };
        var (outcome, answer) = await AskAsync(request, ct);
        return outcome is not DiscordOutcome.Done ? outcome
            : answer?.Id is { } channel ? new DiscordOutcome.Opened(channel)
            : PutOff(request, PutOffAfterFault);
    }

    public Task<DiscordOutcome> SendMessageAsync(BotToken token, Snowflake channel, ReadOnlyMemory<byte> message, CancellationToken ct) =>
        SendAsync(Own(HttpMethod.Post, token, "channels/*/messages", $"channels/{channel}/messages", $"channels/{channel}") with { Body = message }, ct);

    public Task<DiscordOutcome> PostWebhookAsync(Snowflake webhook, string token, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var path = $"webhooks/{webhook}/{Uri.EscapeDataString(token)}";
        // Without waiting for the message Discord would say that all is well even where it is not.
        return SendAsync(new DiscordRequest(HttpMethod.Post, "POST webhooks/*/*?wait", path + "?wait=true", path) { Secret = token, Body = message }, ct);
    }

    public Task<DiscordOutcome> OverwriteCommandsAsync(BotToken token, Snowflake application, ReadOnlyMemory<byte> commands, CancellationToken ct)
    {
        var path = $"applications/{application}/commands";
        return SendAsync(Own(HttpMethod.Put, token, "applications/*/commands", path, path) with { Body = commands }, ct);
    }

    /// <summary>A call with the bot's token. Two bots share no limits.</summary>
    private static DiscordRequest Own(HttpMethod method, BotToken token, string route, string path, string resource) =>
        new(method, $"{method} {route}", path, $"{token.Fingerprint}/{resource}") { Bot = token, Secret = token.Reveal() };

    /// <summary>A request to an interaction's own webhook.</summary>
    private static DiscordRequest Webhook(HttpMethod method, string under, Snowflake applicationId, string token, DateTimeOffset receivedAt)
    {
        var webhook = $"webhooks/{applicationId}/{Uri.EscapeDataString(token)}";
        return new DiscordRequest(method, $"{method} webhooks/*/*{under}", webhook + under, webhook) { Secret = token, UnknownUntil = receivedAt + RaceAfterDefer };
    }

    /// <summary>From the outside in: the whole call's budget, Discord's race, its limits, its faults, one attempt's time.</summary>
    private static ResiliencePipeline<DiscordAnswer> BuildPipeline(DiscordOptions options, TimeProvider time)
    {
        return new ResiliencePipelineBuilder<DiscordAnswer> { TimeProvider = time }
            .AddTimeout(options.Budget)
            .AddRetry(new RetryStrategyOptions<DiscordAnswer>
            {
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result is { } answer && CallOf(args.Context).Request.IsNotKnownYet(answer, time.GetUtcNow())
                    && CallOf(args.Context).CanWait(RaceDelay(args.AttemptNumber), time)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(RaceDelay(args.AttemptNumber)),
                MaxRetryAttempts = int.MaxValue,
            })
            .AddRetry(new RetryStrategyOptions<DiscordAnswer>
            {
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { IsLimited: true } answer && CallOf(args.Context).CanWait(answer.Wait, time)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(args.Outcome.Result!.Wait),
                MaxRetryAttempts = int.MaxValue,
            })
            .AddRetry(new RetryStrategyOptions<DiscordAnswer>
            {
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is { } failure
                        ? IsFault(failure)
                        : args.Outcome.Result is { IsFault: true } answer && CallOf(args.Context).CanWait(answer.RetryAfter ?? default, time)),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(300),
                UseJitter = true,
            })
            .AddTimeout(AttemptTimeout)
            .Build();

        // 0.5, 1, 2, 4 s and then every 4 s, as long as the race may last.
        static TimeSpan RaceDelay(int attempt) => TimeSpan.FromSeconds(Math.Min(0.5 * Math.Pow(2, attempt), 4));
    }

    private static Call CallOf(ResilienceContext context) => context.Properties.GetValue(CallKey, null!);

    private static bool IsFault(Exception failure) => failure is HttpRequestException or IOException or TimeoutRejectedException;

    private async Task<DiscordOutcome> SendAsync(DiscordRequest request, CancellationToken ct) => (await AskAsync(request, ct)).Outcome;

    private async Task<(DiscordOutcome Outcome, DiscordAnswer? Answer)> AskAsync(DiscordRequest request, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(CallKey, new Call(request, time.GetUtcNow() + options.Budget));
        try
        {
            var answer = await _pipeline.ExecuteAsync(AttemptAsync, context, request);
            return (Judge(request, answer), answer);
        }
        catch (Exception failure) when (IsFault(failure))
        {
            return (PutOff(request, PutOffAfterFault), null);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<DiscordAnswer> AttemptAsync(ResilienceContext context, DiscordRequest request)
    {
        var wait = _limits.Take(request);
        if (wait > TimeSpan.Zero)
        {
            return DiscordAnswer.HeldBack(wait);
        }

        var start = time.GetTimestamp();
        var status = 0;
        try
        {
            using var message = new HttpRequestMessage(request.Method, new Uri(_root, request.Path)) { Version = http.DefaultRequestVersion };
            message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
            if (request.Bot is { } bot)
            {
                message.Headers.TryAddWithoutValidation("Authorization", $"Bot {bot.Reveal()}");
            }

            message.Content = request.Content();
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.CancellationToken);
            var answer = await DiscordAnswer.ReadAsync(response, request, context.CancellationToken);
            status = answer.Status;
            _limits.Learn(request, answer);
            if (answer.IsLimited)
            {
                Log.DiscordLimited(logger, request.Route, answer.Limit.Scope ?? "unknown", answer.Wait);
            }
            else if (answer.IsFault)
            {
                Log.DiscordFailed(logger, request.Route, $"HTTP {answer.Status}");
            }

            return answer;
        }
        catch (Exception failure) when (IsFault(failure))
        {
            // Only the kind: a message could one day quote the URL.
            Log.DiscordFailed(logger, request.Route, failure is HttpRequestException http ? $"{http.HttpRequestError}" : failure.GetType().Name);
            throw;
        }
        finally
        {
            Instruments.Discord.Record(time.GetElapsedTime(start).TotalMilliseconds, new("route", request.Route), new("status", status));
        }
    }

    private DiscordOutcome Judge(DiscordRequest request, DiscordAnswer answer)
    {
        switch (answer)
        {
            case { IsSuccess: true }:
                return new DiscordOutcome.Done();
            case { IsLimited: true }:
                return PutOff(request, answer.Wait);
            case { IsFault: true }:
                return PutOff(request, answer.RetryAfter ?? PutOffAfterFault);
            case var early when request.IsNotKnownYet(early, time.GetUtcNow()):
                return PutOff(request, TimeSpan.FromSeconds(1));
            case { IsBusy: true }:
                return PutOff(request, PutOffWhenBusy);
            case { Code: DiscordOutcome.Gone.UnknownMessage or DiscordAnswer.UnknownWebhook or UnknownInteraction or InvalidWebhookToken } or { Status: 404 }:
                Log.DiscordGone(logger, request.Route, answer.Code);
                return new DiscordOutcome.Gone(answer.Code);
            default:
                var refused = new DiscordOutcome.Refused(answer.Status, answer.Code, answer.Reason);
                if (request.Bot is not null && refused.IsUnwelcome)
                {
                    Log.DiscordUnwelcome(logger, request.Route, answer.Status, answer.Code);
                }
                else
                {
                    Log.DiscordRefused(logger, request.Route, answer.Status, answer.Code, answer.Reason);
                }

                return refused;
        }
    }

    private DiscordOutcome.TryLater PutOff(DiscordRequest request, TimeSpan wait)
    {
        Log.DiscordPutOff(logger, request.Route, wait);
        return new DiscordOutcome.TryLater(wait);
    }

    /// <summary>What the retries of one call have to know.</summary>
    private sealed record Call(DiscordRequest Request, DateTimeOffset Deadline)
    {
        /// <summary>A wait that outlasts the call is not begun.</summary>
        public bool CanWait(TimeSpan wait, TimeProvider time) => time.GetUtcNow() + wait < Deadline;
    }
}
