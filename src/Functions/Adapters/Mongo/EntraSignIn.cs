using Azure.Core;
using MongoDB.Driver.Authentication.Oidc;

namespace FlippyFlip.Functions.Adapters.Mongo;

/// <summary>
/// Signs in to Azure DocumentDB as the app's identity. The driver's own way to Azure asks the metadata address of virtual machines, which Functions
/// do not have.
/// </summary>
internal sealed class EntraSignIn(TokenCredential credential) : IOidcCallback
{
    private static readonly TokenRequestContext Request = new(["https://ossrdbms-aad.database.windows.net/.default"]);

    public OidcAccessToken GetOidcAccessToken(OidcCallbackParameters parameters, CancellationToken cancellationToken) =>
        Token(credential.GetToken(Request, cancellationToken));

    public async Task<OidcAccessToken> GetOidcAccessTokenAsync(OidcCallbackParameters parameters, CancellationToken cancellationToken) =>
        Token(await credential.GetTokenAsync(Request, cancellationToken));

    private static OidcAccessToken Token(AccessToken token) => new(token.Token, token.ExpiresOn - TimeProvider.System.GetUtcNow());
}
