using System.Reflection;
using System.Runtime.InteropServices;

namespace FlippyFlip.Local.OpenSsl;

/// <summary>The few functions of OpenSSL 3 that Ed25519 takes, and where the library lies on each platform.</summary>
internal static partial class LibCrypto
{
    /// <summary>EVP_PKEY_ED25519.</summary>
    public const int Ed25519 = 1087;

    private const string Name = "libcrypto";

    /// <summary>OPENSSL_INIT_NO_ATEXIT: OpenSSL must not free its tables at exit while another thread still verifies.</summary>
    private const ulong NoCleanupAtExit = 0x0008_0000;

    static LibCrypto() =>
        NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, static (name, assembly, path) => name == Name ? Initialise(Load(Places, assembly, path)) : 0);

    private static string[] Places =>
        OperatingSystem.IsWindows() ? WindowsPlaces(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "libcrypto-3-arm64.dll" : "libcrypto-3-x64.dll")
        : OperatingSystem.IsMacOS()
            // Never the unversioned name: Apple's own copy ends the process that loads it.
            ? ["/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib", "/opt/local/lib/libcrypto.3.dylib", "libcrypto.3.dylib"]
            : ["libcrypto.so.3"];

    /// <exception cref="DllNotFoundException">None of the places has the library; the message is for the person who started us.</exception>
    internal static nint Load(IReadOnlyList<string> places, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var place in places)
        {
            if (NativeLibrary.TryLoad(place, assembly, path, out var library))
            {
                return library;
            }
        }
        var mend = OperatingSystem.IsWindows() ? "winget install ShiningLight.OpenSSL.Light"
            : OperatingSystem.IsMacOS() ? "brew install openssl@3"
            : "apt-get install libssl3, dnf install openssl-libs or apk add libcrypto3";
        throw new DllNotFoundException($"OpenSSL 3 ({places[^1]}) is not on this machine; install it with: {mend}.");
    }

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    internal static partial KeyHandle NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    internal static partial KeyHandle NewPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    internal static partial int GetPublicKey(KeyHandle key, Span<byte> output, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    internal static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    internal static partial ContextHandle NewContext();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_reset")]
    internal static partial int ResetContext(ContextHandle context);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    internal static partial int BeginVerify(ContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    /// <summary>Begins again with the key the context already holds: <paramref name="noKey"/> is 0.</summary>
    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    internal static partial int BeginVerifyAgain(ContextHandle context, nint keyContext, nint digest, nint engine, nint noKey);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    internal static partial int Verify(ContextHandle context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit")]
    internal static partial int BeginSign(ContextHandle context, nint keyContext, nint digest, nint engine, KeyHandle key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    internal static partial int Sign(ContextHandle context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();

    private static unsafe nint Initialise(nint library)
    {
        var initialise = (delegate* unmanaged<ulong, nint, int>)NativeLibrary.GetExport(library, "OPENSSL_init_crypto");
        _ = initialise(NoCleanupAtExit, 0);
        return library;
    }

    private static string[] WindowsPlaces(string file)
    {
        var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        return
        [
            Path.Combine(programs, "OpenSSL-Win64", "bin", file),
            Path.Combine(programs, "OpenSSL", "bin", file),
            Path.Combine(programs, "Git", "mingw64", "bin", file),
            file,
        ];
    }
}

/// <summary>An EVP_PKEY. OpenSSL counts references, so a context that uses the key keeps it alive.</summary>
internal sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeKey(handle);
        return true;
    }
}

/// <summary>An EVP_MD_CTX, for one thread at a time.</summary>
internal sealed class ContextHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeContext(handle);
        return true;
    }
}
