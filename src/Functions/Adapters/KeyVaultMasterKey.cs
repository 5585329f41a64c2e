using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using FlippyFlip.Core.Secrets;

namespace FlippyFlip.Functions.Adapters;

/// <summary>
/// A master key that never leaves Key Vault: the vault wraps and unwraps (RSA-OAEP-256). Two calls of its REST API need no further library, and a
/// cold start is shorter for each assembly that is not there.
/// </summary>
internal sealed class KeyVaultMasterKey : IMasterKey
{
    private const string Version = "?api-version=7.4";

    private readonly Uri _key;
    private readonly HttpPipeline _pipeline;

    /// <param name="key">Address of the key; with its version it is never rotated.</param>
    /// <param name="credential">The app's identity, with the role Key Vault Crypto Service Encryption User.</param>
    /// <param name="options">Retries and transport.</param>
    public KeyVaultMasterKey(Uri key, TokenCredential credential, KeyVaultOptions options)
    {
        _key = key;
        options.Diagnostics.IsLoggingEnabled = false;
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, "https://vault.azure.net/.default"));
    }

    public async Task<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken ct)
    {
        if (dataKey.Length != DataKey.Length)
        {
            throw new ArgumentException($"A data key has {DataKey.Length} bytes.", nameof(dataKey));
        }

        var (id, bytes) = await CallAsync(_key.AbsoluteUri, "wrapkey", dataKey, ct);
        return new WrappedKey(id, bytes);
    }

    public async Task<byte[]> UnwrapAsync(WrappedKey wrapped, CancellationToken ct)
    {
        // The id comes from where the secret lies: nobody may send us to a vault of theirs with it.
        if (!IsOurs(wrapped.KeyId))
        {
            throw new SecretException(SecretFault.WrongKey, $"It was locked with the key {wrapped.KeyId}, which is not a version of {_key.AbsoluteUri}.");
        }

        var (_, bytes) = await CallAsync(wrapped.KeyId, "unwrapkey", wrapped.Bytes, ct);
        return bytes.Length == DataKey.Length ? bytes : throw Changed();
    }

    private bool IsOurs(string id) =>
        Uri.TryCreate(id, UriKind.Absolute, out var address)
        && address.GetLeftPart(UriPartial.Authority) == _key.GetLeftPart(UriPartial.Authority)
        && address.Segments.Length >= 3
        && address.Segments[..3].Select(Trim).SequenceEqual(_key.Segments[..3].Select(Trim));

    private static string Trim(string segment) => segment.TrimEnd('/');

    private async Task<(string KeyId, byte[] Bytes)> CallAsync(string key, string operation, ReadOnlyMemory<byte> value, CancellationToken ct)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri($"{key}/{operation}{Version}"));
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(BinaryData.FromString($$"""{"alg":"RSA-OAEP-256","value":"{{System.Buffers.Text.Base64Url.EncodeToString(value.Span)}}"}"""));
        try
        {
            await _pipeline.SendAsync(message, ct);
            return message.Response.Status switch
            {
                200 => Read(message.Response.Content),
                400 when operation == "unwrapkey" => throw Changed(),
                404 => throw new SecretException(SecretFault.WrongKey, $"The vault has no key {key}."),
                var status => throw new SecretException(SecretFault.Unavailable, $"Key Vault answered {operation} with HTTP {status}."),
            };
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or Azure.Identity.AuthenticationFailedException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SecretException(SecretFault.Unavailable, $"The key {key} cannot be reached: {failure.GetType().Name}.", failure);
        }
    }

    private static (string KeyId, byte[] Bytes) Read(BinaryData content)
    {
        using var json = JsonDocument.Parse(content);
        return (json.RootElement.GetProperty("kid").GetString()!, System.Buffers.Text.Base64Url.DecodeFromChars(json.RootElement.GetProperty("value").GetString()));
    }

    private static SecretException Changed() => new(SecretFault.Changed, "The wrapped key is not what the vault wrapped.");
}

/// <summary>How the vault is spoken to.</summary>
internal sealed class KeyVaultOptions : ClientOptions;
