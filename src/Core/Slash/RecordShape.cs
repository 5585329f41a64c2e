using System.Reflection;

namespace FlippyFlip.Core.Slash;

/// <summary>How to make a record from its parameters and take it apart again: looked at once. Compiling expressions would cost more than they run.</summary>
internal static class RecordShape<T>
{
    private static readonly ConstructorInfo Constructor = typeof(T).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"{typeof(T)} has no public constructor.");

    private static readonly ConstructorInvoker Maker = ConstructorInvoker.Create(Constructor);

    private static readonly ParameterInfo[] Declared = Constructor.GetParameters();

    private static readonly MethodInvoker[] Getters = [.. Declared.Select(parameter => MethodInvoker.Create(typeof(T).GetProperty(parameter.Name!)!.GetMethod!))];

    public static IReadOnlyList<ParameterInfo> Parameters => Declared;

    /// <param name="values">In the order of <see cref="Parameters"/>, each of its parameter's type or null where that allows null.</param>
    public static T Create(object?[] values) => (T)Maker.Invoke(values.AsSpan());

    /// <returns>The values in the order of <see cref="Parameters"/>.</returns>
    public static object?[] Read(T record) => Array.ConvertAll(Getters, getter => getter.Invoke(record));
}
