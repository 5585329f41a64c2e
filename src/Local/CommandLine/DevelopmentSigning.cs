using FlippyFlip.Core.Votes;
using FlippyFlip.Local.OpenSsl;
using FlippyFlip.Local.Wire;

namespace FlippyFlip.Local.CommandLine;

/// <summary>Signs as Discord would, with the keys of a data folder.</summary>
internal static class DevelopmentSigning
{
    public static SigningIdentity Identity(DirectoryInfo data)
    {
        if (!File.Exists(Path.Combine(data.FullName, DevelopmentKeys.FileName)))
        {
            throw new CommandLineException(ExitCode.Configuration, $"There are no development keys in {data.FullName}. Start the bot there first (./run), or name its folder with --data.");
        }

        try
        {
            var keys = DevelopmentKeys.Open(data.FullName);
            var key = Ed25519SigningKey.FromSeed(keys.Seed.Span);
            return new SigningIdentity(keys.ApplicationId, keys.PublicKey, key.Sign) { Votes = new VoteSecret(keys.VoteSecret) };
        }
        catch (InvalidDataException unusable)
        {
            throw new CommandLineException(ExitCode.Configuration, unusable.Message, unusable);
        }
    }

    public static KeyPair NewKeys()
    {
        Span<byte> seed = stackalloc byte[Ed25519SigningKey.SeedLength];
        Core.Fairness.Entropy.System.Bytes(seed);
        using var key = Ed25519SigningKey.FromSeed(seed);
        return new KeyPair(seed.ToArray(), key.PublicKey.ToArray());
    }

    public static string Keep(DirectoryInfo data, KeyPair pair)
    {
        try
        {
            return DevelopmentKeys.Replace(data.FullName, pair.Seed);
        }
        catch (InvalidDataException unusable)
        {
            throw new CommandLineException(ExitCode.Configuration, unusable.Message, unusable);
        }
    }
}
