using System.Security.Cryptography;
using System.Text;

namespace FlippyFlip.Core.Bots;

/// <summary>A bot's token, a secret. Shows itself nowhere but where it is asked for by <see cref="Reveal"/>.</summary>
public sealed class BotToken(string value)
{
    /// <summary>16 hex digits that tell tokens apart without telling them.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8));

    /// <summary>For the Authorization header of Discord's API, and nothing else.</summary>
    public string Reveal() => value;

    public override string ToString() => "[token]";
}
