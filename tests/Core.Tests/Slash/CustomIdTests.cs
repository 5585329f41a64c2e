using System.Reflection;
using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Slash;
using FsCheck;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class CustomIdTests
{
    private static readonly Snowflake Owner = new(ulong.MaxValue);

    public static TheoryData<string> States => [.. StateTypes().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_action_s_state_comes_back_as_it_was_written(string type) => Generic(nameof(RoundTrips), StateTypes().Single(state => state.FullName == type));

    [Theory]
    [MemberData(nameof(States))]
    public void Every_action_s_state_fits_with_its_largest_values(string type) => Generic(nameof(FitsAtWorst), StateTypes().Single(state => state.FullName == type));

    [Fact]
    public void An_id_is_command_action_version_owner_and_fields()
    {
        var id = CustomId.Write(new Snowflake(42), new Probe.Note("a", -1, long.MinValue, new Snowflake(7), new RoundName(1, 17), Side.Tails));
        Assert.Equal("probe.note.3.42.a.-1.-9223372036854775808.7.1-17.1", id);
        Assert.True(CustomId.TryRead(id, out var read));
        Assert.Equal(("probe", "note", 3, new Snowflake(42), 6), (read.Command, read.Action, read.Version, read.Owner, read.Fields.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("%")]
    [InlineData("%2E")]
    [InlineData("%25")]
    [InlineData("%252E")]
    [InlineData("a.b%c")]
    [InlineData("%%2E.%25.")]
    [InlineData("ü😀")]
    public void Dots_and_percent_signs_in_a_text_come_back(string text)
    {
        var state = new Probe.Note(text, 0, 0, default, default, Side.Heads);
        Assert.True(CustomId.TryRead(CustomId.Write(new Snowflake(1), state), out var id));
        Assert.True(id.TryState<Probe.Note>(out var read));
        Assert.Equal(state, read);
    }

    [Fact]
    public void Any_text_that_fits_comes_back()
    {
        var texts = Gen.ArrayOf(Gen.Elements('.', '%', '2', '5', 'E', 'e', 'a', ' ', '-')).Select(letters => new string(letters)).Where(text => text.Length < 15);
        Law.Holds(texts, 3_000, text =>
        {
            var state = new Probe.Note(text, 0, 0, default, default, Side.Heads);
            Assert.True(CustomId.TryRead(CustomId.Write(new Snowflake(1), state), out var id));
            Assert.True(id.TryState<Probe.Note>(out var read));
            Assert.Equal(state, read);
        });
    }

    [Fact]
    public void An_id_beyond_a_hundred_characters_is_a_bug_of_the_command()
    {
        Probe.Note Note(int length) => new(new string('x', length), 0, 0, default, default, Side.Heads);
        var room = Limits.CustomId - CustomId.Write(new Snowflake(1), Note(0)).Length;
        Assert.Equal(Limits.CustomId, CustomId.Write(new Snowflake(1), Note(room)).Length);
        Assert.Throws<InvalidOperationException>(() => CustomId.Write(new Snowflake(1), Note(room + 1)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("probe")]
    [InlineData("probe.note.3")]
    [InlineData("probe.note.x.1")]
    [InlineData("probe.note.-3.1")]
    [InlineData("probe.note.3.")]
    [InlineData("probe.note.3.-1")]
    [InlineData("probe.note.3.1e3")]
    [InlineData("probe.note.3.18446744073709551616")]
    [InlineData("probe.note.99999999999.1")]
    [InlineData("probe.note.3.1.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void What_is_no_id_of_ours_is_not_read(string? text) => Assert.False(CustomId.TryRead(text, out _));

    [Theory]
    [InlineData("probe.note.3.1")]
    [InlineData("probe.note.3.1.a.1.1.1.1-1")]
    [InlineData("probe.note.3.1.a.1.1.1.1-1.0.0")]
    [InlineData("probe.note.3.1.a.x.1.1.1-1.0")]
    [InlineData("probe.note.3.1.a.2147483648.1.1.1-1.0")]
    [InlineData("probe.note.3.1.a.1.9223372036854775808.1.1-1.0")]
    [InlineData("probe.note.3.1.a.1.1.-1.1-1.0")]
    [InlineData("probe.note.3.1.a.1.1.1.11.0")]
    [InlineData("probe.note.3.1.a.1.1.1.1-1.2")]
    [InlineData("probe.note.3.1.a.1.1.1.1-1.-1")]
    [InlineData("probe.note.3.1.a.1.1.1.1-1.Tails")]
    [InlineData("probe.note.3.1......")]
    public void Fields_that_are_not_the_state_s_are_told_apart(string text)
    {
        Assert.True(CustomId.TryRead(text, out var id));
        Assert.False(id.TryState<Probe.Note>(out _));
    }

    [Fact]
    public void Hostile_ids_never_throw()
    {
        var pieces = Gen.Elements("probe", "note", "3", "1", ".", "..", "-", "%", "%2", "é", "\0", "999999999999999999999", "1-1", " ");
        Law.Holds(Gen.ArrayOf(pieces).Select(string.Concat), 5_000, text =>
        {
            if (CustomId.TryRead(text, out var id))
            {
                id.TryState<Probe.Note>(out _);
                id.TryState<Probe.Menu>(out _);
            }
        });
    }

    [Fact]
    public void A_state_without_an_action_or_outside_a_command_is_a_bug()
    {
        Assert.Throws<TypeInitializationException>(() => CustomId.Write(new Snowflake(1), new Plain(1)));
        Assert.Throws<TypeInitializationException>(() => CustomId.Write(new Snowflake(1), new Homeless(1)));
    }

    private static IEnumerable<Type> StateTypes() =>
        typeof(Catalogue).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ActionAttribute)));

    private static void Generic(string method, Type state) =>
        typeof(CustomIdTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(state).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);

    private static void RoundTrips<TState>()
        where TState : notnull => Law.Holds(Gen.CollectToArray(RecordShape<TState>.Parameters.Select(parameter => Values(parameter.ParameterType))), 200, values =>
        {
            var state = RecordShape<TState>.Create(values);
            var text = CustomId.Write(Owner, state);
            Assert.InRange(text.Length, 1, Limits.CustomId);
            Assert.True(CustomId.TryRead(text, out var id));
            Assert.True(id.TryState<TState>(out var read));
            Assert.Equal((state, Owner, typeof(TState).GetCustomAttribute<ActionAttribute>()!.Version), (read, id.Owner, id.Version));
            Assert.Equal((typeof(TState).DeclaringType!.GetCustomAttribute<SlashAttribute>()!.Name, ActionFacts<TState>.Action.Name), (id.Command, id.Action));
        });

    private static void FitsAtWorst<TState>()
        where TState : notnull
    {
        var worst = RecordShape<TState>.Parameters.Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(int) => int.MinValue,
            var type when type == typeof(long) => long.MinValue,
            var type when type == typeof(Snowflake) => Owner,
            var type when type == typeof(RoundName) => new RoundName(int.MaxValue, 1L << 40),
            { IsEnum: true } type => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1),
            var type when type == typeof(string) => (object)"",
            var type => throw new InvalidOperationException($"{typeof(TState)} has a {type}; say here what its longest text is."),
        });
        Assert.InRange(CustomId.Write(Owner, RecordShape<TState>.Create([.. worst])).Length, 1, Limits.CustomId);
    }

    private static Gen<object?> Values(Type type)
    {
        var number = Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(0, 1, -1, int.MaxValue, int.MinValue));
        return type == typeof(int) ? number.Select(value => (object?)value)
            : type == typeof(long) ? Gen.OneOf(number.Select(value => (long)value << 31), Gen.Elements(long.MaxValue, long.MinValue)).Select(value => (object?)value)
            : type == typeof(Snowflake) ? number.Select(value => (object?)new Snowflake((ulong)(long)value))
            : type == typeof(RoundName) ? Gen.Choose(1, int.MaxValue).Two().Select(pair => (object?)new RoundName(pair.Item1, pair.Item2))
            : type == typeof(string) ? Gen.Elements("", "a", ".", "%", "x.y%z").Select(value => (object?)value)
            : type.IsEnum ? Gen.Elements(Enum.GetValues(type).Cast<object?>().ToArray())
            : throw new InvalidOperationException($"No values are known for {type}.");
    }

    private sealed record Plain(int Number);

    [Action("lost")]
    private sealed record Homeless(int Number);
}
