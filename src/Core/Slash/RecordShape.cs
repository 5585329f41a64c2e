using System.Linq.Expressions;
using System.Reflection;

namespace FlippyFlip.Core.Slash;

/// <summary>How to make a record from its parameters and take it apart again: looked at once, then plain delegates.</summary>
internal static class RecordShape<T>
{
    private static readonly ConstructorInfo Constructor = typeof(T).GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
        ?? throw new InvalidOperationException($"{typeof(T)} has no public constructor.");

    public static IReadOnlyList<ParameterInfo> Parameters { get; } = Constructor.GetParameters();

    /// <summary>Values in the order of <see cref="Parameters"/>, each of its parameter's type or null where that allows null.</summary>
    public static Func<object?[], T> Create { get; } = CompileCreate();

    public static Func<T, object?[]> Read { get; } = CompileRead();

    private static Func<object?[], T> CompileCreate()
    {
        var values = Expression.Parameter(typeof(object[]));
        var arguments = Parameters.Select((parameter, i) =>
            Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), parameter.ParameterType));
        return Expression.Lambda<Func<object?[], T>>(Expression.New(Constructor, arguments), values).Compile();
    }

    private static Func<T, object?[]> CompileRead()
    {
        var record = Expression.Parameter(typeof(T));
        var values = Parameters.Select(parameter => Expression.Convert(Expression.Property(record, parameter.Name!), typeof(object)));
        return Expression.Lambda<Func<T, object?[]>>(Expression.NewArrayInit(typeof(object), values), record).Compile();
    }
}
