using System.Text;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Localisation;
using FlippyFlip.Core.Replies;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class FormShapeTests
{
    [Fact]
    public void Fields_are_the_record_s_parameters()
    {
        var labels = FormShape<Probe.Answers>.Fields(["Ada"]).Cast<Label>().ToList();
        Assert.Equal(["First name", "A long story"], labels.Select(label => label.Text.ToString()));
        var inputs = labels.Select(label => (TextInput)label.Component).ToList();
        Assert.Equal([("0", 1, 5, true, "Ada"), ("1", 2, 4_000, false, null)], inputs.Select(input => (input.CustomId, (int)input.Style, input.MaxLength!.Value, input.Required, input.Value)));
        Assert.Equal(["As in your passport", null], inputs.Select(input => input.Placeholder?.ToString()));
    }

    [Theory]
    [InlineData("""[{"type":18,"component":{"type":4,"custom_id":"0","value":"Ada"}},{"type":18,"component":{"type":4,"custom_id":"1","value":"Once"}}]""", "Ada", "Once")]
    [InlineData("""[{"type":1,"components":[{"type":4,"custom_id":"1","value":"Once"},{"type":4,"custom_id":"0","value":"Ada"}]}]""", "Ada", "Once")]
    [InlineData("""[{"type":4,"custom_id":"0","value":"  Ada  "}]""", "Ada", "")]
    [InlineData("""[{"type":4,"custom_id":"0","value":"Ada"},{"type":4,"custom_id":"1","value":null},{"type":4,"custom_id":"2","value":"?"}]""", "Ada", "")]
    public void What_was_submitted_is_read_in_every_layout(string components, string first, string story)
    {
        Assert.True(FormShape<Probe.Answers>.TryRead(Submitted(components), out var form, out var refusal));
        Assert.Null(refusal);
        Assert.Equal(new Probe.Answers(first, story), form);
    }

    [Theory]
    [InlineData("""[]""", "'First name' must be filled in.")]
    [InlineData("""[{"type":4,"custom_id":"0","value":"   "}]""", "'First name' must be filled in.")]
    [InlineData("""[{"type":4,"custom_id":"0","value":5}]""", "'First name' must be filled in.")]
    [InlineData("""[{"type":4,"custom_id":"0","value":{"x":1}}]""", "'First name' must be filled in.")]
    [InlineData("""[{"type":4,"custom_id":"0","value":"Adalbert"}]""", "'First name' may have 5 characters at most.")]
    public void What_does_not_fit_is_refused_with_a_sentence(string components, string sentence)
    {
        Assert.False(FormShape<Probe.Answers>.TryRead(Submitted(components), out _, out var refusal));
        Assert.Equal((sentence, true), (refusal!.Meaning(Locale.English), refusal.IsRefusal));
    }

    [Fact]
    public void Nothing_submitted_is_refused_as_well() => Assert.False(FormShape<Probe.Answers>.TryRead(null, out _, out _));

    [Fact]
    public void The_longest_text_is_counted_after_trimming()
    {
        var story = new string('x', 4_000);
        Assert.True(FormShape<Probe.Answers>.TryRead(Submitted($$"""[{"custom_id":"0","value":"Ada"},{"custom_id":"1","value":" {{story}} "}]"""), out var form, out _));
        Assert.Equal(story, form.Story);
        Assert.False(FormShape<Probe.Answers>.TryRead(Submitted($$"""[{"custom_id":"0","value":"Ada"},{"custom_id":"1","value":"{{story}}x"}]"""), out _, out var refusal));
        Assert.Equal("'A long story' may have 4,000 characters at most.", refusal!.Meaning(Locale.English));
    }

    private static IReadOnlyList<SubmittedComponent>? Submitted(string components) => Interaction.Parse(Encoding.UTF8.GetBytes(
        $$$"""{"id":"1","application_id":"2","type":5,"data":{"custom_id":"probe.ask.1.1.7","components":{{{components}}}}}""")).Data!.Components;
}
