using System.Text.Json.Nodes;

namespace FlippyFlip.Local.Tests.Sandbox;

/// <summary>An open feed, read line by line.</summary>
internal sealed class Listening : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private Listening(HttpResponseMessage response, StreamReader lines)
    {
        _response = response;
        _lines = lines;
    }

    public string? ContentType => _response.Content.Headers.ContentType?.ToString();

    public static async Task<Listening> StartAsync(Playground at, string user)
    {
        var response = await at.Http.GetAsync(new Uri(at.Url, $"sandbox/page/feed?user={user}"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)response.StatusCode);
        return new Listening(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next line. Null: the feed has ended.</summary>
    public async Task<string?> LineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _lines.ReadLineAsync(patience.Token);
    }

    /// <summary>The next event.</summary>
    public async Task<(string Name, JsonObject Data)> NextAsync()
    {
        string? line;
        while ((line = await LineAsync())?.StartsWith("event: ", StringComparison.Ordinal) == false)
        {
        }

        var data = await LineAsync();
        Assert.Equal("", await LineAsync());
        return (line!["event: ".Length..], JsonNode.Parse(data!["data: ".Length..])!.AsObject());
    }

    /// <summary>Every event up to the first of this name, which is the last of them.</summary>
    public async Task<IReadOnlyList<(string Name, JsonObject Data)>> UpToAsync(string name)
    {
        var all = new List<(string Name, JsonObject Data)>();
        do
        {
            all.Add(await NextAsync());
        }
        while (all[^1].Name != name);

        return all;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
