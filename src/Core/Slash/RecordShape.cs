using System.Linq.Expressions;
using System.Reflection;

namespace FlippyFlip.Core.Slash;

/// <summary>How to make a record from its parameters and take it apart again: looked at when the process starts, compiled when first used, then plain delegates.</summary>
internal static class RecordShape<T>
{
    private static readonly ConstructorInfo Constructor = typeof(T).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"{typeof(T)} has no public constructor.");

    public static IReadOnlyList<ParameterInfo> Parameters { get; } = Constructor.GetParameters();

    /// <param name="values">In the order of <see cref="Parameters"/>, each of its parameter's type or null where that allows null.</param>
    public static T Create(object?[] values) => Maker.Make(values);

    /// <returns>The values in the order of <see cref="Parameters"/>.</returns>
    public static object?[] Read(T record) => Reader.Take(record);

    /// <summary>Apart, so that listing a command does not compile it.</summary>
    private static class Maker
    {
        internal static readonly Func<object?[], T> Make = Compile();

        private static Func<object?[], T> Compile()
        {
            var values = Expression.Parameter(typeof(object[]));
            var arguments = Parameters.Select((parameter, i) =>
                Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), parameter.ParameterType));
            return Expression.Lambda<Func<object?[], T>>(Expression.New(Constructor, arguments), values).Compile();
        }
    }

    private static class Reader
    {
        internal static readonly Func<T, object?[]> Take = Compile();

        private static Func<T, object?[]> Compile()
        {
            var record = Expression.Parameter(typeof(T));
            var values = Parameters.Select(parameter => Expression.Convert(Expression.Property(record, parameter.Name!), typeof(object)));
            return Expression.Lambda<Func<T, object?[]>>(Expression.NewArrayInit(typeof(object), values), record).Compile();
        }
    }
}
