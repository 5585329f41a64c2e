using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Values that no careful person sends: wrong, extreme, or made to do harm.</summary>
public static class Nasty
{
    /// <summary>For whatever takes text.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "", " ", "\t\n\r", "\0", "a\0b", "\u0007\u001b[31m", "\u007f\u0085", "\u200b", "\u200b\u200c\u200d\ufeff", "\u202eabc\u202c", "\u2066\u2069", "שלום עולם", "مرحبا", "日本語のテキスト", "Zażółć gęślą jaźń",
        "🪙", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307", "\ufdfd", "\u2028\u2029", "`", "```", "`a` ``b`` ```c", "**bold** __u__ ~~s~~ ||spoiler|| > quote # head", "[here](https://example.com)", "<script>",
        "@everyone", "@here", "<@900000000000020000>", "<@!900000000000020000> <@&1> <#2>", "<t:0:R>", "</start:1>", "<:x:1>", "\\", "\\`*_", "%", "%%", "%2E", "{0}", "{x:coins}", "{", "}", "{}", "$(rm -rf /)", "'; DROP TABLE players; --", "../../etc/passwd",
        ".", "..", "a.b.c", "/", "//", "a/b", "null", "true", "NaN", "Infinity", "-Infinity", "undefined",
        "0", "-0", "-1", "+1", "1", "00001", "1.5", "1,5", "1.000", "1,000,000", "1e3", "1e308", "0x10", "١٢٣", "１２３", "½", "²", "1 000", "1_000", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1000000000", "1000000001",
        "999999999999999999999999999999", "2147483648", "0.1k", "2.5m", "1b", "2b", "1k1", "k", "m", "all", "ALL", "all ", "half", "max", "100%", "101%", "0%", "-5%", "50 %", "0.001%", "33.33%", "%50",
        "1-1", "0-0", "-1-1", "1-", "-", "1-99999999999999999999", "2147483647-9223372036854775807", "9999-9999", "1--1", "1-1-1",
        "heads", "HEADS", "heаds", "heads,tails", "Daily", "/daily", "dev-grant", "Flippy Flip",
        new('x', 100), new('x', 101), new('9', 100), new('9', 6000), string.Concat(Enumerable.Repeat("🪙", 50)), string.Concat(Enumerable.Repeat("é", 4001)), new('`', 100), new('@', 2000), new('\n', 100), new('*', 6000), new('\u0301', 100),
    ];

    /// <summary>Whatever JSON can say besides text.</summary>
    public static IReadOnlyList<JsonNode?> Others { get; } =
    [
        null, .. ((string[])["0", "-0", "-1", "1", "2", "99", "100", "101", "2147483647", "-2147483648", "2147483648", "9007199254740991", "9007199254740992", "-9007199254740991", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
            "1.5", "0.1", "-0.5", "1e3", "1e308", "-1e308", "1e400", "-1e400", "1e-400", "true", "false", "{}", "[]", "{\"a\":1}", "[1,2]", "[\"x\"]", "[[[[[[]]]]]]"]).Select(text => JsonNode.Parse(text)),
    ];

    /// <summary>For whatever names a user, those of <see cref="Texts"/> besides.</summary>
    /// <param name="self">Who sends it.</param>
    public static IReadOnlyList<Somebody> Users(Somebody self) =>
    [
        self, Somebody.Robot, Somebody.Stranger,
        .. ((ulong[])[0, 1, ulong.MaxValue, long.MaxValue, 1_200_000_000_000_000_001]).Select(id => new Somebody(new Snowflake(id), "Odd")),
    ];

    /// <summary>Custom ids of an action as anybody could forge them: its fields at their extremes, too few, too many.</summary>
    /// <param name="command">Whose action it is.</param>
    /// <param name="action">As declared.</param>
    /// <param name="owner">Whose they say they are.</param>
    public static IEnumerable<string> CustomIds(CommandDeclaration command, ActionDeclaration action, Snowflake owner)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{command.Name}.{action.Name}.{action.Facts.Version}.{owner}");
        var fields = action.GetType().GetGenericArguments()[0].GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!
            .GetParameters().Select(parameter => FieldsOf(parameter).Where(field => field.Length < 40).ToList()).ToList();
        yield return prefix;
        yield return $"{prefix}.";
        yield return $"{prefix}{string.Concat(Enumerable.Repeat(".1", fields.Count + 1))}";
        if (fields.Count == 0)
        {
            yield break;
        }

        for (var at = 0; at < fields.Count; at++)
        {
            foreach (var extreme in fields[at])
            {
                yield return string.Join('.', [prefix, .. fields.Select((values, i) => i == at ? extreme : values[0])]);
            }
        }
    }

    /// <summary>Fields by their type: first a plain one, then the others.</summary>
    private static IEnumerable<string> FieldsOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { IsEnum: true } type => [.. Enum.GetValues(type).Cast<Enum>().Select(member => member.ToString("D")), "-1", "99", "x", ""],
        var type when type == typeof(RoundName) => ["1-1", "0-0", "1-0", "2147483647-9223372036854775807", "1-1099511627776", "x", "-", ""],
        var type when type == typeof(Snowflake) => ["900000000000020001", "0", "1", "18446744073709551615", "900000000000009999", "900000000000009998", "x", ""],
        var type when type == typeof(int) => ["0", "1", "-1", "2", "15", "16", "2147483647", "-2147483648", "2147483648", "x", ""],
        var type when type == typeof(long) => ["0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "x", ""],
        _ => ["a", "", " ", "%", "%2E", "%25", "🪙", "{0}", "`", "@everyone", "-1", "1-1", "all", new string('x', 39)],
    };
}
