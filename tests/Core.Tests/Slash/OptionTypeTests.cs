using FlippyFlip.Core.Discord;
using FlippyFlip.Core.Economy;
using FlippyFlip.Core.Games;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Slash;
using FlippyFlip.Core.Tests.Sessions;
using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class OptionTypeTests
{
    private const string NoAmount = "`amount` is a number of coins from 1 to 1,000,000,000, such as 500 or 2.5k, or one of: all, half, 25%.";

    private readonly CommandDeclaration _probe = Probe.Declare();

    [Fact]
    public void What_a_record_s_parameters_declare_are_the_options() => Assert.Equal(
        [
            ("amount", OptionCode.Text, true, 1L, 100L), ("text", OptionCode.Text, false, 2, 5), ("small_number", OptionCode.Integer, false, 1, 10),
            ("number", OptionCode.Integer, false, -9_007_199_254_740_991, 9_007_199_254_740_991), ("flag", OptionCode.Boolean, false, 1, 100), ("who", OptionCode.User, false, 1, 100), ("side", OptionCode.Text, false, 1, 100),
        ],
        _probe.Options.Select(option => (option.Name, option.Type.Code, option.IsRequired, option.Least, option.Most)));

    [Fact]
    public async Task Every_option_is_read_as_its_type()
    {
        var reply = await RunAsync(
            ("amount", Text("2.5k")), ("text", Text("ab")), ("small_number", Number(10)), ("number", Number(-9_007_199_254_740_991)), ("flag", Flag(true)), ("who", Text("5")), ("side", Text("TAILS")));
        Assert.Equal($"{new Probe.Options(Amount.Of(2_500), "ab", 10, -9_007_199_254_740_991, true, new Person(new Snowflake(5), "Nick", true), Side.Tails)}", reply);
    }

    [Fact]
    public async Task Optional_ones_may_be_missing_or_null()
    {
        var bare = $"{new Probe.Options(Amount.All, null, null, null, null, null, null)}";
        Assert.Equal(bare, await RunAsync(("amount", Text("all"))));
        Assert.Equal(bare, await RunAsync(("amount", Text("all")), ("text", default), ("small_number", default), ("flag", default), ("who", default), ("side", default)));
        Assert.Equal(bare, await RunAsync(("amount", Text("all")), ("unknown", Text("x"))));
    }

    [Fact]
    public async Task A_required_one_that_is_missing_is_asked_for()
    {
        Assert.Equal("`amount` is missing: How many coins.", await RunAsync());
        Assert.Equal("`amount` is missing: How many coins.", await RunAsync(("amount", default)));
        Assert.Equal("`amount` is missing: How many coins.", await SayAsync(new Interaction { Id = default, ApplicationId = default, Type = InteractionType.Command }));
    }

    [Fact]
    public async Task A_number_sent_as_a_number_is_an_amount_as_well() =>
        Assert.Equal($"{new Probe.Options(Amount.Of(500), null, null, null, null, null, null)}", await RunAsync(("amount", Number(500))));

    public static TheoryData<string, string, string?, double?, bool?> Wrong => new()
    {
        { "amount", NoAmount, "lots", null, null },
        { "amount", NoAmount, "", null, null },
        { "amount", NoAmount, "99999999999999999999999b", null, null },
        { "amount", NoAmount, null, 0, null },
        { "amount", NoAmount, null, 1.5, null },
        { "amount", NoAmount, null, double.MaxValue, null },
        { "amount", NoAmount, null, null, true },
        { "text", "`text` has 2 to 5 characters.", "a", null, null },
        { "text", "`text` has 2 to 5 characters.", "abcdef", null, null },
        { "text", "`text` must be text.", null, 5, null },
        { "text", "`text` must be text.", null, null, false },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, 0, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, 11, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, 1.5, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, 4_294_967_297, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, double.PositiveInfinity, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, double.NaN, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", "5", null, null },
        { "small_number", "`small_number` is a whole number from 1 to 10.", null, null, true },
        { "number", "`number` is a whole number from -9,007,199,254,740,991 to 9,007,199,254,740,991.", null, 9_007_199_254_740_992, null },
        { "flag", "`flag` is yes or no.", "true", null, null },
        { "flag", "`flag` is yes or no.", null, 1, null },
        { "who", "`who` must be a user.", "somebody", null, null },
        { "who", "`who` must be a user.", "-1", null, null },
        { "who", "`who` must be a user.", "18446744073709551616", null, null },
        { "who", "`who` must be a user.", null, 5, null },
        { "side", "`side` is one of: heads, tails.", "edge", null, null },
        { "side", "`side` is one of: heads, tails.", "0", null, null },
        { "side", "`side` is one of: heads, tails.", null, 0, null },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_value_that_does_not_fit_is_refused_with_a_sentence(string option, string sentence, string? text, double? number, bool? flag)
    {
        var value = new OptionValue(text, number, flag);
        Assert.Equal(sentence, option == "amount" ? await RunAsync((option, value)) : await RunAsync(("amount", Text("all")), (option, value)));
    }

    [Theory]
    [InlineData("5", "Nick", true)]
    [InlineData("6", "Global", false)]
    [InlineData("7", "plain", false)]
    [InlineData("8", null, false)]
    [InlineData("9", null, false)]
    public async Task A_user_is_called_what_the_server_calls_them(string id, string? name, bool isBot) => Assert.Equal(
        $"{new Probe.Options(Amount.All, null, null, null, null, new Person(Snowflake.Parse(id), name, isBot), null)}",
        await RunAsync(("amount", Text("all")), ("who", Text(id))));

    [Fact]
    public void Whatever_arrives_is_read_or_refused_but_never_throws()
    {
        var values = Gen.OneOf(
            Gen.Constant(default(OptionValue)),
            ArbMap.Default.GeneratorFor<string>().Select(text => Text(text ?? "")),
            Gen.Elements("all", "1", "999999999999999999999999", "1e9", "5", "heads", "ab", "\ud800").Select(Text),
            ArbMap.Default.GeneratorFor<double>().Select(Number),
            Gen.Elements(true, false).Select(Flag));
        var options = Gen.Elements("amount", "text", "small_number", "number", "flag", "who", "side", "", "Amount").SelectMany(_ => values, (name, value) => (name, value));
        Law.Holds(Gen.ArrayOf(options), 2_000, given =>
        {
            var reply = _probe.RunAsync(Request(given), Stage.Caller(1, 2), null!, CancellationToken.None);
            Assert.True(reply.IsCompletedSuccessfully);
        });
    }

    [Theory]
    [InlineData("amount", "1k", "<1k>")]
    [InlineData("amount", null, "<>")]
    [InlineData("text", "ab", null)]
    [InlineData("other", "ab", null)]
    public async Task Only_the_option_being_typed_is_suggested_for(string option, string? typed, string? suggestion)
    {
        var request = Request([("who", Text("5"))]);
        request = request with { Data = request.Data! with { Options = [.. request.Data.Options!, new Option { Name = option, Value = new OptionValue(typed, null, null), Focused = true }] } };
        var choices = await _probe.SuggestAsync(request, Stage.Caller(1, 2), null!, CancellationToken.None);
        Assert.Equal(suggestion is null ? [] : [suggestion], choices.Data!.Choices!.Select(choice => choice.Value));
        Assert.Empty((await _probe.SuggestAsync(Request([]), Stage.Caller(1, 2), null!, CancellationToken.None)).Data!.Choices!);
    }

    [Fact]
    public void A_parameter_that_no_option_can_be_is_a_bug()
    {
        Assert.Throws<InvalidOperationException>(() => OptionType.Of(typeof(DateTime)));
        Assert.Throws<InvalidOperationException>(() => new OptionDeclaration(typeof(Undescribed).GetConstructors()[0].GetParameters()[0]));
    }

    private static OptionValue Text(string text) => new(text, null, null);

    private static OptionValue Number(double number) => new(null, number, null);

    private static OptionValue Flag(bool flag) => new(null, null, flag);

    private static Interaction Request(IEnumerable<(string Name, OptionValue Value)> options) => new()
    {
        Id = new Snowflake(2),
        ApplicationId = new Snowflake(100),
        Type = InteractionType.Command,
        Data = new InteractionData
        {
            Name = "probe",
            Options = [.. options.Select(option => new Option { Name = option.Name, Value = option.Value })],
            Resolved = new Resolved
            {
                Users = new Dictionary<Snowflake, User>
                {
                    [new(5)] = new() { Id = new(5), Username = "five", GlobalName = "Five", Bot = true },
                    [new(6)] = new() { Id = new(6), Username = "six", GlobalName = "Global" },
                    [new(7)] = new() { Id = new(7), Username = "plain" },
                    [new(9)] = null!,
                },
                Members = new Dictionary<Snowflake, Member> { [new(5)] = new() { Nick = "Nick" }, [new(6)] = new() },
            },
        },
    };

    private Task<string> RunAsync(params IEnumerable<(string Name, OptionValue Value)> options) => SayAsync(Request(options));

    private async Task<string> SayAsync(Interaction interaction) =>
        (await _probe.RunAsync(interaction, Stage.Caller(1, 2), null!, CancellationToken.None)).Meaning(Locale.English);

    private sealed record Undescribed(string Text);
}
