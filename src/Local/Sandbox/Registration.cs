using FlippyFlip.Core.Discord;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlippyFlip.Local.Sandbox;

/// <summary>Replaces all commands there are.</summary>
/// <returns>As a call to Discord ends.</returns>
internal delegate Task<DiscordOutcome> RegisterCommands(ReadOnlyMemory<byte> commands, CancellationToken ct);

/// <summary>Registers the bot's commands at the sandbox, of both scopes, once the start is over: the first answers come before.</summary>
internal sealed class Registration(OpeningStore store, Func<RegisterCommands> register, TimeProvider time, ILogger<Registration> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await store.Opened.WaitAsync(stoppingToken);
            await Task.Yield();
            var commands = CommandsCommand.EveryRegistration();
            DiscordOutcome outcome;
            while ((outcome = await register()(commands, stoppingToken)) is DiscordOutcome.TryLater later)
            {
                await Task.Delay(later.RetryAfter, time, stoppingToken);
            }

            if (outcome is DiscordOutcome.Refused refused)
            {
                Log.SandboxRefusedCommands(log, refused.Reason);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start does it.
        }
    }
}
