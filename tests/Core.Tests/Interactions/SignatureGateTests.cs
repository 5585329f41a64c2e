using FlippyFlip.Core.Interactions;

namespace FlippyFlip.Core.Tests.Interactions;

public sealed class SignatureGateTests
{
    private static readonly string Signature = new('a', 128);

    private readonly StandingClock _clock = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    [InlineData(-86_400, false)]
    public void A_timestamp_may_lie_five_minutes_on_either_side(long seconds, bool passes) =>
        Assert.Equal(passes, Gate().MayPass(Signature, $"{_clock.Now.ToUnixTimeSeconds() + seconds}"));

    [Fact]
    public void The_window_moves_with_the_clock()
    {
        var timestamp = $"{_clock.Now.ToUnixTimeSeconds()}";
        _clock.Advance(TimeSpan.FromSeconds(300.999));
        Assert.True(Gate().MayPass(Signature, timestamp));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.False(Gate().MayPass(Signature, timestamp));
        _clock.Advance(TimeSpan.FromSeconds(-601));
        Assert.True(Gate().MayPass(Signature, timestamp));
        _clock.Advance(TimeSpan.FromSeconds(-1));
        Assert.False(Gate().MayPass(Signature, timestamp));
    }

    [Fact]
    public void A_window_of_nothing_accepts_this_very_second_only()
    {
        var gate = new SignatureGate(_clock, TimeSpan.Zero);
        Assert.True(gate.MayPass(Signature, $"{_clock.Now.ToUnixTimeSeconds()}"));
        Assert.False(gate.MayPass(Signature, $"{_clock.Now.ToUnixTimeSeconds() - 1}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("now")]
    [InlineData("-1767614400")]
    [InlineData("+1767614400")]
    [InlineData(" 1767614400")]
    [InlineData("1767614400 ")]
    [InlineData("1767614400.0")]
    [InlineData("1,767,614,400")]
    [InlineData("0x695BA5C0")]
    [InlineData("1.7676144e9")]
    [InlineData("１７６７６１４４００")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999")]
    [InlineData("00000001767614400")]
    [InlineData("1767614400000")]
    public void A_timestamp_is_a_few_digits_and_nothing_else(string? timestamp) => Assert.False(Gate().MayPass(Signature, timestamp));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    public void A_signature_must_be_there(string? signature) => Assert.False(Gate().MayPass(signature, Now()));

    [Theory]
    [InlineData(126, false)]
    [InlineData(127, false)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(130, false)]
    public void A_signature_has_128_characters(int length, bool passes) => Assert.Equal(passes, Gate().MayPass(new string('a', length), Now()));

    [Fact]
    public void What_passes_is_what_the_key_signed()
    {
        var signature = Convert.ToHexString(Enumerable.Range(0, 64).Select(i => (byte)i).ToArray());
        using var key = new OneSignature(signature, "1767614400{}"u8.ToArray());
        Assert.True(SignatureGate.Passes(key, signature, "1767614400{}"u8));
        Assert.True(SignatureGate.Passes(key, signature.ToLowerInvariant(), "1767614400{}"u8));
        Assert.False(SignatureGate.Passes(key, signature, "1767614401{}"u8));
        Assert.False(SignatureGate.Passes(key, signature[..^1] + "E", "1767614400{}"u8));
    }

    [Theory]
    [InlineData('g')]
    [InlineData(' ')]
    [InlineData('é')]
    [InlineData('ａ')]
    [InlineData('\0')]
    public void A_signature_that_is_no_hex_never_reaches_the_key(char letter)
    {
        using var key = new OneSignature("", []);
        Assert.False(SignatureGate.Passes(key, new string('a', 127) + letter, "message"u8));
        Assert.False(SignatureGate.Passes(key, letter + new string('a', 127), "message"u8));
        Assert.Equal(0, key.Asked);
    }

    private SignatureGate Gate() => new(_clock, SignatureGate.DefaultWindow);

    private string Now() => $"{_clock.Now.ToUnixTimeSeconds()}";

    /// <summary>Knows one signature of one message.</summary>
    private sealed class OneSignature(string signature, byte[] signed) : IVerifyingKey
    {
        public int Asked { get; private set; }

        public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> bytes)
        {
            Asked++;
            return Convert.ToHexString(bytes) == signature && message.SequenceEqual(signed);
        }

        public void Dispose()
        {
        }
    }
}
