using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace FlippyFlip.Local.Sandbox;

/// <summary>Where this server reaches itself. Its port may be known only after the start.</summary>
internal sealed class OwnAddress
{
    private readonly IServer _server;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OwnAddress(IServer server, IHostApplicationLifetime lifetime)
    {
        _server = server;
        lifetime.ApplicationStarted.Register(_started.SetResult);
    }

    /// <summary>Null: it has not started yet.</summary>
    public Uri? Known => _started.Task.IsCompleted ? Listening : null;

    private Uri Listening => _server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(Own).First(address => address is not null)!;

    /// <summary>Waits for the start.</summary>
    /// <returns>Scheme, host and port; the host is this machine's own.</returns>
    public async Task<Uri> FindAsync(CancellationToken ct)
    {
        await _started.Task.WaitAsync(ct);
        return Listening;
    }

    /// <summary>The address by which this machine reaches what listens there.</summary>
    /// <param name="listens">Such as <c>http://0.0.0.0:7071</c>.</param>
    /// <returns>Null: it listens on an address of some network only.</returns>
    public static Uri? Own(string listens)
    {
        var url = new UriBuilder(listens);
        if (IPAddress.TryParse(url.Host, out var address))
        {
            var isAny = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
            if (!isAny && !IPAddress.IsLoopback(address))
            {
                return null;
            }

            url.Host = isAny ? "localhost" : url.Host;
        }
        else
        {
            // Kestrel listens everywhere for every other name.
            url.Host = "localhost";
        }

        return url.Uri;
    }
}

/// <summary>Sends to this server, wherever it listens, what was meant for a host that cannot be named before the start.</summary>
internal sealed class ToOwnAddress(OwnAddress own, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Stands for this server; no such host exists.</summary>
    public const string Anywhere = "http://sandbox.invalid/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = await own.FindAsync(cancellationToken);
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        return await base.SendAsync(request, cancellationToken);
    }
}
