using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Local.Sandbox;

/// <summary>Whether the sandbox is there.</summary>
/// <param name="IsOn">False: not one route of it is.</param>
/// <param name="WhyOff">What stands in its way, as the end of a sentence. Null: nothing, or nobody wants it.</param>
internal sealed record SandboxPresence(bool IsOn, string? WhyOff)
{
    private const string BaseAddress = "Discord:BaseAddress";

    /// <param name="wanted">Null: wherever it can be.</param>
    /// <param name="settings">What the head was configured with.</param>
    /// <param name="keys">This folder's.</param>
    /// <param name="configuration">What the settings were read from.</param>
    /// <param name="urls">Where the server is to listen.</param>
    /// <exception cref="SandboxRefusedException">It is wanted where it cannot be.</exception>
    public static SandboxPresence Decide(bool? wanted, Settings settings, DevelopmentKeys keys, IConfiguration configuration, IReadOnlyList<string> urls)
    {
        if (wanted == false)
        {
            return new SandboxPresence(false, null);
        }

        var obstacle = Obstacle(settings, keys, configuration, urls);
        return obstacle is null ? new SandboxPresence(true, null)
            : wanted == true ? throw new SandboxRefusedException($"There can be no sandbox: {obstacle}.")
            : new SandboxPresence(false, obstacle);
    }

    private static string? Obstacle(Settings settings, DevelopmentKeys keys, IConfiguration configuration, IReadOnlyList<string> urls) =>
        settings.Bot.ApplicationId != DevelopmentKeys.FakeApplicationId ? $"application {settings.Bot.ApplicationId} is not the development bot (Bot__ApplicationId)"
        : !settings.PublicKey.AsSpan().SequenceEqual(keys.PublicKey.Span) ? "the bot's public key is not this data folder's (Bot__PublicKey)"
        : !string.IsNullOrWhiteSpace(configuration[BaseAddress]) ? "another Discord is configured (Discord__BaseAddress)"
        : urls.All(url => OwnAddress.Own(url) is null) ? "the bot does not listen on this machine's own address (--urls)"
        : null;
}

/// <summary>The sandbox is wanted where it cannot be; the message is one sentence for the person who started us.</summary>
internal sealed class SandboxRefusedException(string sentence) : Exception(sentence);
