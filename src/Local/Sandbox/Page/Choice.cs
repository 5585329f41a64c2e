using System.Text.Json.Nodes;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.Sandbox.Page;

/// <summary>What is chosen from a list, in a message or a form.</summary>
internal static class Choice
{
    private const int Texts = 3;

    /// <param name="list">The component.</param>
    /// <param name="type">3 texts, 5 users, 6 roles, 7 users and roles, 8 channels.</param>
    /// <param name="chosen">What was chosen.</param>
    /// <param name="path">Where that stands.</param>
    /// <param name="values">Notes what is wrong.</param>
    public static void Check(JsonObject list, int type, IReadOnlyList<string> chosen, IReadOnlyList<string> path, Values values)
    {
        values.Count(path, chosen.Count, list.Number("min_values") ?? 1, list.Number("max_values") ?? 1);
        if (type == Texts)
        {
            Offered(list, chosen, path, values);
            return;
        }

        Distinct(chosen, path, values);
        foreach (var (index, value) in chosen.Index())
        {
            values.Entity([.. path, $"{index}"], value, type, list);
        }
    }

    /// <summary>Each of them once, and from what is offered.</summary>
    public static void Offered(JsonObject list, IReadOnlyList<string> chosen, IReadOnlyList<string> path, Values values)
    {
        var offered = Values.Offered(list, "options");
        Distinct(chosen, path, values);
        foreach (var (index, _) in chosen.Index().Where(each => !offered.Contains(each.Item)))
        {
            values.OneOf([.. path, $"{index}"], offered);
        }
    }

    private static void Distinct(IReadOnlyList<string> chosen, IReadOnlyList<string> path, Values values)
    {
        if (chosen.Distinct(StringComparer.Ordinal).Count() != chosen.Count)
        {
            values.Wrong(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
        }
    }
}
