using Azure.Core;
using Azure.Identity;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Configuration;
using MongoDB.Driver;

namespace FlippyFlip.Functions;

/// <summary>The body's settings and Azure's own, read once at start. See docs/configuration.md.</summary>
internal sealed record AzureSettings
{
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public required Settings Body { get; init; }

    /// <summary>As the engine's portal shows it. A secret when a password is in it.</summary>
    public required string MongoConnection { get; init; }

    public required string MongoDatabase { get; init; }

    /// <summary>The identity that signs in to the database. Null: what the connection string says.</summary>
    public string? MongoIdentity { get; init; }

    /// <summary>The account of the queues.</summary>
    public required StorageAccount Storage { get; init; }

    /// <summary>The account of the backups; the one of the queues unless there is another.</summary>
    public required StorageAccount Archive { get; init; }

    public required string ArchiveContainer { get; init; }

    /// <summary>The vault's key that locks data keys, with or without its version. Null: the body's own master key does.</summary>
    public Uri? Key { get; init; }

    /// <summary>The user-assigned identity. Null: the system-assigned one.</summary>
    public string? IdentityClientId { get; init; }

    /// <summary>Where people reach the app, as Azure tells it. Null: it does not.</summary>
    public Uri? PublicAddress { get; init; }

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
            MongoConnection = Connection(reader),
            MongoDatabase = reader.Text("Mongo:Database", "flippy", most: 63),
            MongoIdentity = reader.Text("Mongo:IdentityClientId", "", most: 36) is { Length: > 0 } identity ? identity : null,
            Storage = storage,
            Archive = StorageAccount.Read(reader, "Archive", storage),
            ArchiveContainer = reader.Text("Archive:Container", "backups", most: 63),
            Key = reader.OptionalUrl("KeyVault:KeyUri"),
            IdentityClientId = reader.Text("AZURE_CLIENT_ID", "", most: 36) is { Length: > 0 } id ? id : null,
            PublicAddress = AddressOf(configuration["WEBSITE_HOSTNAME"]),
        };
        if (settings.Key is null && settings.Body.MasterKey is null)
        {
            reader.Note("KeyVault__KeyUri is missing: set it to the address of a key, such as https://my-vault.vault.azure.net/keys/master. Without a vault, set Secrets__MasterKey.");
        }
        else if (settings.Key is { } address && (address.Scheme != Uri.UriSchemeHttps || !address.AbsolutePath.StartsWith("/keys/", StringComparison.Ordinal)))
        {
            reader.Note("KeyVault__KeyUri is not the address of a key, such as https://my-vault.vault.azure.net/keys/master.");
        }

        reader.ThrowIfAnyMistake();
        return settings;
    }

    /// <summary>Lets the app's identity sign in to the database, where it is to do so.</summary>
    public void SignIn(MongoClientSettings mongo, TokenCredential credential)
    {
        if (MongoIdentity is { } identity)
        {
            // An operator signs in as they are; in Azure the database may have an identity of its own.
            mongo.Credential = MongoCredential.CreateOidcCredential(new EntraSignIn(
                credential is ManagedIdentityCredential ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(identity)) : credential));
        }
    }

    /// <summary>Azure names the host alone; on a developer's machine the Functions host names its port as well.</summary>
    private static Uri? AddressOf(string? host) =>
        Uri.TryCreate($"{(host?.Contains(':', StringComparison.Ordinal) == true ? Uri.UriSchemeHttp : Uri.UriSchemeHttps)}://{host}", UriKind.Absolute, out var address) ? address : null;

    /// <summary>Said without the value, which has a password in it as a rule.</summary>
    private static string Connection(SettingsReader reader)
    {
        var text = reader.Text("Mongo:ConnectionString", "", most: 2000);
        if (text.Length == 0)
        {
            reader.Note("Mongo__ConnectionString is missing: set it to the connection string that the database's portal shows.");
        }
        else if (!text.StartsWith("mongodb://", StringComparison.Ordinal) && !text.StartsWith("mongodb+srv://", StringComparison.Ordinal))
        {
            reader.Note("Mongo__ConnectionString is not a connection string; it begins with mongodb:// or mongodb+srv://.");
        }

        return text;
    }
}
