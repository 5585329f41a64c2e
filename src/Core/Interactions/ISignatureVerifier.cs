namespace FlippyFlip.Core.Interactions;

/// <summary>Ed25519 (RFC 8032, pure). Parsing a key costs more than checking a signature, so a bot keeps its parsed key.</summary>
public interface ISignatureVerifier
{
    /// <exception cref="ArgumentException">The bytes are not 32, or not a point of the curve.</exception>
    IVerifyingKey Import(ReadOnlySpan<byte> publicKey);
}

/// <summary>One public key, ready to check signatures from any thread.</summary>
public interface IVerifyingKey : IDisposable
{
    /// <summary>True only when the 64 bytes sign exactly this message. Never throws for hostile input.</summary>
    bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
