using System.Reflection;
using System.Text.Json.Serialization;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Storage;

namespace FlippyFlip.Functions.Tests.Mongo;

/// <summary>Fills any document with values that no default has, so that a member which is not kept is missed.</summary>
internal sealed class RandomDocument(Random random)
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] Texts = ["plain", "日本語 😀", "<&> \"quoted\" \\", "a.b$c", "", "\0\u0001\n"];

    public Document Of(Type type) => (Document)Value(type)!;

    private object? Value(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return random.Next(4) == 0 ? null : Value(inner);
        }

        return type switch
        {
            _ when type == typeof(string) => $"{Texts[random.Next(Texts.Length)]}{random.Next(1_000_000)}",
            _ when type == typeof(bool) => random.Next(2) == 1,
            _ when type == typeof(int) => random.Next(int.MinValue, int.MaxValue),
            _ when type == typeof(long) => random.NextInt64(long.MinValue, long.MaxValue),
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-62_135_596_800_000, 253_402_300_799_999)),
            _ when type == typeof(Snowflake) => new Snowflake((ulong)random.NextInt64() * 2),
            { IsEnum: true } => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(List<>) => List(type),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => Frozen(type.GenericTypeArguments[0]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) => Dictionary(type),
            _ => Composite(type),
        };
    }

    private object List(Type type)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(type)!;
        for (var left = random.Next(4); left > 0; left--)
        {
            list.Add(Value(type.GenericTypeArguments[0]));
        }

        return list;
    }

    /// <summary>As the product makes such a list, which no type in the source names.</summary>
    private object Frozen(Type element) => typeof(RandomDocument).GetMethod(nameof(Spread), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(element).Invoke(null, [List(typeof(List<>).MakeGenericType(element))])!;

    private static IReadOnlyList<T> Spread<T>(List<T> list) => [.. list];

    private object Dictionary(Type type)
    {
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
        for (var left = random.Next(4); left > 0; left--)
        {
            dictionary[$"key-{random.Next(1000)}"] = Value(type.GenericTypeArguments[1]);
        }

        return dictionary;
    }

    private object Composite(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length);
        var parameters = constructor?.GetParameters() ?? [];
        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. parameters.Select(parameter => Value(parameter.ParameterType))]);
        foreach (var property in type.GetProperties(All).Where(property => IsKept(property) && !parameters.Any(parameter => parameter.Name == property.Name)))
        {
            property.SetValue(made, Value(property.PropertyType));
        }

        return made;
    }

    private static bool IsKept(PropertyInfo property) =>
        property.SetMethod is not null && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always };
}
