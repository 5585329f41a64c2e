using FlippyFlip.Core.Bots;
using Microsoft.Extensions.Hosting;

namespace FlippyFlip.Hosting.Composition;

/// <summary>
/// Checks one signature of nobody's beside the start, so that Discord's first request need not wait until the key is parsed and the library that
/// does it is loaded. What is thrown here ends the process: without that library nothing could be answered.
/// </summary>
/// <param name="findBots">Gives the bots; asked for them, it parses their keys.</param>
internal sealed class FirstSignature(Func<IBots> findBots) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => findBots().Find(null)?.Key.Verify("nothing"u8, new byte[64]), stoppingToken);
}
