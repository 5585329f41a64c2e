using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using FlippyFlip.Contracts;
using FlippyFlip.Core.Secrets;
using FlippyFlip.Functions.Adapters;

namespace FlippyFlip.Functions.Tests.Adapters;

/// <summary>Against a vault of the test's own that speaks the two calls and holds real RSA keys.</summary>
public sealed class KeyVaultMasterKeyTests : MasterKeyContract, IDisposable
{
    private readonly Vault _vault = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task Opens_what_an_older_version_of_the_key_locked()
    {
        var master = await OpenAsync();
        var old = await master.WrapAsync(new byte[32], Ct);
        _vault.Rotate("master");
        var fresh = await master.WrapAsync(new byte[32], Ct);

        Assert.NotEqual(old.KeyId, fresh.KeyId);
        Assert.Equal(new byte[32], await master.UnwrapAsync(old, Ct));
        Assert.Equal(new byte[32], await master.UnwrapAsync(fresh, Ct));
    }

    [Theory]
    [InlineData("https://evil.example/keys/master/1")]
    [InlineData("https://vault.test.evil.example/keys/master/1")]
    [InlineData("https://vault.test/keys/other/1")]
    [InlineData("https://vault.test/keys/master2/1")]
    [InlineData("http://vault.test/keys/master/1")]
    [InlineData("master")]
    public async Task Asks_no_other_key_whatever_the_wrapped_one_says(string keyId)
    {
        var problem = await Assert.ThrowsAsync<SecretException>(async () => await (await OpenAsync()).UnwrapAsync(new WrappedKey(keyId, new byte[256]), Ct));
        Assert.Equal((SecretFault.WrongKey, 0), (problem.Fault, _vault.Calls));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_vault_that_refuses_is_unavailable(HttpStatusCode status)
    {
        _vault.Refusal = status;
        var problem = await Assert.ThrowsAsync<SecretException>(async () => await (await OpenAsync()).WrapAsync(new byte[32], Ct));
        Assert.Equal((SecretFault.Unavailable, $"Key Vault answered wrapkey with HTTP {(int)status}."), (problem.Fault, problem.Message));
    }

    protected override Task<IMasterKey> OpenAsync() => Task.FromResult<IMasterKey>(Open("master"));

    protected override Task<IMasterKey> OpenOtherAsync() => Task.FromResult<IMasterKey>(Open("other"));

    private KeyVaultMasterKey Open(string name) => new(
        new Uri($"https://vault.test/keys/{name}"),
        new Identity(),
        new KeyVaultOptions { Transport = new HttpClientTransport(new HttpClient(_vault, disposeHandler: false)), Retry = { MaxRetries = 1, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero } });

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("a-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Vault : HttpMessageHandler
    {
        private readonly Dictionary<string, List<RSA>> _keys = new() { ["master"] = [RSA.Create(2048)], ["other"] = [RSA.Create(2048)] };

        public HttpStatusCode? Refusal { get; set; }

        public int Calls { get; private set; }

        public void Rotate(string name) => _keys[name].Add(RSA.Create(2048));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            Assert.Equal("Bearer a-token", request.Headers.Authorization?.ToString());
            if (Refusal is { } status)
            {
                return new HttpResponseMessage(status) { Content = new StringContent("{}") };
            }

            var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            var versions = _keys[path[1]];
            var version = path.Length == 4 ? int.Parse(path[2], System.Globalization.CultureInfo.InvariantCulture) : versions.Count;
            var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
            Assert.Equal("RSA-OAEP-256", (string?)body["alg"]);
            var value = Base64Url.DecodeFromChars((string?)body["value"]);
            try
            {
                var key = versions[version - 1];
                var result = path[^1] == "wrapkey" ? key.Encrypt(value, RSAEncryptionPadding.OaepSHA256) : key.Decrypt(value, RSAEncryptionPadding.OaepSHA256);
                return Answer(HttpStatusCode.OK, new JsonObject { ["kid"] = $"https://vault.test/keys/{path[1]}/{version}", ["value"] = Base64Url.EncodeToString(result) });
            }
            catch (CryptographicException)
            {
                return Answer(HttpStatusCode.BadRequest, new JsonObject { ["error"] = new JsonObject { ["code"] = "BadParameter" } });
            }
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, JsonObject body) =>
            new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }
}
