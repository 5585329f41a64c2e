using System.Globalization;
using System.Text.Json.Nodes;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.FrontDoor.Trials;

/// <summary>Something one of the crowd does.</summary>
/// <param name="Number">Of the deed, from 1; the same interaction sent again has the same.</param>
/// <param name="Who">Does it.</param>
/// <param name="Interaction">As it is posted.</param>
public sealed record Deed(int Number, Somebody Who, JsonObject Interaction)
{
    private const int MostCharacters = 200;

    public Snowflake Id => Snowflake.Parse((string)Interaction["id"]!);

    /// <summary>As a person would describe it.</summary>
    public override string ToString()
    {
        var data = Interaction["data"]!;
        var what = (int)Interaction["type"]! switch
        {
            2 or 4 => $"/{data["name"]} {string.Join(' ', (data["options"]?.AsArray() ?? []).Select(option => $"{option!["name"]}:{option["value"]}"))}",
            5 => $"sends {data["custom_id"]} {data["components"]!.ToJsonString()}",
            _ => $"uses {data["custom_id"]} {data["values"]?.ToJsonString()}",
        };
        return string.Create(CultureInfo.InvariantCulture, $"#{Number} {Who.Name} {what[..Math.Min(what.Length, MostCharacters)].TrimEnd()}");
    }
}
