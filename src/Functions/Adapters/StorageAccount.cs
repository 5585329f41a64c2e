using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using FlippyFlip.Hosting.Configuration;

namespace FlippyFlip.Functions.Adapters;

/// <summary>A storage account by its name, for which the app's identity signs in, or by a connection string, as for Azurite.</summary>
internal sealed record StorageAccount(string Name, string ConnectionString)
{
    /// <summary>What is wrong goes to the reader; an account may be unusable until it has thrown.</summary>
    public static StorageAccount Read(SettingsReader reader, string section, StorageAccount? fallback)
    {
        var account = new StorageAccount(reader.Text($"{section}:AccountName", "", most: 200), reader.Text($"{section}:ConnectionString", "", most: 2000));
        switch (account)
        {
            case { Name: "", ConnectionString: "" } when fallback is not null:
                return fallback;
            case { Name: "", ConnectionString: "" }:
                reader.Note($"{section}__AccountName is missing: set it to the name of a storage account, or {section}__ConnectionString to UseDevelopmentStorage=true.");
                break;
            case { Name: not "", ConnectionString: not "" }:
                reader.Note($"{section}__AccountName and {section}__ConnectionString exclude each other.");
                break;
            case { Name: not "" } when account.Name.Length is < 3 or > 24 || !account.Name.All(char.IsAsciiLetterOrDigit):
                reader.Note($"{section}__AccountName is not the name of a storage account, 3 to 24 lower-case letters and digits.");
                break;
            case { ConnectionString: not "" } when !IsConnectionString(account.ConnectionString):
                reader.Note($"{section}__ConnectionString is not a connection string of a storage account.");
                break;
        }

        return account;
    }

    public BlobContainerClient Container(string name, TokenCredential credential, BlobClientOptions options) => ConnectionString.Length > 0
        ? new BlobContainerClient(ConnectionString, name, options)
        : new BlobContainerClient(new Uri($"https://{Name}.blob.core.windows.net/{name}"), credential, options);

    public QueueClient Queue(string name, TokenCredential credential, QueueClientOptions options) => ConnectionString.Length > 0
        ? new QueueClient(ConnectionString, name, options)
        : new QueueClient(new Uri($"https://{Name}.queue.core.windows.net/{name}"), credential, options);

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
