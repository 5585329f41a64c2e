using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlippyFlip.Local.Sandbox.Judging;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>What holds for every reply, whatever was asked.</summary>
public static partial class ReplyRules
{
    private static readonly PayloadJudge Judge = new();

    /// <summary>Everything that is wrong with a reply, each in one line; none when all is well.</summary>
    /// <param name="interaction">What it answers.</param>
    /// <param name="reply">With its type.</param>
    /// <param name="mayBeLater">True: "thinking" is a reply too.</param>
    /// <param name="mayShowAnything">True: somebody typed what looks like a program's insides, and may be shown it.</param>
    public static IReadOnlyList<string> Broken(JsonObject interaction, JsonObject reply, bool mayBeLater = false, bool mayShowAnything = false)
    {
        var type = (int)reply["type"]!;
        List<string> broken = [];
        if (!MayAnswer((int)interaction["type"]!, interaction["message"] is not null, type) || (type is 5 or 6 && !mayBeLater))
        {
            broken.Add($"A reply of type {type} does not answer an interaction of type {interaction["type"]}.");
        }

        broken.AddRange(Judge.Callback(reply).Select(error => $"{string.Join('.', error.Path)}: {error.Code} {error.Message}"));
        broken.AddRange(OfMessage(reply["data"] as JsonObject ?? [], mayShowAnything));
        return broken;
    }

    /// <summary>The rules for what is shown, of a reply or of a message that comes by itself.</summary>
    /// <param name="data">The message.</param>
    /// <param name="mayShowAnything">As for <see cref="Broken"/>.</param>
    public static IEnumerable<string> OfMessage(JsonObject data, bool mayShowAnything = false)
    {
        if (data["allowed_mentions"] is JsonObject mentions && (mentions["parse"]?.AsArray().Count > 0 || mentions["users"]?.AsArray().Count > 1 || mentions["roles"]?.AsArray().Count > 0))
        {
            yield return $"It pings others than one user: {mentions.ToJsonString()}.";
        }

        foreach (var text in Texts(data))
        {
            if (Apologies().IsMatch(text))
            {
                yield return $"It is an apology: {text}";
            }

            if (!mayShowAnything && Leftovers().Match(text) is { Success: true } found)
            {
                yield return $"'{found.Value}' is not for people: {text}";
            }
        }
    }

    private static bool MayAnswer(int asked, bool isOnMessage, int type) => asked switch
    {
        2 => type is 4 or 5 or 9,
        3 => type is 4 or 5 or 6 or 7 or 9,
        4 => type == 8,
        5 => type is 4 or 5 || (isOnMessage && type is 6 or 7),
        _ => type == 4,
    };

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.Where(field => field.Key is not ("custom_id" or "value" or "url")).SelectMany(field => Texts(field.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    /// <summary>The sentences of Core's apologies, in English.</summary>
    [GeneratedRegex("If it (happens again|stays so), mention `", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Apologies();

    [GeneratedRegex(@"\{[a-z0-9]+(:[A-Za-z0-9]+)?\}|FlippyFlip\.|System\.[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Leftovers();
}
