using System.Globalization;
using System.Numerics;

namespace FlippyFlip.Core.Interactions;

/// <summary>Which 32 bytes are a public key (RFC 8032, 5.1.3): neither OpenSSL nor libsodium looks on import. Public data only: nothing here is constant-time.</summary>
public static class EdwardsPoint
{
    public const int Length = 32;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    /// <summary>d = -121665/121666 of the curve -x² + y² = 1 + d x² y².</summary>
    private static readonly BigInteger D = Modulo(-121665 * BigInteger.ModPow(121666, Prime - 2, Prime));

    /// <summary>The y coordinate of the points of order 8; its negative is that of the others.</summary>
    private static readonly BigInteger OrderEight =
        BigInteger.Parse("07A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7", NumberStyles.AllowHexSpecifier);

    /// <summary>True for the canonical encoding of a point of the curve whose order is not 1, 2, 4 or 8.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> encoded)
    {
        Span<byte> bytes = stackalloc byte[Length];
        encoded.CopyTo(bytes);
        bytes[^1] &= 0x7F; // the sign of x
        var y = new BigInteger(bytes, isUnsigned: true);
        return y < Prime && !HasSmallOrder(y) && HasX(y);
    }

    private static bool HasSmallOrder(BigInteger y) =>
        y.IsZero || y.IsOne || y == Prime - 1 || y == OrderEight || y == Prime - OrderEight;

    /// <summary>x² = (y² - 1) / (d y² + 1) has a root when numerator times denominator has one (Euler's criterion).</summary>
    private static bool HasX(BigInteger y)
    {
        var square = y * y;
        var ratio = Modulo((square - 1) * (D * square + 1));
        return BigInteger.ModPow(ratio, (Prime - 1) / 2, Prime).IsOne;
    }

    private static BigInteger Modulo(BigInteger value)
    {
        var rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }
}
