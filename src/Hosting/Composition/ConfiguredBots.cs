using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Hosting.Composition;

/// <summary>The one bot of the configuration: the mother.</summary>
internal sealed class ConfiguredBots(ServedBot mother) : IBots
{
    public ServedBot? Find(Snowflake? applicationId) => applicationId is null || applicationId == mother.Bot.ApplicationId ? mother : null;
}
