using System.Collections.Concurrent;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Tests.Outbox;

/// <summary>Discord as its port: gives the outcomes it was told, in order, then takes everything. Remembers what it was asked.</summary>
internal sealed class ScriptedDiscord : IDiscordApi
{
    private readonly ConcurrentQueue<Func<DiscordOutcome>> _script = new();
    private readonly ConcurrentQueue<string> _calls = new();

    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Awaited in each call that sends.</summary>
    public Func<CancellationToken, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public ScriptedDiscord Says(params DiscordOutcome[] outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _script.Enqueue(() => outcome);
        }

        return this;
    }

    public void Breaks() => _script.Enqueue(() => throw new InvalidOperationException("token=secret"));

    public Task<DiscordOutcome> EditOriginalAsync(Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, CancellationToken ct) =>
        AnswerAsync("edit", ct);

    public Task<DiscordOutcome> FollowUpAsync(Snowflake applicationId, string token, ReadOnlyMemory<byte> message, DateTimeOffset receivedAt, EnclosedFile? file, CancellationToken ct) =>
        AnswerAsync($"follow up {token}", ct);

    public Task<DiscordOutcome> DeleteOriginalAsync(Snowflake applicationId, string token, DateTimeOffset receivedAt, CancellationToken ct) => AnswerAsync("delete", ct);

    public Task<DiscordOutcome> OpenDirectMessagesAsync(BotToken token, Snowflake user, CancellationToken ct)
    {
        _calls.Enqueue($"open {user}");
        return Task.FromResult<DiscordOutcome>(new DiscordOutcome.Opened(new Snowflake(9)));
    }

    public Task<DiscordOutcome> SendMessageAsync(BotToken token, Snowflake channel, ReadOnlyMemory<byte> message, CancellationToken ct) => AnswerAsync($"send {channel}", ct);

    public Task<DiscordOutcome> PostWebhookAsync(Snowflake webhook, string token, ReadOnlyMemory<byte> message, CancellationToken ct) => AnswerAsync($"post {webhook} {token}", ct);

    public Task<DiscordOutcome> OverwriteCommandsAsync(BotToken token, Snowflake application, ReadOnlyMemory<byte> commands, CancellationToken ct) => AnswerAsync($"overwrite {application}", ct);

    private async Task<DiscordOutcome> AnswerAsync(string call, CancellationToken ct)
    {
        _calls.Enqueue(call);
        await Meanwhile(ct);
        return _script.TryDequeue(out var next) ? next() : new DiscordOutcome.Done();
    }
}
