namespace FlippyFlip.Hosting.Discord;

/// <summary>How we reach Discord.</summary>
/// <param name="BaseAddress">The API's root with its version.</param>
/// <param name="UserAgent">Discord's form, <c>DiscordBot (site, version)</c>; Cloudflare blocks others.</param>
/// <param name="Budget">The most time one call may take, its waits and repetitions included; more than zero.</param>
public sealed record DiscordOptions(Uri BaseAddress, string UserAgent, TimeSpan Budget)
{
    public static DiscordOptions Default { get; } = new(
        new Uri("https://discord.com/api/v10/"),
        $"DiscordBot (https://github.com/flippyflip/flippyflip, {typeof(DiscordOptions).Assembly.GetName().Version?.ToString(3)})",
        TimeSpan.FromSeconds(30));
}
