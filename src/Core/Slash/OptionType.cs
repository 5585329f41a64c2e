using System.Reflection;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;

namespace FlippyFlip.Core.Slash;

/// <summary>Discord's option types that we use, by its numbers.</summary>
internal enum OptionCode
{
    Text = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
}

/// <summary>How a parameter's type appears to Discord and how what comes back becomes a value.</summary>
/// <param name="Code">What Discord shows and checks.</param>
/// <param name="Choices">The only values allowed. Null: anything goes.</param>
/// <param name="Read">A value, or a refusal with its sentence.</param>
internal sealed record OptionType(OptionCode Code, IReadOnlyList<Choice>? Choices, Func<OptionDeclaration, Option, Interaction, Bound> Read)
{
    /// <summary>Longest text unless an option declares its own: room for a name, a code, an amount.</summary>
    public const int MostCharacters = 100;

    /// <exception cref="InvalidOperationException">A type no option can have: a bug in the command.</exception>
    public static OptionType Of(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Amount) => new(OptionCode.Text, null, ReadAmount),
        var t when t == typeof(string) => new(OptionCode.Text, null, ReadText),
        var t when t == typeof(int) => new(OptionCode.Integer, null, (declared, option, _) => ReadInteger(declared, option, value => (int)value)),
        var t when t == typeof(long) => new(OptionCode.Integer, null, (declared, option, _) => ReadInteger(declared, option, value => value)),
        var t when t == typeof(bool) => new(OptionCode.Boolean, null, ReadBoolean),
        var t when t == typeof(Person) => new(OptionCode.User, null, ReadPerson),
        { IsEnum: true } t => OfEnum(t),
        var t => throw new InvalidOperationException($"No option can be a {t}."),
    };

    private static OptionType OfEnum(Type type)
    {
        var members = type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
            member => member.Name.ToLowerInvariant(),
            member => (Value: member.GetValue(null)!, Title: member.GetCustomAttribute<DescribeAttribute>()?.Text ?? member.Name),
            StringComparer.Ordinal);
        return new OptionType(
            OptionCode.Text,
            [.. members.Select(member => new Choice(Phrase.Of(member.Value.Title), member.Key))],
            (declared, option, _) => option.Value.Text is { } text && members.TryGetValue(text.ToLowerInvariant(), out var member)
                ? Bound.To(member.Value)
                : Bound.No($"`{declared.Name}` is one of: {string.Join(", ", members.Keys)}."));
    }

    private static Bound ReadAmount(OptionDeclaration declared, Option option, Interaction interaction)
    {
        var typed = option.Value.Text ?? option.Value.Integer?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return typed is not null && Amount.TryParse(typed, out var amount)
            ? Bound.To(amount)
            : Bound.No($"`{declared.Name}` is a number of coins from {Amount.Smallest:N0} to {Amount.Largest:N0}, such as 500 or 2.5k, or one of: all, half, 25%.");
    }

    private static Bound ReadText(OptionDeclaration declared, Option option, Interaction interaction) => option.Value.Text switch
    {
        null => Bound.No($"`{declared.Name}` must be text."),
        var text when text.Length < declared.Least || text.Length > declared.Most =>
            Bound.No($"`{declared.Name}` has {declared.Least:N0} to {declared.Most:N0} characters."),
        var text => Bound.To(text),
    };

    private static Bound ReadInteger(OptionDeclaration declared, Option option, Func<long, object> convert) =>
        option.Value.Integer is { } value && value >= declared.Least && value <= declared.Most
            ? Bound.To(convert(value))
            : Bound.No($"`{declared.Name}` is a whole number from {declared.Least:N0} to {declared.Most:N0}.");

    private static Bound ReadBoolean(OptionDeclaration declared, Option option, Interaction interaction) =>
        option.Value.Flag is { } flag ? Bound.To(flag) : Bound.No($"`{declared.Name}` is yes or no.");

    private static Bound ReadPerson(OptionDeclaration declared, Option option, Interaction interaction)
    {
        // Discord numbers users in the positive half of 64 bits, and takes no other in a mention.
        if (option.Value.Text is not { } text || !Snowflake.TryParse(text, out var id) || id.Value > long.MaxValue)
        {
            return Bound.No($"`{declared.Name}` must be a user.");
        }

        var resolved = interaction.Data?.Resolved;
        var user = resolved?.Users?.GetValueOrDefault(id);
        var name = resolved?.Members?.GetValueOrDefault(id)?.Nick ?? user?.GlobalName ?? user?.Username;
        return Bound.To(new Person(id, name, user?.Bot ?? false)
        {
            // Of a server that the bot is not on itself nobody promises that Discord names the members.
            IsElsewhere = interaction is { GuildId: not null, IsUserInstallOnly: false } && user is not null && resolved?.Members?.ContainsKey(id) != true,
        });
    }
}

/// <summary>An option's value, or why there is none.</summary>
internal readonly record struct Bound(object? Value, Reply? Refusal)
{
    public static Bound To(object value) => new(value, null);

    public static Bound No(Phrase sentence) => new(null, Reply.Refuse(sentence));
}
