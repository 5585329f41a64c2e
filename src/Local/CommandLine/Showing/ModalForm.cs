using System.Text.Json.Nodes;
using FlippyFlip.Local.CommandLine.Sending;
using FlippyFlip.Local.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>A modal as a form, and the command line that fills it.</summary>
internal static class ModalForm
{
    public static IEnumerable<IRenderable> Of(JsonObject modal, DiscordMarkdown markdown)
    {
        var rows = new List<IRenderable>();
        foreach (var text in modal.Items("components").Where(top => top.Number("type") == 10))
        {
            rows.Add(new Markup(markdown.ToMarkup(text.Text("content") ?? "")));
        }

        foreach (var (top, field) in modal.Items("components").SelectMany(top => FormField.Of(Only(top)).Select(field => (top, field))))
        {
            rows.Add(new Markup($"[bold]{Markup.Escape(field.Label)}[/]{(field.Required ? " [red]*[/]" : "")} {Box(field)}"));
            if (top.Text("description") is { } description)
            {
                rows.Add(new Markup($"  [dim]{Markup.Escape(description)}[/]"));
            }

            rows.AddRange(field.Component.Items("options").Select(option => new Markup(ComponentRows.Option(option))));
        }

        yield return new Panel(new Rows(rows)) { Border = BoxBorder.Square, Header = new PanelHeader($"[bold]{Markup.Escape(modal.Text("title") ?? "")}[/]") };
        var fills = FormField.Of(modal).Where(field => field.Required).Select(field => $" --fill \"{field.Label}=…\"");
        yield return new Markup($"[dim]Fill it: flippy send{Markup.Escape(string.Concat(fills))}[/]");
    }

    private static JsonObject Only(JsonObject top) => new() { ["components"] = new JsonArray(top.DeepClone()) };

    private static string Box(FormField field)
    {
        var shown = field.Type switch
        {
            FormField.TextInput => field.Component.Text("value") is { Length: > 0 } value ? value : field.Component.Text("placeholder") ?? "",
            FormField.Checkbox => field.Component.Flag("default") == true ? "x" : " ",
            5 or 6 or 7 or 8 => ComponentRows.Asked(field.Type),
            19 => "files cannot be sent from here",
            _ => null,
        };
        var length = field.Type == FormField.TextInput ? field.Component.Number("max_length") : null;
        return shown is null ? "" : $"[dim]{Markup.Escape($"[{(shown.Length == 0 ? "          " : shown)}]")}{(length is null ? "" : $" up to {length}")}[/]";
    }
}
