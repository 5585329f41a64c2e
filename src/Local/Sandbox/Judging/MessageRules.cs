using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>What holds for a message beyond the schema (Discord: Message Resource, Components Reference).</summary>
/// <param name="settable">The flags that may be given.</param>
/// <param name="fresh">True: it does not exist yet, so it can show only files that it brings along.</param>
internal sealed class MessageRules(int settable, bool fresh)
{
    private const int MostContent = 2000;
    private const int MostEmbedText = 6000;
    private const int MostComponents = 40;
    private const int MostDisplayed = 4000;
    private const int MostRows = 5;

    private static readonly string[] Parts = ["embeds", "components", "attachments", "sticker_ids"];
    private static readonly string[] FieldParts = ["name", "value"];
    private static readonly string[] Legacy = ["content", "poll"];
    private static readonly string[] Pictures = ["http", "https", "attachment"];

    /// <param name="message">The body.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="files">Names of the files that come with it.</param>
    /// <param name="found">Takes what is wrong.</param>
    public void Judge(JsonObject message, Place at, IReadOnlyCollection<string> files, Findings found)
    {
        var flags = Reading.Number(message["flags"]) ?? 0;
        if ((flags & ~settable) != 0)
        {
            found.Add(at["flags"], Word.Ours("MESSAGE_FLAGS_INVALID", $"The flags {flags & ~settable} cannot be set"));
        }

        if (Characters.CountOf(message["content"]) > MostContent)
        {
            found.Add(at["content"], Word.Length(null, MostContent));
        }

        JudgeMentions(message["allowed_mentions"] as JsonObject, at["allowed_mentions"], found);
        JudgeEmbeds(message["embeds"], at["embeds"], found);
        var all = Part.Walk(message["components"], at["components"]).ToList();
        if ((flags & State.Message.ComponentsV2) != 0)
        {
            JudgeV2(message, all, at, found);
        }
        else
        {
            JudgeV1(message["components"], at["components"], found);
        }

        ComponentRules.Judge(all, found);
        if (fresh)
        {
            JudgeFiles(message, all, at, files, found);
        }
    }

    /// <summary>A message that shows nothing is refused as a whole, with an error of its own.</summary>
    public static bool IsEmpty(JsonObject message, bool withFiles) =>
        !withFiles && !Characters.IsGiven(message["content"]) && message["poll"] is null
        && !Parts.Any(part => Reading.CountOf(message[part]) > 0);

    private static void JudgeMentions(JsonObject? mentions, Place at, Findings found)
    {
        foreach (var kind in Reading.Texts(mentions?["parse"]).Where(kind => kind is "users" or "roles" && Reading.CountOf(mentions![kind]) > 0))
        {
            found.Add(at, Word.MentionsTwice(kind));
        }
    }

    private static void JudgeEmbeds(JsonNode? embeds, Place at, Findings found)
    {
        var sum = 0;
        foreach (var (embed, index) in Reading.Objects(embeds))
        {
            var place = at[index];
            var texts = new[] { embed["title"], embed["description"], (embed["footer"] as JsonObject)?["text"], (embed["author"] as JsonObject)?["name"] };
            var fields = Reading.Objects(embed["fields"]).ToList();
            sum += texts.Sum(Characters.CountOf) + fields.Sum(field => Characters.CountOf(field.Json["name"]) + Characters.CountOf(field.Json["value"]));
            if (!texts.Any(Characters.IsGiven) && fields.Count == 0 && embed["image"] is null && embed["thumbnail"] is null && embed["video"] is null)
            {
                found.Add(place["description"], Word.Required);
            }

            foreach (var (field, number) in fields)
            {
                foreach (var part in FieldParts.Where(part => !Characters.IsGiven(field[part])))
                {
                    found.Add(place["fields"][number][part], Word.Required);
                }
            }

            foreach (var (url, where, schemes) in LinksOf(embed, place))
            {
                Links.Judge(url, where, found, schemes);
            }
        }

        if (sum > MostEmbedText)
        {
            found.Add(at, Word.EmbedsTooLarge);
        }
    }

    private static IEnumerable<(string? Url, Place Place, string[] Schemes)> LinksOf(JsonObject embed, Place at)
    {
        yield return (Reading.Text(embed["url"]), at["url"], ["http", "https"]);
        foreach (var (part, field, schemes) in new[]
        {
            ("author", "url", new[] { "http", "https" }), ("author", "icon_url", Pictures), ("footer", "icon_url", Pictures), ("image", "url", Pictures), ("thumbnail", "url", Pictures),
        })
        {
            yield return (Reading.Text((embed[part] as JsonObject)?[field]), at[part][field], schemes);
        }
    }

    /// <summary>What a message of components v2 has none of.</summary>
    public static void JudgeLegacy(JsonObject message, Place at, Findings found)
    {
        foreach (var field in Legacy.Where(field => Characters.IsGiven(message[field])))
        {
            found.Add(at[field], Word.Legacy(field));
        }

        if (Reading.CountOf(message["embeds"]) > 0)
        {
            found.Add(at["embeds"], Word.Legacy("embeds"));
        }
    }

    private static void JudgeV2(JsonObject message, List<Part> all, Place at, Findings found)
    {
        JudgeLegacy(message, at, found);
        if (all.Count > MostComponents)
        {
            found.Add(at["components"], Word.TooManyComponents);
        }

        if (all.Where(part => part.Type == Part.Text).Sum(part => Characters.CountOf(part.Json["content"])) > MostDisplayed)
        {
            found.Add(at["components"], Word.TooMuchText);
        }
    }

    private static void JudgeV1(JsonNode? components, Place at, Findings found)
    {
        if (Reading.CountOf(components) > MostRows)
        {
            found.Add(at, Word.Length(null, MostRows));
        }

        foreach (var (json, index) in Reading.Objects(components).Where(each => new Part(each.Json, at).Type is Part.Section or Part.Text or Part.Gallery or Part.File or Part.Separator or Part.Container))
        {
            found.Add(at[index], Word.UnionChoices(["1"]));
        }
    }

    private static void JudgeFiles(JsonObject message, List<Part> all, Place at, IReadOnlyCollection<string> files, Findings found)
    {
        var brought = Reading.Objects(message["attachments"]).Select(file => Reading.Text(file.Json["filename"])).OfType<string>().Concat(files).ToHashSet(StringComparer.Ordinal);
        var links = Reading.Objects(message["embeds"]).SelectMany(embed => LinksOf(embed.Json, at["embeds"][embed.Index])).Select(link => (link.Url, link.Place))
            .Concat(all.SelectMany(part => part.Media()));
        foreach (var (url, place) in links.Where(link => Links.FileOf(link.Url) is { } file && !brought.Contains(file)))
        {
            found.Add(place, Word.NoAttachment);
        }

        ComponentRules.Unique(Reading.Objects(message["attachments"]), file => Reading.Number(file.Json["id"]), file => found.Add(at["attachments"][file.Index]["id"], Word.Repeated));
    }
}
