using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Slash;

public sealed class RecordShapeTests
{
    [Fact]
    public void A_record_is_made_from_its_parameters_and_taken_apart_again()
    {
        var made = RecordShape<Sample>.Create([7, "seven", null, null]);
        Assert.Equal(new Sample(7, "seven", null, null), made);
        Assert.Equal([7, "seven", null, null], RecordShape<Sample>.Read(made));
        Assert.Equal([1, "", 2, "x"], RecordShape<Sample>.Read(new Sample(1, "", 2, "x")));
        Assert.Equal(["Number", "Text", "Maybe", "Other"], RecordShape<Sample>.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_record_without_parameters_has_a_shape_too()
    {
        Assert.Empty(RecordShape<NoOptions>.Parameters);
        Assert.Equal(new NoOptions(), RecordShape<NoOptions>.Create([]));
        Assert.Empty(RecordShape<NoOptions>.Read(new NoOptions()));
    }

    [Fact]
    public void The_longest_constructor_counts() => Assert.Equal(["A", "B"], RecordShape<Two>.Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void A_type_that_cannot_be_made_is_a_bug() => Assert.Throws<TypeInitializationException>(() => RecordShape<Hidden>.Parameters);

    public sealed record Sample(int Number, string Text, int? Maybe, string? Other);

    public sealed record Two(int A, int B)
    {
        public Two(int a)
            : this(a, 0)
        {
        }
    }

    public sealed class Hidden
    {
        private Hidden()
        {
        }
    }
}
