using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>A component with where it stands.</summary>
internal readonly record struct Part(JsonObject Json, Place Place)
{
    public const int Row = 1;
    public const int Button = 2;
    public const int StringSelect = 3;
    public const int TextInput = 4;
    public const int UserSelect = 5;
    public const int ChannelSelect = 8;
    public const int Section = 9;
    public const int Text = 10;
    public const int Thumbnail = 11;
    public const int Gallery = 12;
    public const int File = 13;
    public const int Separator = 14;
    public const int Container = 17;
    public const int Label = 18;
    public const int FileUpload = 19;
    public const int Radio = 21;
    public const int CheckboxGroup = 22;

    /// <summary>Discord's component type; 0 when it has none that is a number.</summary>
    public int Type => Reading.Number(Json["type"]) is { } type and >= 0 and < 1000 ? (int)type : 0;

    public bool IsSelect => Type is StringSelect or (>= UserSelect and <= ChannelSelect);

    /// <summary>Every component of a list, the outer before the inner, accessories and what labels hold too.</summary>
    public static IEnumerable<Part> Walk(JsonNode? components, Place place) => Reading.Objects(components).SelectMany(each => Walk(each.Json, place[each.Index]));

    private static IEnumerable<Part> Walk(JsonObject json, Place place)
    {
        var inner = Walk(json["components"], place["components"]);
        foreach (var field in new[] { "accessory", "component" })
        {
            if (json[field] is JsonObject single)
            {
                inner = inner.Concat(Walk(single, place[field]));
            }
        }

        return inner.Prepend(new Part(json, place));
    }

    /// <summary>What it shows from elsewhere.</summary>
    public IEnumerable<(string? Url, Place Place)> Media() => Type switch
    {
        Thumbnail => [(Reading.Text(Json["media"]?.AsObjectOrNull()?["url"]), Place["media"]["url"])],
        File => [(Reading.Text(Json["file"]?.AsObjectOrNull()?["url"]), Place["file"]["url"])],
        Gallery => GalleryMedia(),
        _ => [],
    };

    private IEnumerable<(string? Url, Place Place)> GalleryMedia()
    {
        var place = Place["items"];
        return Reading.Objects(Json["items"]).Select(each => (Reading.Text(each.Json["media"]?.AsObjectOrNull()?["url"]), place[each.Index]["media"]["url"]));
    }
}
