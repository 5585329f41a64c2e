using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>Components of a message, old and v2, as lines of text. Type numbers: reference 7.2.</summary>
internal sealed class ComponentRows(DiscordMarkdown markdown)
{
    private const int PremiumStyle = 6;

    public IEnumerable<IRenderable> Of(IEnumerable<JsonObject> components) => components.SelectMany(Of);

    private IEnumerable<IRenderable> Of(JsonObject component) => component.Number("type") switch
    {
        1 => Row(component),
        2 => [new Markup(Button(component))],
        >= 3 and <= 8 => Select(component),
        9 => [.. Of(component.Items("components")), .. Of(component.Child("accessory") is { } accessory ? [accessory] : [])],
        10 => [new Markup(markdown.ToMarkup(component.Text("content") ?? ""))],
        11 => [Media(component.Child("media").Text("url"), component.Text("description"))],
        12 => component.Items("items").Select(item => Media(item.Child("media").Text("url"), item.Text("description"))),
        13 => [new Markup($"[dim]file: {Markup.Escape(component.Child("file").Text("url") ?? "")}[/]")],
        14 => [component.Flag("divider") == false ? new Text("") : new Rule { Style = new Style(decoration: Decoration.Dim) }],
        17 => [new Panel(new Rows(Of(component.Items("components")))) { Border = BoxBorder.Rounded, BorderStyle = new Style(EmbedPanel.ColourOf(component.Number("accent_color"))) }],
        var type => [new Markup($"[dim]component of type {type}[/]")],
    };

    private IEnumerable<IRenderable> Row(JsonObject row)
    {
        var buttons = row.Items("components").Where(component => component.Number("type") == 2).ToList();
        if (buttons.Count > 0)
        {
            yield return new Markup(string.Join("  ", buttons.Select(Button)));
        }

        foreach (var other in Of(row.Items("components").Except(buttons)))
        {
            yield return other;
        }
    }

    private static string Button(JsonObject button)
    {
        var premium = button.Number("style") == PremiumStyle;
        var label = string.Join(' ', new[] { button.Child("emoji").Text("name"), premium ? "Premium" : button.Text("label") }.Where(part => !string.IsNullOrEmpty(part)));
        var link = button.Text("url") is { } url ? $" → {url}" : "";
        var off = button.Flag("disabled") == true;
        var style = off ? "dim" : button.Number("style") switch { 1 => "blue", 3 => "green", 4 => "red", _ => "bold" };
        return $"[{style}]{Markup.Escape($"[ {label}{link}{(off ? " (off)" : "")} ]")}[/]";
    }

    private static IEnumerable<IRenderable> Select(JsonObject select)
    {
        yield return new Markup($"[bold]▾ {Markup.Escape(select.Text("placeholder") ?? Asked(select.Number("type")))}[/]");
        foreach (var option in select.Items("options"))
        {
            yield return new Markup(Option(option));
        }
    }

    /// <summary>One line of a list: what one reads, then what the bot gets when that differs.</summary>
    public static string Option(JsonObject option)
    {
        var (label, value, description) = (option.Text("label") ?? "", option.Text("value"), option.Text("description"));
        var mark = option.Flag("default") == true ? "◉" : "•";
        return $"  {mark} {Markup.Escape(label)}"
            + (value is null || value == label ? "" : $" [dim]({Markup.Escape(value)})[/]")
            + (description is null ? "" : $" [dim]{Markup.Escape(description)}[/]");
    }

    public static string Asked(int? selectType) => selectType switch
    {
        5 => "choose a user",
        6 => "choose a role",
        7 => "choose a user or role",
        8 => "choose a channel",
        _ => "choose",
    };

    private static Markup Media(string? url, string? description) =>
        new($"[dim]image: {Markup.Escape(description is null ? url ?? "" : $"{description} ({url})")}[/]");
}
