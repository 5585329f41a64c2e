using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Local.CommandLine;
using FlippyFlip.Local.Sandbox.State;
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

    /// <summary>Makes these the world's commands and tells the pages.</summary>
    /// <param name="world">Knows them from then on.</param>
    /// <param name="commands">A JSON array.</param>
    public static Task<DiscordOutcome> KeepAsync(World world, ReadOnlyMemory<byte> commands)
    {
        var all = JsonNode.Parse(commands.Span)!.AsArray().OfType<JsonObject>().Select(command => (JsonObject)command.DeepClone()).ToList();
        foreach (var command in all)
        {
            command["id"] = world.Ids.Next().ToString();
            command["application_id"] = world.Bot.ApplicationId.ToString();
        }

        world.Commands.Overwrite(null, all);
        world.Tell(new FeedEvent("commands", [], null));
        return Task.FromResult<DiscordOutcome>(new DiscordOutcome.Done());
    }
}
