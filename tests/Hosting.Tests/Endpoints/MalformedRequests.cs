using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Interactions;
using FlippyFlip.FrontDoor;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Hosting.Tests.Endpoints;

/// <summary>A request that must move nothing.</summary>
/// <param name="Name">Unique, for people.</param>
/// <param name="Letter">What is sent.</param>
/// <param name="Status">What it is answered with.</param>
/// <param name="Sentence">What a person is told, privately; null: the body is empty.</param>
internal sealed record Malformed(string Name, Func<Bot, Letter> Letter, int Status, string? Sentence = null);

/// <summary>Everything that may come to the door and is not a proper interaction. Each is a money command or would be one, so a slip shows in the store.</summary>
internal static class MalformedRequests
{
    private const string NotSupported = "I do not know this kind of action yet. See /help for what I can do.";
    private const string TooOld = "This message is too old for me. Use `/help` again.";
    private const string AmountMissing = "`amount` is missing: How many coins: 500, 1k, half, all.";
    private const string AmountWrong = "`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.";
    private const string SideWrong = "`side` is one of: heads, tails.";
    private const string Foreign = "1300000000000000001";

    private static readonly string Bet = """
        {"id":"1459000000000000001","application_id":"1200000000000000001","type":2,"version":1,"token":"aW50ZXJhY3Rpb246","guild_id":"1100000000000000001",
        "channel_id":"1100000000000000002","locale":"en-US","guild_locale":"en-US","context":0,"authorizing_integration_owners":{"0":"1100000000000000001"},"entitlements":[],
        "member":{"nick":null,"permissions":"0","user":{"id":"900000000000000101","username":"ada","global_name":"Ada"}},
        "data":{"id":"1","name":"bet","type":1,"options":[{"name":"amount","type":3,"value":"100"},{"name":"side","type":3,"value":"heads"}]}}
        """.ReplaceLineEndings("");

    public static IReadOnlyList<Malformed> All { get; } =
    [
        .. Truncated(), .. NotJson(), .. Nested(), .. WrongTypes(), .. Missing(), .. Nulls(), .. Odd(), .. Unknown(), .. Sizes(),
        .. Signatures(), .. Timestamps(), .. Addresses(), .. Contents(), .. Methods(),
    ];

