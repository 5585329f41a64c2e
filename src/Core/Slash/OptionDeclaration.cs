using System.Reflection;
using FlippyFlip.Core.Discord;

namespace FlippyFlip.Core.Slash;

/// <summary>An option, as its parameter declares it.</summary>
public sealed class OptionDeclaration
{
    internal OptionDeclaration(ParameterInfo parameter)
    {
        Name = Words(parameter.Name!);
        Type = OptionType.Of(parameter.ParameterType);
        Description = parameter.GetCustomAttribute<DescribeAttribute>()?.Text ?? throw new InvalidOperationException($"{parameter.Member.DeclaringType}.{Name} needs [Describe].");
        Suggester = parameter.GetCustomAttribute<SuggestAttribute>()?.Suggester;
        IsRequired = Nullable.GetUnderlyingType(parameter.ParameterType) is null
            && new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.Nullable;
        (Least, Most) = parameter.GetCustomAttribute<BetweenAttribute>() is { } between ? (between.Least, between.Most)
            : parameter.GetCustomAttribute<LengthAttribute>() is { } length ? (length.Least, length.Most)
            : Type.Code == OptionCode.Integer ? (parameter.ParameterType == typeof(int) ? (int.MinValue, int.MaxValue) : (-Limits.OptionInteger, Limits.OptionInteger))
            : (1L, OptionType.MostCharacters);
    }

    /// <summary>The parameter's name in lower case, words joined by '_'.</summary>
    public string Name { get; }

    public string Description { get; }

    public bool IsRequired { get; }

    /// <summary>Smallest number, or fewest characters.</summary>
    public long Least { get; }

    /// <summary>Largest number, or most characters.</summary>
    public long Most { get; }

    /// <summary>Null: nothing is suggested.</summary>
    public Type? Suggester { get; }

    internal OptionType Type { get; }

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
