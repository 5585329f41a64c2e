using FlippyFlip.Functions.Adapters;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Functions;

/// <summary>The body's settings and Azure's own, read once at start. See docs/configuration.md.</summary>
internal sealed record AzureSettings
{
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public required Settings Body { get; init; }

    /// <summary>The account of the queues.</summary>
    public required StorageAccount Storage { get; init; }

    /// <summary>The account of the backups; the one of the queues unless there is another.</summary>
    public required StorageAccount Archive { get; init; }

    public required string ArchiveContainer { get; init; }

    /// <summary>The vault's key that locks data keys, with or without its version. Null: none, and no backups.</summary>
    public Uri? Key { get; init; }

    /// <summary>The user-assigned identity. Null: the system-assigned one.</summary>
    public string? IdentityClientId { get; init; }

    /// <exception cref="ConfigurationException">Names every mistake at once.</exception>
    public static AzureSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration);
        foreach (var (key, _) in configuration.AsEnumerable().Where(setting => setting.Value?.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase) == true))
        {
            reader.Note($"{SettingsReader.Name(key)} is a Key Vault reference that Azure could not resolve: the secret is missing, or the app's identity lacks the role Key Vault Secrets User.");
        }

        var storage = StorageAccount.Read(reader, "Storage", fallback: null);
        var settings = new AzureSettings
        {
            Body = Settings.Read(reader, fallback: null),
            Storage = storage,
            Archive = StorageAccount.Read(reader, "Archive", storage),
            ArchiveContainer = reader.Text("Archive:Container", "backups", most: 63),
            Key = reader.OptionalUrl("KeyVault:KeyUri"),
            IdentityClientId = reader.Text("AZURE_CLIENT_ID", "", most: 36) is { Length: > 0 } id ? id : null,
        };
        if (settings.Key is { } address && (address.Scheme != Uri.UriSchemeHttps || !address.AbsolutePath.StartsWith("/keys/", StringComparison.Ordinal)))
        {
            reader.Note("KeyVault__KeyUri is not the address of a key, such as https://my-vault.vault.azure.net/keys/master.");
        }

        reader.ThrowIfAnyMistake();
        return settings;
    }
}
