using Azure.Core;
using Azure.Identity;
using FlippyFlip.Functions.Adapters;

namespace FlippyFlip.Functions.Tests.Adapters;

public sealed class FunctionsVitalsTests
{
    [Fact]
    public async Task An_identity_that_cannot_sign_in_is_a_line_and_no_error()
    {
        var vitals = new FunctionsVitals(new StorageQueues(new StorageAccount("flippyprod", ""), new Refused()));

        var all = await vitals.ReadAsync(CancellationToken.None);

        Assert.Contains(all, vital => vital is { Name: "Deferred queue", IsWell: false, State: "storage answers nothing" });
    }

    private sealed class Refused : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("No identity today.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("No identity today.");
    }
}
