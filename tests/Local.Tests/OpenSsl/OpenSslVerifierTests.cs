using FlippyFlip.Contracts;
using FlippyFlip.Local.OpenSsl;

namespace FlippyFlip.Local.Tests.OpenSsl;

public sealed class OpenSslVerifierTests() : SignatureVerifierContract(new OpenSslVerifier())
{
    [Fact]
    public void Takes_every_public_key_that_OpenSSL_makes()
    {
        for (var i = 0; i < 200; i++)
        {
            using var signer = Ed25519SigningKey.Generate();
            using var key = new OpenSslVerifier().Import(signer.PublicKey);
            Assert.True(key.Verify("a"u8, signer.Sign("a"u8)));
            Assert.False(key.Verify("b"u8, signer.Sign("a"u8)));
        }
    }

    [Fact]
    public void Says_in_one_sentence_how_to_get_a_missing_library()
    {
        var failure = Assert.Throws<DllNotFoundException>(() => LibCrypto.Load(["/nowhere/libcrypto.so.3", "libcrypto.of.nobody"], GetType().Assembly, null));
        Assert.Matches(@"^OpenSSL 3 \(libcrypto\.of\.nobody\) is not on this machine; install it with: .+\.$", failure.Message);
    }
}
