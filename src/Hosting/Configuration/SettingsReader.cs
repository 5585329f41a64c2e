using System.Globalization;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.RateLimits;
using FlippyFlip.Core.Votes;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Hosting.Configuration;

/// <summary>Reads settings one by one and gathers what is wrong with them, so that all mistakes are told at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _mistakes = [];
    private readonly List<string> _asked = [];

    /// <summary>Call it last: what is set in a section of ours and was never asked for is a mistake too, most often a mistyped name.</summary>
    /// <exception cref="ConfigurationException">At least one mistake was noted.</exception>
    public void ThrowIfAnyMistake()
    {
        foreach (var section in _asked.Where(key => key.Contains(':', StringComparison.Ordinal)).GroupBy(key => key.Split(':')[0], StringComparer.OrdinalIgnoreCase))
        {
            var names = section.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            _mistakes.AddRange(configuration.GetSection(section.Key).AsEnumerable()
                .Where(setting => !string.IsNullOrWhiteSpace(setting.Value) && !names.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                .Select(setting => $"{Name(setting.Key)} is not a setting; {section.Key} has {string.Join(", ", names.Select(Name))}."));
        }

        if (_mistakes.Count > 0)
        {
            throw new ConfigurationException(_mistakes);
        }
    }

    /// <summary>Settings that are read elsewhere: names beside them are mistyped.</summary>
    public void Know(params ReadOnlySpan<string> keys) => _asked.AddRange(keys);

    public void Note(string mistake) => _mistakes.Add(mistake);

    public Snowflake Snowflake(string key, Snowflake? fallback) =>
        Given(key) is null && fallback is null
            ? Missing<Snowflake>(key, "the application's id, 17 to 20 digits from Discord's developer portal")
            : OptionalSnowflake(key) ?? fallback ?? default;

    public Snowflake? OptionalSnowflake(string key) => Given(key) is not { } text ? null
        : Core.Discord.Snowflake.TryParse(text, out var id) && id.Value > 0 ? id
        : Wrong<Snowflake?>(key, "a Discord id, 17 to 20 digits");

    public IReadOnlySet<Snowflake> Snowflakes(string key)
    {
        var ids = new HashSet<Snowflake>();
        foreach (var text in (Given(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Core.Discord.Snowflake.TryParse(text, out var id) || id.Value == 0)
            {
                Wrong<object>(key, "Discord ids separated by commas");
                break;
            }

            ids.Add(id);
        }

        return ids;
    }

    public string Text(string key, string fallback, int most) => Given(key) is not { } text ? fallback
        : text.Length <= most ? text
        : Wrong<string>(key, $"at most {most} characters") ?? fallback;

    public int Color(string key, int fallback) => Given(key) is not { } text ? fallback
        : text is ['#', .. { Length: 6 } hex] && int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var color) ? color
        : Wrong<int>(key, "a colour such as #5865F2");

    /// <summary>Pictures by name, such as <c>Coin=💰; Win=🏆</c>. Discord's custom ones (<c>&lt;:name:id&gt;</c>) are no good: it does not show them on buttons.</summary>
    public IReadOnlyDictionary<string, string> Emoji(string key)
    {
        var emoji = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (Given(key) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is [var name, { Length: > 0 and <= 16 } text]
                && Core.Replies.Emoji.All.TryGetValue(name, out var known) && !text.Any(c => char.IsAscii(c) || char.IsControl(c)))
            {
                emoji[known.Name] = text;
            }
            else
            {
                Wrong<string>(key, $"a list such as Coin=💰; Win=🏆, with names out of {string.Join(", ", Core.Replies.Emoji.All.Keys.Order(StringComparer.Ordinal))}");
                break;
            }
        }

        return emoji;
    }

    public Uri? OptionalUrl(string key) => Given(key) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && text.Length <= Limits.ButtonUrl ? url
        : Wrong<Uri>(key, "an address that begins with https:// or http://");

    /// <summary>32 bytes that are an Ed25519 key.</summary>
    public byte[] PublicKey(string key, byte[]? fallback)
    {
        const string form = "64 hex digits, from General Information in Discord's developer portal";
        if (Given(key) is not { } text)
        {
            return fallback ?? Missing<byte[]>(key, form) ?? [];
        }

        var bytes = new byte[EdwardsPoint.Length];
        if (text.Length != bytes.Length * 2 || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return Wrong<byte[]>(key, form) ?? [];
        }

        if (!EdwardsPoint.IsPublicKey(bytes))
        {
            Note($"{Name(key)} is not an Ed25519 key; copy it again from General Information in Discord's developer portal.");
        }

        return bytes;
    }

    public byte[] Base64(string key, int length, byte[]? fallback) =>
        Given(key) is null ? fallback ?? Missing<byte[]>(key, RandomBytes(length)) ?? [] : OptionalBase64(key, length) ?? [];

    /// <summary>Null: it is not given, or wrong.</summary>
    public byte[]? OptionalBase64(string key, int length)
    {
        if (Given(key) is not { } text)
        {
            return null;
        }

        var bytes = new byte[length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == length ? bytes : Wrong<byte[]>(key, RandomBytes(length));
    }

    public TimeSpan Seconds(string key, TimeSpan fallback, double least, double most) => Given(key) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most
            ? TimeSpan.FromSeconds(seconds)
            : Wrong<TimeSpan>(key, string.Create(CultureInfo.InvariantCulture, $"seconds from {least} to {most}"));

    /// <summary><c>10/1</c>: ten at once, one more each second; <c>1/60</c>: one a minute.</summary>
    public RateLimit Pace(string key, RateLimit fallback)
    {
        const string form = "a burst and the seconds to refill one, such as 10/1";
        if (Given(key) is not { } text)
        {
            return fallback;
        }

        return text.Split('/') is [var burst, var every]
            && int.TryParse(burst, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000_000
            && double.TryParse(every, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.000_001 and <= 86_400
            ? new RateLimit(count, TimeSpan.FromSeconds(seconds))
            : Wrong<RateLimit>(key, form) ?? fallback;
    }

    /// <summary>A token is only looked at from afar: it must not hold blanks or be the public key by mistake.</summary>
    public BotToken? Token(string key)
    {
        if (Given(key) is not { } token)
        {
            return null;
        }

        if (token.Any(char.IsWhiteSpace) || token.Length is < 20 or > 200)
        {
            Note($"{Name(key)} does not look like a bot token, which has 20 to 200 letters and no blanks, such as MTIwMDAw.Abc123.the-rest-is-secret; copy it again from Bot in Discord's developer portal.");
        }

        return new BotToken(token);
    }

    /// <summary>Null: it is not given, or wrong.</summary>
    public VoteSecret? VoteSecret(string key) => Given(key) is not { } secret ? null
        : Core.Votes.VoteSecret.IsUsable(secret) ? new VoteSecret(secret)
        : Wrong<VoteSecret>(key, $"{Core.Votes.VoteSecret.ShortestLength} to {Core.Votes.VoteSecret.LongestLength} letters, digits and signs without blanks, as the list of bots shows it under Webhooks");

    public bool OnOrOff(string key, bool fallback) => Given(key) is not { } text ? fallback
        : text.ToLowerInvariant() switch { "on" => true, "off" => false, _ => Wrong<bool>(key, "on or off") };

    /// <summary>As it is written in the environment.</summary>
    public static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static string RandomBytes(int length) => $"{length} random bytes in base64";

    private string? Given(string key)
    {
        _asked.Add(key);
        return string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();
    }

    private T? Missing<T>(string key, string form)
    {
        Note($"{Name(key)} is missing: set it to {form}.");
        return default;
    }

    private T? Wrong<T>(string key, string form)
    {
        Note($"{Name(key)} is not {form}.");
        return default;
    }
}
