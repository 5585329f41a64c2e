using FsCheck.Fluent;

namespace FlippyFlip.Core.Tests;

public sealed class LawTests
{
    [Fact]
    public void A_law_that_is_broken_names_the_seed_that_breaks_it()
    {
        var broken = Assert.Throws<InvalidOperationException>(() => Law.Holds(Gen.Choose(0, 9), 10, _ => Assert.Fail("never")));
        Assert.Matches("^FSCHECK_SEED=[0-9]+ shows it again[.] ", broken.Message);
    }
}
