using Azure.Core;
using Azure.Core.Pipeline;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Archive;
using FlippyFlip.Core.Fairness;
using FlippyFlip.Functions.Adapters;

namespace FlippyFlip.Functions.Tests.Adapters;

public sealed class BlobArchiveTests(Azurite azurite) : ArchiveContract
{
    private StorageAccount? _account;

    [Fact]
    public async Task Says_without_a_secret_that_its_place_does_not_answer()
    {
        var nobody = new StorageAccount("", $"DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey={Azurite.AccountKey};BlobEndpoint=http://127.0.0.1:9/nobody;");
        var problem = await Assert.ThrowsAsync<ArchiveException>(() => WriteAsync(Open(nobody), "a", "x"));
        Assert.Equal((ArchiveFault.Unavailable, false), (problem.Fault, problem.ToString().Contains(Azurite.AccountKey, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_ours_and_not_somebody_else_s()
    {
        var account = azurite.NewAccount();
        var options = QuickOptions();
        options.AddPolicy(new LostAnswer(), HttpPipelinePosition.PerRetry);
        var archive = new BlobArchive(account.Container("backups", Azurite.NoCredential, options), Entropy.System);

        Assert.IsType<ArchiveWrite.Written>(await WriteAsync(archive, "a", "mine"));
        Assert.IsType<ArchiveWrite.NameTaken>(await WriteAsync(Open(account), "a", "yours"));
    }

    protected override Task<IArchive> OpenAsync() => Task.FromResult<IArchive>(Open(_account ??= azurite.NewAccount()));

    private static BlobArchive Open(StorageAccount account) => new BlobArchive(account.Container("backups", Azurite.NoCredential, QuickOptions()), Entropy.System);

    private static Azure.Storage.Blobs.BlobClientOptions QuickOptions() => new() { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(10) } };

    /// <summary>The first commit gets through; its answer does not come back.</summary>
    private sealed class LostAnswer : HttpPipelinePolicy
    {
        private bool _isLost;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (!_isLost && message.Request.Uri.Query.Contains("comp=blocklist", StringComparison.Ordinal) && message.Response.Status == 201)
            {
                _isLost = true;
                throw new IOException("The connection is gone.");
            }
        }
    }
}
