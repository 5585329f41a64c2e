using System.Globalization;
using System.Reflection;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Slash;

/// <summary>A form's fields are the text parameters of its record, in their order.</summary>
internal static class FormShape<TForm>
{
    private static readonly IReadOnlyList<(string Id, FieldAttribute Field)> Declared =
    [
        .. RecordShape<TForm>.Parameters.Select((parameter, i) => (
            i.ToString(CultureInfo.InvariantCulture),
            parameter.GetCustomAttribute<FieldAttribute>() ?? throw new InvalidOperationException($"{typeof(TForm)}.{parameter.Name} needs [Field]."))),
    ];

    public static IReadOnlyList<Component> Fields(IReadOnlyList<string?> filled) => [.. Declared.Select((declared, i) => new Label(
        Phrase.Of(declared.Field.Label).AtMost(Limits.LabelText),
        new TextInput(declared.Id, declared.Field.IsLong ? TextInputStyle.Paragraph : TextInputStyle.Short)
        {
            MinLength = declared.Field.MinLength > 1 ? declared.Field.MinLength : null,
            MaxLength = declared.Field.MaxLength,
            Required = !declared.Field.IsOptional,
            Placeholder = declared.Field.Hint is { } hint ? Phrase.Of(hint).AtMost(Limits.TextInputPlaceholder) : null,
            Value = i < filled.Count ? filled[i] : null,
        }))];

    /// <summary>Reads what was submitted; a field that is missing reads as empty, one that is too long is refused.</summary>
    public static bool TryRead(IReadOnlyList<SubmittedComponent>? submitted, out TForm form, out Reply? refusal)
    {
        form = default!;
        refusal = null;
        var values = new object?[Declared.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (id, field) = Declared[i];
            var text = Find(submitted ?? [], id)?.Value.Text?.Trim() ?? "";
            values[i] = text;
            refusal ??= text.Length > field.MaxLength ? Reply.Refuse($"'{Phrase.Of(field.Label)}' may have {field.MaxLength:N0} characters at most.")
                : text.Length > 0 && text.Length < field.MinLength ? Reply.Refuse($"'{Phrase.Of(field.Label)}' must have {field.MinLength:N0} characters at least.")
                : text.Length == 0 && !field.IsOptional ? Reply.Refuse($"'{Phrase.Of(field.Label)}' must be filled in.")
                : null;
        }

        form = RecordShape<TForm>.Create(values);
        return refusal is null;
    }

    private static SubmittedComponent? Find(IReadOnlyList<SubmittedComponent> components, string id)
    {
        foreach (var component in components)
        {
            var found = component.CustomId == id ? component
                : component.Component is { } inner ? Find([inner], id)
                : component.Components is { } row ? Find(row, id)
                : null;
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
