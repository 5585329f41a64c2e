using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>An embed as a panel: title in its frame, the frame in its colour, fields as a table.</summary>
internal static class EmbedPanel
{
    public static IRenderable Of(JsonObject embed, DiscordMarkdown markdown)
    {
        var rows = new List<IRenderable>();
        void Add(string? text, string style = "")
        {
            if (text is { Length: > 0 })
            {
                rows.Add(new Markup(style.Length == 0 ? markdown.ToMarkup(text) : $"[{style}]{markdown.ToMarkup(text)}[/]"));
            }
        }

        Add(embed.Child("author").Text("name"), "dim");
        Add(embed.Text("description"));
        if (embed.Items("fields").Any())
        {
            rows.Add(Fields(embed, markdown));
        }

        Add(embed.Child("image").Text("url") is { } image ? $"image: {image}" : null, "dim");
        Add(embed.Child("thumbnail").Text("url") is { } thumbnail ? $"image: {thumbnail}" : null, "dim");
        Add(embed.Text("url"), "dim");
        Add(embed.Child("footer").Text("text"), "dim");

        var panel = new Panel(new Rows(rows)) { Border = BoxBorder.Rounded, BorderStyle = new Style(ColourOf(embed.Number("color"))) };
        return embed.Text("title") is { } title ? panel.Header($"[bold]{markdown.ToMarkup(title).ReplaceLineEndings(" ")}[/]") : panel;
    }

    /// <param name="colour">0xRRGGBB; null for the terminal's own.</param>
    public static Color ColourOf(int? colour) => colour is { } rgb ? new Color((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb) : Color.Default;

    private static Table Fields(JsonObject embed, DiscordMarkdown markdown)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn("").AddColumn("");
        foreach (var field in embed.Items("fields"))
        {
            table.AddRow(new Markup($"[bold]{markdown.ToMarkup(field.Text("name") ?? "")}[/]"), new Markup(markdown.ToMarkup(field.Text("value") ?? "")));
        }

        return table;
    }
}
