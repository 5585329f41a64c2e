using FlippyFlip.Core.Votes;

namespace FlippyFlip.Core.Tests.Votes;

public sealed class VoteSecretTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_614_400);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(300);
    private static readonly VoteSecret Secret = new("whs_0123456789abcdef");
    private static readonly byte[] Body = [.. "{\"type\":\"vote.create\"}"u8];

    /// <summary>Computed with openssl dgst -sha256 -hmac whs_0123456789abcdef over "1767614400." and the body.</summary>
    private const string Header = "t=1767614400,v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9";

    [Fact]
    public void Signs_as_the_list_does() => Assert.Equal(Header, Secret.Sign(Now, Body));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_holds_within_its_window(int seconds, bool holds) => Assert.Equal(holds, Secret.Signed(Header, Body, Now.AddSeconds(seconds), Window));

    [Fact]
    public void Any_other_byte_in_body_time_signature_or_secret_does_not_hold()
    {
        for (var i = 0; i < Body.Length; i++)
        {
            byte[] changed = [.. Body];
            changed[i] ^= 1;
            Assert.False(Secret.Signed(Header, changed, Now, Window));
        }

        for (var i = 0; i < Header.Length; i++)
        {
            Assert.False(Secret.Signed($"{Header[..i]}{(Header[i] == '0' ? '1' : '0')}{Header[(i + 1)..]}", Body, Now, Window), $"at {i}");
        }

        Assert.False(new VoteSecret("whs_0123456789abcdeg").Signed(Header, Body, Now, Window));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("t=,v1=")]
    [InlineData("t=1767614400")]
    [InlineData("v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9,t=1767614400")]
    [InlineData("t=1767614400,v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9,v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9")]
    [InlineData("t=1767614400, v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9")]
    [InlineData("t=+1767614400,v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9")]
    [InlineData("t=99999999999999999999,v1=652be4c3776739b80457d7fe35c7334d7eb3f5ac998b75463683edda7ba9b0a9")]
    [InlineData("t=1767614400,v1=zz")]
    public void A_header_of_another_form_does_not_hold(string header) => Assert.False(Secret.Signed(header, Body, Now, Window));

    [Fact]
    public void The_secret_itself_is_taken_only_of_a_list_that_does_not_sign()
    {
        Assert.True(new VoteSecret("my own long secret".Replace(' ', '-')).Is("my-own-long-secret"));
        Assert.False(new VoteSecret("my-own-long-secret").Is("my-own-long-secreT"));
        Assert.False(new VoteSecret("my-own-long-secret").Is(""));
        Assert.False(Secret.Is("whs_0123456789abcdef"));
        Assert.Equal("[secret]", Secret.ToString());
    }
}
