using Azure.Core;
using Azure.Identity;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Backups;
using FlippyFlip.Core.Bots;
using FlippyFlip.Core.Deferral;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Core.Interactions;
using FlippyFlip.Core.Outbox;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Core.Storage;
using FlippyFlip.Functions.Adapters;
using FlippyFlip.Functions.Adapters.Mongo;
using FlippyFlip.Hosting.Composition;
using FlippyFlip.Hosting.Configuration;
using FlippyFlip.Hosting.Endpoints;
using FlippyFlip.Hosting.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace FlippyFlip.Functions;

/// <summary>The Azure head: adapters around the body. Nothing here speaks to anybody while it is made; each client does so at its first use.</summary>
internal static class AzureHead
{
    /// <param name="builder">The worker's.</param>
    /// <exception cref="ConfigurationException">Settings are wrong.</exception>
    public static void Compose(IHostApplicationBuilder builder)
    {
        var settings = AzureSettings.Read(builder.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.Services
            .AddFlippyFlip(settings.Body)
            .AddApplicationInsights()
            .AddAdapters(settings)
            .AddSingleton<SharedPipeline>()
            .AddSingleton<PublicAddress>(() => settings.PublicAddress)
            .AddSingleton(parts => new OpeningStore(
                () => new MeasuredStore(parts.GetRequiredService<OpenStore>().Invoke(), parts.GetRequiredService<TimeProvider>())))
            .AddSingleton<IStore>(parts => parts.GetRequiredService<OpeningStore>())
            .AddHostedService<StoreOpening>()
            .TryAddSingleton<OpenStore>(parts => () => MongoStore.Open(parts.GetRequiredService<IMongoClient>(), settings.MongoDatabase, Collections.All, parts.GetRequiredService<TimeProvider>()));
    }

    /// <summary>One adapter for each port but the store, whose opening is the head's own.</summary>
    internal static IServiceCollection AddAdapters(this IServiceCollection services, AzureSettings settings) =>
        services
            .AddSingleton<TokenCredential>(new ManagedIdentityCredential(
                settings.IdentityClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned))
            .AddSingleton<ISignatureVerifier, NSecVerifier>()
            .AddSingleton<IMongoClient>(parts => MongoConnection.Open(settings.MongoConnection, mongo => settings.SignIn(mongo, parts.GetRequiredService<TokenCredential>())))
            .AddSingleton(parts => new StorageQueues(settings.Storage, parts.GetRequiredService<TokenCredential>()))
            .AddSingleton(parts => new StorageDeferredQueue(parts.GetRequiredService<StorageQueues>()))
            .AddSingleton<IDeferredQueue>(parts => parts.GetRequiredService<StorageDeferredQueue>())
            .AddSingleton<StorageOutboxSignal>()
            .AddSingleton<IOutboxSignal>(parts => parts.GetRequiredService<StorageOutboxSignal>())
            .AddHostedService(parts => parts.GetRequiredService<StorageOutboxSignal>())
            .AddSingleton<IVitals, FunctionsVitals>()
            .AddSingleton<IArchive>(parts => new BlobArchive(settings.Archive.Container(settings.ArchiveContainer, parts.GetRequiredService<TokenCredential>(), new()), parts.GetRequiredService<Entropy>()))
            .AddSingleton<IMasterKey>(parts => settings.Key is { } key
                ? new KeyVaultMasterKey(key, parts.GetRequiredService<TokenCredential>(), new())
                : new AesMasterKey(settings.Body.MasterKey!, parts.GetRequiredService<Entropy>()))
            .AddSingleton<IScratchStores>(parts => new MongoScratchStores(parts.GetRequiredService<IMongoClient>(), settings.MongoDatabase, parts.GetRequiredService<TimeProvider>()))
            .AddHostedService<QueueWatch>();
}

/// <summary>Makes the store, which is opened in the background.</summary>
internal delegate IStore OpenStore();
