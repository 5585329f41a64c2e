using System.Collections.Concurrent;
using System.Text.Json;

namespace FlippyFlip.Local.Sandbox.Judging;

/// <summary>Discord's own description of its API (discord/discord-api-spec, beside this file with its licence). Read when first asked, schema by schema.</summary>
internal static class OpenApi
{
    private static readonly Lazy<JsonElement> File = new(Open);
    private static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The file has no such schema: our mistake.</exception>
    public static Schema Schema(string name) => Schemas.GetOrAdd(name, static each => Judging.Schema.Read(File.Value.GetProperty(each)));

    /// <summary>Locales that Discord knows.</summary>
    public static bool IsLocale(string locale) => Schema("AvailableLocalesEnum").Choices.Contains($"\"{locale}\"");

    private static JsonElement Open()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        using var all = JsonDocument.Parse(stream);
        return all.RootElement.GetProperty("components").GetProperty("schemas").Clone();
    }
}
