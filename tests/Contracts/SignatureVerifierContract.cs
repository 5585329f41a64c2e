using System.Globalization;
using System.Numerics;
using FlippyFlip.Core.Interactions;

namespace FlippyFlip.Contracts;

/// <summary>What an adapter of <see cref="ISignatureVerifier"/> must do: take the signatures of RFC 8032 and nothing else.</summary>
public abstract class SignatureVerifierContract
{
    private static readonly BigInteger GroupOrder = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    private readonly ISignatureVerifier _verifier;

    protected SignatureVerifierContract(ISignatureVerifier verifier) => _verifier = verifier;

    public static TheoryData<string> SmallOrderKeys =>
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    [Theory]
    [MemberData(nameof(Rfc8032.Names), MemberType = typeof(Rfc8032))]
    public void Accepts_the_signatures_of_the_standard(string name)
    {
        var vector = Rfc8032.Named(name);
        using var key = _verifier.Import(vector.PublicKey);
        Assert.True(key.Verify(vector.Message, vector.Signature));
    }

    [Fact]
    public void Refuses_a_signature_with_a_flipped_bit()
    {
        using var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        for (var bit = 0; bit < 64 * 8; bit++)
        {
            Assert.False(key.Verify(Rfc8032.Test3.Message, Flip(Rfc8032.Test3.Signature, bit)), $"bit {bit}");
        }

        Assert.True(key.Verify(Rfc8032.Test3.Message, Rfc8032.Test3.Signature));
    }

    [Fact]
    public void Refuses_a_message_with_a_flipped_bit()
    {
        using var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        for (var bit = 0; bit < Rfc8032.Test3.Message.Length * 8; bit++)
        {
            Assert.False(key.Verify(Flip(Rfc8032.Test3.Message, bit), Rfc8032.Test3.Signature), $"bit {bit}");
        }
    }

    [Fact]
    public void Refuses_a_signature_under_a_key_with_a_flipped_bit()
    {
        var imported = 0;
        for (var bit = 0; bit < 32 * 8; bit++)
        {
            try
            {
                using var key = _verifier.Import(Flip(Rfc8032.Test3.PublicKey, bit));
                imported++;
                Assert.False(key.Verify(Rfc8032.Test3.Message, Rfc8032.Test3.Signature), $"bit {bit}");
            }
            catch (ArgumentException)
            {
                // About half of all encodings are no point.
            }
        }
        Assert.InRange(imported, 80, 176);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(100_000)]
    public void Refuses_a_signature_of_another_length(int length)
    {
        using var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        var signature = new byte[length];
        Rfc8032.Test3.Signature.AsSpan(0, Math.Min(64, length)).CopyTo(signature);
        Assert.False(key.Verify(Rfc8032.Test3.Message, signature));
    }

    [Fact]
    public void Refuses_a_signature_of_zeros()
    {
        using var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        Assert.False(key.Verify(Rfc8032.Test3.Message, new byte[64]));
        Assert.False(key.Verify([], new byte[64]));
    }

    [Theory]
    [MemberData(nameof(Rfc8032.Names), MemberType = typeof(Rfc8032))]
    public void Refuses_the_same_signature_with_the_group_order_added(string name)
    {
        var vector = Rfc8032.Named(name);
        var s = new BigInteger(vector.Signature.AsSpan(32), isUnsigned: true) + GroupOrder;
        var malleated = vector.Signature.ToArray();
        malleated.AsSpan(32).Clear();
        Assert.True(s.TryWriteBytes(malleated.AsSpan(32), out _, isUnsigned: true));

        using var key = _verifier.Import(vector.PublicKey);
        Assert.False(key.Verify(vector.Message, malleated));
    }