    /// <summary>The bet with something changed in it.</summary>
    private static string With(string path, JsonNode? value)
    {
        var bet = JsonNode.Parse(Bet)!;
        var steps = path.Split('.');
        var at = steps[..^1].Aggregate(bet, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        if (at is JsonArray list)
        {
            list[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            at[steps[^1]] = value;
        }

        return bet.ToJsonString();
    }

    private static string Without(string path)
    {
        var bet = JsonNode.Parse(Bet)!;
        var steps = path.Split('.');
        var at = steps[..^1].Aggregate(bet, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        at.AsObject().Remove(steps[^1]);
        return bet.ToJsonString();
    }

    /// <summary>The bet with raw text in place of a value that stands in it once.</summary>
    private static string Raw(string value, string raw) => Bet.Replace(value, raw);

    private static Malformed Bad(string name, string body) => new(name, _ => new Letter(body), 400);

    private static Malformed Bad(string name, byte[] body) => new(name, _ => new Letter(body), 400);

    private static Malformed Told(string name, string body, string sentence) => new(name, _ => new Letter(body), 200, sentence);

    private static Malformed Refused(string name, int status, Func<Bot, Letter> letter) => new(name, letter, status);

    private static Malformed Kept(string name, int status, Func<Letter, Letter> change) => new(name, _ => change(new Letter(Bet)), status);

    private static IEnumerable<Malformed> Truncated() =>
        Enumerable.Range(0, 40).Select(i => i * Bet.Length / 40).Select(length => Bad($"truncated after {length} bytes", Bet[..length]));

    private static IEnumerable<Malformed> NotJson() =>
    [
        Bad("blanks", "   \r\n\t "), Bad("the word null", "null"), Bad("a number", "42"), Bad("a text", "\"bet\""), Bad("true", "true"), Bad("an array", "[]"),
        Bad("an array with the bet", $"[{Bet}]"), Bad("an empty object", "{}"), Bad("two bets", Bet + Bet), Bad("a bet and a bracket", Bet + "}"),
        Bad("a comma too many", Raw("\"version\":1,", "\"version\":1,,")), Bad("a trailing comma", Bet[..^1] + ",}"), Bad("a comment", "/* bet */" + Bet),
        Bad("single quotes", Bet.Replace('"', '\'')), Bad("names without quotes", Bet.Replace("\"id\"", "id")), Bad("a form", "payload_json=%7B%7D"), Bad("XML", "<bet/>"),
        Bad("a byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Bet)]), Bad("UTF-16", Encoding.Unicode.GetBytes(Bet)), Bad("zeros", new byte[64]),
        Bad("a zero at the end", Bet + "\0"), Bad("a raw line break in a text", Raw("\"Ada\"", "\"A\nda\"")), Bad("a leading zero", Raw("\"type\":2", "\"type\":02")),
        Bad("NaN", Raw("\"type\":2", "\"type\":NaN")), Bad("a hexadecimal number", Raw("\"type\":2", "\"type\":0x2")), Bad("a plus", Raw("\"type\":2", "\"type\":+2")),
        Bad("an unfinished escape", Raw("\"Ada\"", "\"Ada\\\"")), Bad("an unknown escape", Raw("\"Ada\"", "\"\\x41da\"")), Bad("a short escape", Raw("\"Ada\"", "\"\\u41\"")),
    ];

    private static IEnumerable<Malformed> Nested()
    {
        foreach (var depth in (int[])[33, 64, 1_000, 10_000])
        {
            yield return Bad($"{depth} arrays in an unknown field", Raw("\"version\":1", $"\"version\":{Many("[", depth)}{Many("]", depth)}"));
            yield return Bad($"{depth} objects in an unknown field", Raw("\"version\":1", $"\"version\":{Many("{\"a\":", depth)}1{Many("}", depth)}"));
            yield return Bad($"{depth} arrays that never end", Raw("\"version\":1", $"\"version\":{Many("[", depth)}"));
            yield return Bad($"{depth} subcommands in each other", Raw("\"data\":{", $"\"data\":{{\"options\":{Many("[{\"name\":\"a\",\"options\":", depth)}[]{Many("}]", depth)},"));
            yield return Bad($"{depth} components in each other", Raw("\"data\":{", $"\"data\":{{\"components\":[{Many("{\"component\":", depth)}{{}}{Many("}", depth)}],"));
            yield return Bad($"{depth} arrays as an option", Raw("\"100\"", $"{Many("[", depth)}{Many("]", depth)}"));
        }
    }

    private static IEnumerable<Malformed> WrongTypes()
    {
        (string Kind, Func<JsonNode> Value)[] all =
        [
            ("a text", () => JsonValue.Create("x")), ("a number", () => JsonValue.Create(5)), ("a fraction", () => JsonValue.Create(1.5)), ("a yes", () => JsonValue.Create(true)),
            ("an array", () => new JsonArray()), ("an object", () => new JsonObject()),
        ];
        (string Path, string Fitting)[] fields =
        [
            ("id", "a number"), ("application_id", "a number"), ("type", "a number"), ("token", "a text"), ("guild_id", "a number"), ("channel_id", "a number"), ("locale", "a text"),
            ("guild_locale", "a text"), ("context", "a number"), ("authorizing_integration_owners", "an object"), ("entitlements", "an array"), ("member", "an object"),
            ("member.user", ""), ("member.user.id", "a number"), ("member.user.username", "a text"), ("member.permissions", "a text"), ("data", "an object"), ("data.name", "a text"),
            ("data.type", "a number"), ("data.options", "an array"), ("data.options.0", ""), ("data.options.0.name", "a text"), ("data.options.0.type", "a number"),
        ];
        return fields.SelectMany(field => all.Where(value => value.Kind != field.Fitting).Select(value => Bad($"{field.Path} is {value.Kind}", With(field.Path, value.Value()))));
    }

    private static IEnumerable<Malformed> Missing() =>
    [
        .. ((string[])["id", "application_id", "type", "member.user.id", "data.options.0.name"]).Select(path => Bad($"no {path}", Without(path))),
        Told("no data", Without("data"), NotSupported), Told("no member", Without("member"), NotSupported), Told("no member.user", Without("member.user"), NotSupported),
        Told("no data.name", Without("data.name"), "I do not know `/`. See /help for what I can do."),
        Told("no data.options", Without("data.options"), AmountMissing), Told("no value", Without("data.options.0.value"), AmountMissing),
    ];

    private static IEnumerable<Malformed> Nulls() =>
    [
        .. ((string[])["id", "application_id", "type", "token", "member.user.id", "member.user.username", "data.options.0.name", "data.options.0.type"])
            .Select(path => Bad($"{path} is null", With(path, null))),
        Told("data is null", With("data", null), NotSupported), Told("member is null", With("member", null), NotSupported), Told("member.user is null", With("member.user", null), NotSupported),
        Told("data.name is null", With("data.name", null), "I do not know `/`. See /help for what I can do."),
        Told("data.options is null", With("data.options", null), AmountMissing), Told("the value is null", With("data.options.0.value", null), AmountMissing),
        Bad("an option is null", With("data.options.0", null)), Bad("an inner option is null", With("data.options.0.options", new JsonArray((JsonNode?)null))),
        Bad("a null among the values of a menu", Act(3, new JsonObject { ["custom_id"] = "help.category.1.900000000000000101", ["component_type"] = 3, ["values"] = new JsonArray((JsonNode?)null) })),
        Bad("a null among the fields of a form", Act(5, new JsonObject { ["custom_id"] = "fairness.chosen.1.900000000000000101", ["components"] = new JsonArray((JsonNode?)null) })),
        Bad("a null within a row of a form", Act(5, new JsonObject
        {
            ["custom_id"] = "fairness.chosen.1.900000000000000101", ["components"] = new JsonArray(new JsonObject { ["type"] = 1, ["components"] = new JsonArray((JsonNode?)null) }),
        })),
        Bad("a null while typing", With("data.options.0", null).Replace("\"type\":2", "\"type\":4")),
    ];

    private static IEnumerable<Malformed> Odd() =>
    [
        Bad("type twice", Raw("\"type\":2,\"version\"", "\"type\":2,\"type\":2,\"version\"")), Bad("id twice", "{\"id\":\"1\"," + Bet[1..]), Bad("data twice", Bet[..^1] + ",\"data\":null}"),
        Bad("the user's id twice", Raw("\"username\"", "\"id\":\"5\",\"username\"")), Bad("a name twice, once escaped", "{\"\\u0069d\":\"1\"," + Bet[1..]),
        Bad("an option's value twice", Raw("\"value\":\"100\"", "\"value\":\"100\",\"value\":\"all\"")), Bad("an owner twice", Raw("{\"0\":\"1100000000000000001\"}", "{\"0\":\"1\",\"0\":\"2\"}")),
        Bad("half a surrogate pair in a name", Raw("\"Ada\"", "\"\\ud83d\"")), Bad("the other half", Raw("\"Ada\"", "\"\\ude00\"")), Bad("the halves the wrong way round", Raw("\"Ada\"", "\"\\ude00\\ud83d\"")),
        Bad("half a surrogate pair in an option", Raw("\"100\"", "\"\\ud83d\"")), Bad("half a surrogate pair in the token", Raw("aW50ZXJhY3Rpb246", "\\ud83d")),
        Bad("half a surrogate pair in a key", Raw("{\"0\":", "{\"\\ud83d\":")), Bad("half a surrogate pair in an id", Raw("1459000000000000001", "\\ud83d")),
        Bad("half a surrogate pair as raw bytes", Bytes("Ada", 0xED, 0xA0, 0xBD)), Bad("a lone continuation byte", Bytes("Ada", 0x80)), Bad("an overlong slash", Bytes("Ada", 0xC0, 0xAF)),
        Bad("a byte that is never UTF-8", Bytes("Ada", 0xFF)), Bad("a cut sequence", Bytes("Ada", 0xF0, 0x9F)), Bad("invalid UTF-8 in an option", Bytes("\"100\"", 0x22, 0xFF, 0x22)),
        Bad("invalid UTF-8 in a command's name", Bytes("\"bet\"", 0x22, 0xFE, 0x22)), Bad("invalid UTF-8 in the token", Bytes("aW50ZXJhY3Rpb246", 0xC3, 0x28)),
        Bad("invalid UTF-8 in a known name", Bytes("\"0\":\"11", 0x22, 0xFF, 0x22, (byte)':', 0x22, (byte)'1', (byte)'1')),
        .. ((string[])["-1", "1e3", "1.0", " 1", "18446744073709551616", "99999999999999999999999", "0x10", "१२३", "1_000", ""]).Select(id => Bad($"the id is '{id}'", With("id", id))),
        .. ((string[])["-1", "1.5", "18446744073709551616", "1e400", "1e5"]).Select(id => Bad($"the user's id is the number {id}", Raw("\"900000000000000101\"", id))),
        .. ((string[])["1e400", "2.5", "99999999999", "-99999999999999999999", "2147483648"]).Select(type => Bad($"the type is {type}", Raw("\"type\":2", $"\"type\":{type}"))),
        .. ((string[])["1e400", "-1e400", "1e-400", "9007199254740993", "-5", "0.5", "true", "{}", "[]", "[\"100\"]"])
            .Select(value => Told($"the amount is {value}", Raw("\"100\"", value), value is "{}" or "[]" or "[\"100\"]" ? AmountMissing : AmountWrong)),
        .. ((string[])["-5", "1e9", "100 coins", "", "NaN", "0", "1000000001", "1000000000001", "١٠٠", "100%%", "\u0000", "٪"])
            .Select(value => Told($"the amount is the text '{value}'", With("data.options.0.value", value), AmountWrong)),
        .. ((string[])["edge", "", "H", "heads ", "0"]).Select(value => Told($"the side is '{value}'", With("data.options.1.value", value), SideWrong)),
        Told("the side is a number", Raw("\"heads\"", "1"), SideWrong),
    ];

    private static IEnumerable<Malformed> Unknown() =>
    [
        .. ((int[])[0, 6, 7, 999, -1, int.MaxValue, int.MinValue]).Select(type => Told($"interaction type {type}", With("type", type), NotSupported)),
        .. ((int[])[0, 2, 3, 4, 5, -1]).Select(type => Told($"command type {type}", With("data.type", type), NotSupported)),
        Told("an unknown command", With("data.name", "rob"), "I do not know `/rob`. See /help for what I can do."),
        Told("a command in upper case", With("data.name", "BET"), "I do not know `/BET`. See /help for what I can do."),
        Told("a command with its slash", With("data.name", "/bet"), "I do not know `//bet`. See /help for what I can do."),
        Told("an operators' command", With("data.name", "dev-grant"), "`/dev-grant` is for operators of this bot."),
        Told("options with unknown names", With("data.options", new JsonArray(new JsonObject { ["name"] = "sum", ["value"] = 100 }, new JsonObject { ["name"] = "Amount", ["value"] = 100 })), AmountMissing),
        Told("10,000 options", With("data.options", new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => new JsonObject { ["name"] = $"o{i}" })])), AmountMissing),
        .. ((int[])[0, 2, 3, 8, 99, -1]).Select(type => Told($"component type {type} with a foreign id", Act(3, new JsonObject { ["custom_id"] = "vote", ["component_type"] = type }), TooOld)),
        .. ((string[])["", ".", "....", "bet.again.1", "bet.again.x.900000000000000101.1-1", "bet.again.1.-5.1-1", "bet.again.99999999999.900000000000000101.1-1"])
            .Select(id => Told($"the custom id '{id}'", Act(3, new JsonObject { ["custom_id"] = id, ["component_type"] = 2 }), TooOld)),
        .. ((int[])[101, 4_000, 200_000]).Select(length => Told($"a custom id of {length} characters", Act(3, new JsonObject { ["custom_id"] = $"bet.again.1.900000000000000101.{Many("1", length)}" }), TooOld)),
        .. ((string[])["bet.again.2.900000000000000101.1-1", "bet.rob.1.900000000000000101", "bet.again.1.900000000000000101", "bet.again.1.900000000000000101.x", "bet.again.1.900000000000000101.1-1.1-1",
            "bet.again.1.900000000000000101.7-7", "bet.double.1.900000000000000101.99999999999-1", "bet.again.1.900000000000000101.-1--1"])
            .Select(id => Told($"the custom id '{id}'", Act(3, new JsonObject { ["custom_id"] = id, ["component_type"] = 2 }), "This message is too old for me. Use `/bet` again.")),
        Told("somebody else's button", Act(3, new JsonObject { ["custom_id"] = "daily.claim.1.900000000000000102", ["component_type"] = 2 }), "This is somebody else's. Use the command yourself to get your own."),
        Told("a button without an id", Act(3, new JsonObject { ["component_type"] = 2 }), TooOld), Told("a button without data", Act(3, null), TooOld),
        Told("a form without data", Act(5, null), TooOld), Told("a form without fields", Act(5, new JsonObject { ["custom_id"] = "fairness.chosen.1.900000000000000101" }), "'Your client seed' must be filled in."),
        Told("a menu's action without values", Act(3, new JsonObject { ["custom_id"] = "help.category.1.900000000000000101", ["component_type"] = 3 }), "This message is too old for me. Use `/help` again."),
        Told("a button that opens a form's answer", Act(3, new JsonObject { ["custom_id"] = "fairness.chosen.1.900000000000000101" }), "This message is too old for me. Use `/fairness` again."),
    ];

    private static IEnumerable<Malformed> Sizes()
    {
        yield return Told("a whole 256 KiB byte by byte", "", AmountWrong) with { Letter = _ => new Letter(Padded(SignatureGate.MaxBody)) { IsChunked = true, ChunkSize = 1 } };
        foreach (var isChunked in (bool[])[false, true])
        {
            var how = isChunked ? "in chunks" : "with its length";
            yield return Refused($"an empty body {how}", 400, _ => new Letter("") { IsChunked = isChunked });
            yield return Told($"a whole 256 KiB {how}", "", AmountWrong) with { Letter = _ => new Letter(Padded(SignatureGate.MaxBody)) { IsChunked = isChunked } };
            yield return Refused($"a byte more than 256 KiB {how}", 413, _ => new Letter(Padded(SignatureGate.MaxBody + 1)) { IsChunked = isChunked });
            yield return Refused($"two bytes more than 256 KiB {how}", 413, _ => new Letter(Padded(SignatureGate.MaxBody + 2)) { IsChunked = isChunked });
            yield return Refused($"a megabyte {how}", 413, _ => new Letter(Padded(1024 * 1024)) { IsChunked = isChunked });
        }
    }

    private static IEnumerable<Malformed> Signatures()
    {
        yield return Kept("no signature", 401, letter => letter with { Signatures = _ => [] });
        yield return Kept("two signatures", 401, letter => letter with { Signatures = right => [right, right] });
        yield return Kept("two signatures in one header", 401, letter => letter with { Signatures = right => [$"{right}, {right}"] });
        yield return Kept("neither header", 401, letter => letter with { Signatures = _ => [], Timestamps = [] });
        foreach (var (what, change) in ((string, Func<string, string>)[])
        [
            ("an empty signature", _ => ""), ("a signature of blanks", _ => Many(" ", 128)), ("a signature one digit short", right => right[..127]), ("a signature one digit long", right => right + "0"),
            ("half a signature", right => right[..64]), ("a signature of 4,000 digits", right => Many(right, 32)[..4000]), ("a signature with a letter that is no digit", right => "g" + right[1..]),
            ("a signature with a blank", right => right[..64] + " " + right[65..]), ("a signature with 0x", right => "0x" + right[2..]), ("a signature in base64", right => Convert.ToBase64String(Convert.FromHexString(right))),
            ("a signature of zeros", _ => Many("0", 128)), ("a signature of ones", _ => Many("f", 128)), ("a signature backwards", right => new string([.. right.Reverse()])),
            ("a signature with its halves swapped", right => right[64..] + right[..64]), ("a signature in full-width digits", right => "０" + right[1..]),
            ("a signature with its first bit flipped", right => Flip(right, 0)), ("a signature with its last bit flipped", right => Flip(right, 63)),
        ])
        {
            yield return Kept(what, 401, letter => letter with { Signatures = right => [change(right)] });
        }

        yield return Kept("a signature of another key", 401, letter => letter with { Signatures = _ => [Forged()] });
        yield return Kept("a signature of another body", 401, letter => letter with { Signed = (timestamp, body) => (timestamp, [.. body, (byte)' ']) });
        yield return Kept("a signature of no body", 401, letter => letter with { Signed = (timestamp, _) => (timestamp, []) });
        yield return Kept("a signature of the body alone", 401, letter => letter with { Signed = (_, body) => ("", body) });
        yield return Kept("a signature of another timestamp", 401, letter => letter with { Signed = (timestamp, body) => (timestamp[..^1] + (timestamp[^1] == '0' ? '1' : '0'), body) });
        yield return Kept("a signature of timestamp and body with a line between", 401, letter => letter with { Signed = (timestamp, body) => (timestamp + "\n", body) });
        yield return Refused("a body that begins with a digit of the timestamp", 401, bot => new Letter("0" + Bet) { Timestamps = [Now(bot)[..^1]] });
    }

    private static IEnumerable<Malformed> Timestamps()
    {
        yield return Kept("no timestamp", 401, letter => letter with { Timestamps = [] });
        yield return Refused("two timestamps", 401, bot => new Letter(Bet) { Timestamps = [Now(bot), Now(bot)] });
        foreach (var offset in (int[])[-301, 301, -302, -3600, 3600, -86_400 * 365])
        {
            yield return Kept($"a timestamp {offset} s from now", 401, letter => letter with { Offset = offset });
        }

        foreach (var (what, change) in ((string, Func<string, string>)[])
        [
            ("an empty timestamp", _ => ""), ("a negative timestamp", now => "-" + now), ("a leading plus", now => "+" + now), ("milliseconds", now => now + "000"), ("a fraction", now => now + ".0"),
            ("a timestamp with an exponent", now => now + "e0"), ("a hexadecimal timestamp", now => long.Parse(now, CultureInfo.InvariantCulture).ToString("x", CultureInfo.InvariantCulture)),
            ("a timestamp with letters", now => now + "s"), ("a timestamp with a blank inside", now => now[..5] + " " + now[5..]), ("a timestamp with separators", now => now[..1] + "," + now[1..]),
            ("a date", _ => "2026-01-05T12:00:00Z"), ("Arabic digits", _ => "١٧٦٧٦١٤٤٠٠"), ("full-width digits", _ => "１７６７６１４４００"), ("a huge timestamp", _ => "9999999999999999"),
            ("a timestamp beyond 64 bits", _ => "99999999999999999999"), ("a timestamp of 1,000 digits", _ => Many("9", 1000)), ("zero", _ => "0"), ("the word now", _ => "now"),
            ("seventeen digits with zeros in front", now => now.PadLeft(17, '0')),
        ])
        {
            yield return Refused(what, 401, bot => new Letter(Bet) { Timestamps = [change(Now(bot))] });
        }
    }

    private static IEnumerable<Malformed> Addresses() =>
    [
        Refused("a foreign application in the body", 401, _ => new Letter(With("application_id", Foreign))), Refused("application 0 in the body", 401, _ => new Letter(With("application_id", "0"))),
        .. ((string[])[Foreign, "0", "-1", "abc", "1200000000000000001x", "%31200000000000000001x", "99999999999999999999999", "null", "+1200000000000000001", "1200000000000000001%20", "1.2e18"])
            .Select(id => Kept($"the address /api/interactions/{id}", 401, letter => letter with { Path = $"/api/interactions/{id}" })),
        .. ((string[])["/api/interactions/1200000000000000001/more", "/api/interaction", "/", "/api", "/api/interactions.json"]).Select(path => Kept($"the address {path}", 404, letter => letter with { Path = path })),
    ];

    private static IEnumerable<Malformed> Contents() =>
    [
        .. ((string[])["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", "application/json5", "application/json+x", "application/xml", "application",
            "*/*", "application/*", "text/json", "json", ";", "application/octet-stream"]).Select(type => Kept($"the content type {type}", 415, letter => letter with { ContentTypes = [type] })),
        Kept("no content type", 415, letter => letter with { ContentTypes = [] }), Kept("an empty content type", 415, letter => letter with { ContentTypes = [""] }),
    ];

    private static IEnumerable<Malformed> Methods() =>
        ((string[])["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"]).Select(method => Kept($"{method} instead of POST", 405, letter => letter with { Method = method }));

    private static string Act(int type, JsonObject? data)
    {
        var act = JsonNode.Parse(Bet)!;
        act["type"] = type;
        act["data"] = data;
        act["message"] = new JsonObject { ["id"] = "1459000000000000000" };
        return act.ToJsonString();
    }

    /// <summary>A bet of nothing, filled up with blanks.</summary>
    private static string Padded(int length) => Raw("\"100\"", "\"nothing\"").PadRight(length);

    private static byte[] Bytes(string value, params byte[] raw)
    {
        var at = Bet.IndexOf(value, StringComparison.Ordinal);
        return [.. Encoding.UTF8.GetBytes(Bet[..at]), .. raw, .. Encoding.UTF8.GetBytes(Bet[(at + value.Length)..])];
    }

    private static string Forged()
    {
        using var key = Ed25519SigningKey.Generate();
        return Convert.ToHexStringLower(key.Sign([.. "1767614400"u8, .. Encoding.UTF8.GetBytes(Bet)]));
    }

    private static string Flip(string hex, int place)
    {
        var bytes = Convert.FromHexString(hex);
        bytes[place] ^= 1;
        return Convert.ToHexStringLower(bytes);
    }

    private static string Now(Bot bot) => bot.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
