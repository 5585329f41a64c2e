using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FlippyFlip.Local.CommandLine.Showing;

/// <summary>Prints a reply the way a person sees it in Discord. Reply types: reference 4.3.</summary>
internal sealed class ReplyPage(IAnsiConsole console, DiscordMarkdown markdown)
{
    private const int Ephemeral = 64;

    public void Write(JsonObject reply)
    {
        var data = reply.Child("data") ?? [];
        foreach (var row in Rows(reply.Number("type"), data))
        {
            console.Write(row);
            // Panels and rules end their own line.
            if (row is Markup or Text)
            {
                console.WriteLine();
            }
        }
    }

    private IEnumerable<IRenderable> Rows(int? type, JsonObject data) => type switch
    {
        1 => [new Markup("pong")],
        4 => Message(data),
        5 => [.. OnlyYou(data), new Markup("[italic]thinking…[/]")],
        6 => [new Markup("[italic]thinking… the message stays until the bot changes it[/]")],
        7 => [new Markup("[dim]the message changes to[/]"), .. Message(data)],
        8 => Choices(data),
        9 => ModalForm.Of(data, markdown),
        _ => [new Markup($"[dim]reply of type {type?.ToString() ?? "?"}[/]")],
    };

    private IEnumerable<IRenderable> Message(JsonObject data) =>
    [
        .. OnlyYou(data),
        .. data.Text("content") is { Length: > 0 } content ? (IRenderable[])[new Markup(markdown.ToMarkup(content))] : [],
        .. data.Items("embeds").Select(embed => EmbedPanel.Of(embed, markdown)),
        .. new ComponentRows(markdown).Of(data.Items("components")),
    ];

    private static IEnumerable<IRenderable> OnlyYou(JsonObject data) => (data.Number("flags") & Ephemeral) == Ephemeral ? [new Markup("[dim]only you see this[/]")] : [];

    private static IEnumerable<IRenderable> Choices(JsonObject data)
    {
        var choices = data.Items("choices").ToList();
        if (choices.Count == 0)
        {
            return [new Markup("[dim]no suggestions[/]")];
        }

        return choices.Select(choice => new Markup(ComponentRows.Option(new JsonObject { ["label"] = choice.Text("name"), ["value"] = choice["value"]?.ToString() })));
    }
}
