using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine.Sending;

/// <summary>What a person can do with the last reply: press, choose, fill. Finds by what is written on the screen, or by custom id.</summary>
internal sealed class ReplyActions(LastReply last, InteractionBody bodies)
{
    private const int Button = 2;
    private const int TextSelect = 3;
    private const int UserSelect = 5;

    public JsonObject Press(string labelOrId)
    {
        var buttons = Of(type => type == Button).Where(button => button.Text("custom_id") is not null).ToList();
        var labels = buttons.ConvertAll(LabelOf);
        var button = buttons.Find(each => each.Text("custom_id") == labelOrId)
            ?? buttons.Find(each => LabelOf(each).Equals(labelOrId.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? buttons.Find(each => each.Text("label")?.Equals(labelOrId.Trim(), StringComparison.OrdinalIgnoreCase) == true)
            ?? throw CommandLineException.Usage(labels.Count == 0
                ? "The last reply has no buttons."
                : $"The last reply has no button \"{labelOrId}\"{NearestName.Suggestion(labelOrId, labels)} It has {string.Join(", ", labels)}.");
        RefuseDisabled(button, $"The button {LabelOf(button)}");
        return bodies.Press(button.Text("custom_id")!, button.Number("id") ?? 0, last.Message!);
    }

    public JsonObject Choose(IReadOnlyList<string> chosen)
    {
        var selects = Of(type => type is >= TextSelect and <= 8).Where(select => select.Number("type") != 4).ToList();
        if (selects.Count == 0)
        {
            throw CommandLineException.Usage("The last reply has nothing to choose from.");
        }

        var select = selects.Find(each => each.Number("type") == TextSelect && chosen.All(text => OptionOf(each, text) is not null))
            ?? selects.Find(each => each.Number("type") == UserSelect)
            ?? throw NoSuchChoice(selects, chosen);
        RefuseDisabled(select, "That choice");
        var (least, most) = (select.Number("min_values") ?? 1, select.Number("max_values") ?? 1);
        if (chosen.Count < least || chosen.Count > most)
        {
            throw CommandLineException.Usage(least == most ? $"Choose {least}, not {chosen.Count}." : $"Choose {least} to {most}, not {chosen.Count}.");
        }

        var (id, position) = (select.Text("custom_id") ?? "", select.Number("id") ?? 0);
        if (select.Number("type") == TextSelect)
        {
            return bodies.Choose(id, position, TextSelect, [.. chosen.Select(text => OptionOf(select, text)!.Text("value")!)], [], last.Message!);
        }

        var users = chosen.Select(text => OptionValue.User("--choose", text)).ToList();
        return bodies.Choose(id, position, UserSelect, users.ConvertAll(user => user.ToString()), users, last.Message!);
    }

    /// <param name="filled">Label=text, or custom id=text.</param>
    public JsonObject Fill(IReadOnlyList<string> filled)
    {
        if (last.Reply.Number("type") != 9 || last.Reply.Child("data") is not { } modal)
        {
            throw CommandLineException.Usage("The last reply is not a form: there is nothing to fill.");
        }

        var texts = filled.Select(Pair).ToList();
        var form = new FilledForm(modal);
        foreach (var (label, text) in texts)
        {
            form.Fill(label, text);
        }

        return bodies.Submit(modal.Text("custom_id") ?? "", form.Components(), last.Message);
    }

    private static string LabelOf(JsonObject button) =>
        string.Join(' ', new[] { button.Child("emoji").Text("name"), button.Text("label") }.Where(part => part is not null)) is { Length: > 0 } label
            ? label
            : button.Text("custom_id") ?? "";

    private IEnumerable<JsonObject> Of(Predicate<int> type) => last.Message.Components().Where(component => component.Number("type") is { } number && type(number));

    private static JsonObject? OptionOf(JsonObject select, string text) =>
        select.Items("options").FirstOrDefault(option => option.Text("value") == text)
        ?? select.Items("options").FirstOrDefault(option => string.Equals(option.Text("label"), text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static CommandLineException NoSuchChoice(List<JsonObject> selects, IReadOnlyList<string> chosen)
    {
        var labels = selects.SelectMany(select => select.Items("options")).Select(option => option.Text("label") ?? option.Text("value") ?? "").ToList();
        var wrong = chosen.FirstOrDefault(text => !selects.Exists(select => OptionOf(select, text) is not null)) ?? string.Join(", ", chosen);
        return CommandLineException.Usage(labels.Count == 0
            ? "Only lists of texts and of users can be chosen from here; use the sandbox page."
            : $"The last reply offers no \"{wrong}\"{NearestName.Suggestion(wrong, labels)} It offers {string.Join(", ", labels)}.");
    }

    private static void RefuseDisabled(JsonObject component, string name)
    {
        if (component.Flag("disabled") == true)
        {
            throw CommandLineException.Usage($"{name} is switched off, so Discord would not let one use it.");
        }
    }

    private static (string Label, string Text) Pair(string filled)
    {
        var equals = filled.IndexOf('=');
        return equals > 0
            ? (filled[..equals].Trim(), filled[(equals + 1)..])
            : throw CommandLineException.Usage($"--fill takes Label=text, as in --fill \"Amount=100\", not \"{filled}\".");
    }
}
