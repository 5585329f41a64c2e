using System.Text.Json;
using FlippyFlip.Contracts;
using FlippyFlip.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace FlippyFlip.Functions.Tests;

public sealed class AzureSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Bot:ApplicationId"] = "1200000000000000001",
        ["Bot:PublicKey"] = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        ["Privacy:Pepper"] = Convert.ToBase64String(new byte[32]),
        ["Storage:AccountName"] = "flippyprod",
        ["Mongo:ConnectionString"] = "mongodb+srv://flippy.mongocluster.cosmos.azure.com/?tls=true",
        ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[32]),
    };

    [Fact]
    public void Needs_little()
    {
        var settings = Read([]);
        Assert.Equal(("flippyprod", "flippyprod", "backups", "flippy", null, null), (settings.Storage.Name, settings.Archive.Name, settings.ArchiveContainer, settings.MongoDatabase, settings.Key, settings.IdentityClientId));
    }

    [Fact]
    public void Takes_what_the_deployment_gives()
    {
        var settings = Read(new()
        {
            ["AZURE_CLIENT_ID"] = "11111111-2222-3333-4444-555555555555",
            ["Archive:AccountName"] = "flippyarchive",
            ["Archive:Container"] = "safe",
            ["KeyVault:KeyUri"] = "https://kv-flippy.vault.azure.net/keys/master",
            ["Mongo:IdentityClientId"] = "11111111-2222-3333-4444-555555555555",
        });
        Assert.Equal(("flippyarchive", "safe", "11111111-2222-3333-4444-555555555555"), (settings.Archive.Name, settings.ArchiveContainer, settings.MongoIdentity));
        Assert.Equal("https://kv-flippy.vault.azure.net/keys/master", settings.Key?.AbsoluteUri);
    }

    [Fact]
    public void Tells_every_mistake_at_once_and_no_value()
    {
        var mistakes = Assert.Throws<ConfigurationException>(() => AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([
            new("Bot:PublicKey", "0100000000000000000000000000000000000000000000000000000000000000"),
            new("Bot:Token", "@Microsoft.KeyVault(VaultName=kv;SecretName=bot-token)"),
            new("Storage:ConnectionString", "my secret"),
            new("Archive:AccountName", "No_Account"),
            new("KeyVault:KeyUri", "https://kv.vault.azure.net/secrets/master"),
            new("Mongo:ConnectionString", "host=secret"),
        ]).Build())).Mistakes;
        Assert.Equal(
            [
                "Bot__Token is a Key Vault reference that Azure could not resolve: the secret is missing, or the app's identity lacks the role Key Vault Secrets User.",
                "Storage__ConnectionString is not a connection string of a storage account.",
                "Bot__ApplicationId is missing: set it to the application's id, 17 to 20 digits from Discord's developer portal.",
                "Bot__PublicKey is not an Ed25519 key; copy it again from General Information in Discord's developer portal.",
                "Privacy__Pepper is missing: set it to 32 random bytes in base64.",
                "Mongo__ConnectionString is not a connection string; it begins with mongodb:// or mongodb+srv://.",
                "Archive__AccountName is not the name of a storage account, 3 to 24 lower-case letters and digits.",
                "KeyVault__KeyUri is not the address of a key, such as https://my-vault.vault.azure.net/keys/master.",
            ],
            mistakes.Where(mistake => !mistake.StartsWith("Bot__Token does not look", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sample_needs_its_blanks_filled_and_nothing_else()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "local.settings.sample.json")));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(setting => setting.Name.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value.GetString());
        foreach (var name in (string[])["Bot:ApplicationId", "Bot:PublicKey", "Privacy:Pepper", "Secrets:MasterKey"])
        {
            Assert.Equal("", values[name]);
            values[name] = Good[name];
        }

        var settings = AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());

        Assert.Equal(("UseDevelopmentStorage=true", "flippy"), (settings.Storage.ConnectionString, settings.MongoDatabase));
    }

    [Fact]
    public void A_key_there_must_be()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(new() { ["Secrets:MasterKey"] = null }));
        Assert.StartsWith("KeyVault__KeyUri is missing: ", Assert.Single(problem.Mistakes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("func-flippy-prod.azurewebsites.net", "https://func-flippy-prod.azurewebsites.net/")]
    [InlineData("localhost:7071", "http://localhost:7071/")]
    public void Knows_its_own_address_where_the_host_tells_it(string? host, string? address) =>
        Assert.Equal(address, Read(new() { ["WEBSITE_HOSTNAME"] = host }).PublicAddress?.AbsoluteUri);

    [Fact]
    public void An_account_has_one_way_in()
    {
        var problem = Assert.Throws<ConfigurationException>(() => Read(new() { ["Storage:ConnectionString"] = "UseDevelopmentStorage=true" }));
        Assert.Equal("Storage__AccountName and Storage__ConnectionString exclude each other.", Assert.Single(problem.Mistakes));
    }

    private static AzureSettings Read(Dictionary<string, string?> more) => AzureSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Good).AddInMemoryCollection(more).Build());
}