    [Theory]
    [MemberData(nameof(SmallOrderKeys))]
    public void Refuses_a_signature_whose_point_anyone_can_make(string point)
    {
        using var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        Assert.False(key.Verify(Rfc8032.Test3.Message, [.. Convert.FromHexString(point), .. new byte[32]]));
        Assert.False(key.Verify(Rfc8032.Test3.Message, [.. Convert.FromHexString(point), .. Rfc8032.Test3.Signature[32..]]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Refuses_a_key_of_another_length(int length)
    {
        var refusal = Assert.Throws<ArgumentException>(() => _verifier.Import(new byte[length]));
        Assert.Equal($"An Ed25519 public key has 32 bytes, not {length}. (Parameter 'publicKey')", refusal.Message);
    }

    [Theory]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")] // no x belongs to this y
    [InlineData("f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // y = p + 3
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [MemberData(nameof(SmallOrderKeys))]
    public void Refuses_a_key_that_is_no_point_or_that_anyone_can_sign_for(string key)
    {
        var refusal = Assert.Throws<ArgumentException>(() => _verifier.Import(Convert.FromHexString(key)));
        Assert.Equal("These 32 bytes are not an Ed25519 public key. (Parameter 'publicKey')", refusal.Message);
    }

    [Fact]
    public void Tells_keys_apart_that_take_turns_on_one_thread()
    {
        using var first = _verifier.Import(Rfc8032.All[0].PublicKey);
        using var second = _verifier.Import(Rfc8032.All[1].PublicKey);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(first.Verify(Rfc8032.All[0].Message, Rfc8032.All[0].Signature));
            Assert.False(first.Verify(Rfc8032.All[1].Message, Rfc8032.All[1].Signature));
            Assert.True(second.Verify(Rfc8032.All[1].Message, Rfc8032.All[1].Signature));
            Assert.False(second.Verify(Rfc8032.All[0].Message, Rfc8032.All[0].Signature));
        }
    }

    [Fact]
    public async Task Answers_eight_threads_at_once()
    {
        using var shared = _verifier.Import(Rfc8032.Test3.PublicKey);
        using var together = new Barrier(8);
        var threads = Enumerable.Range(0, 8).Select(n => Task.Factory.StartNew(() => Work(n), default, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Assert.All(await Task.WhenAll(threads), right => Assert.Equal(400, right));

        int Work(int n)
        {
            var own = Rfc8032.All[n % Rfc8032.All.Count];
            using var key = _verifier.Import(own.PublicKey);
            together.SignalAndWait();
            var right = 0;
            for (var i = 0; i < 100; i++)
            {
                right += shared.Verify(Rfc8032.Test3.Message, Rfc8032.Test3.Signature) ? 1 : 0;
                right += shared.Verify(Rfc8032.Test3.Message, Flip(Rfc8032.Test3.Signature, i)) ? 0 : 1;
                right += key.Verify(own.Message, own.Signature) ? 1 : 0;
                right += key.Verify([.. own.Message, 1], own.Signature) ? 0 : 1;
            }
            return right;
        }
    }

    [Fact]
    public void Allocates_nothing_per_signature()
    {
        using IVerifyingKey key = _verifier.Import(Rfc8032.Test3.PublicKey);
        var (message, signature) = (Rfc8032.Test3.Message, Rfc8032.Test3.Signature);
        // The first binds the library's functions, the second those of a context that is used again.
        Assert.True(key.Verify(message, signature));
        Assert.True(key.Verify(message, signature));

        const int times = 100;
        const int smallestObject = 24;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < times; i++)
        {
            key.Verify(message, signature);
        }

        // What the runtime itself allocates once, when it compiles the method anew, is less than one object for each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (times * smallestObject) - 1);
    }

    [Fact]
    public void Does_not_verify_with_a_key_that_was_given_back()
    {
        var key = _verifier.Import(Rfc8032.Test3.PublicKey);
        Assert.True(key.Verify(Rfc8032.Test3.Message, Rfc8032.Test3.Signature));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Verify(Rfc8032.Test3.Message, Rfc8032.Test3.Signature));
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
