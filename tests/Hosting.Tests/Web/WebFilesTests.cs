using System.IO.Compression;
using System.Text;
using FlippyFlip.Hosting.Web;
using Microsoft.AspNetCore.Http;

namespace FlippyFlip.Hosting.Tests.Web;

public sealed class WebFilesTests : IDisposable
{
    private const string Html = "<!doctype html><title>Flippy</title>";
    private const string Asset = "assets/index-B3k9_xQz.js";

    private static readonly string Script = string.Concat(Enumerable.Repeat("console.log('heads or tails');\n", 200));

    private readonly string _root = Directory.CreateTempSubdirectory("flippy-web-").FullName;
    private readonly string _folder;
    private readonly WebFiles _files;

    public WebFilesTests()
    {
        _folder = Path.Combine(_root, "web");
        _files = new WebFiles(_folder, "Build <it> first.");
    }

    [Fact]
    public async Task A_page_is_asked_for_again_each_time_and_an_asset_with_a_hash_never()
    {
        Build();

        var page = await GetAsync(WebFiles.Index);
        var asset = await GetAsync(Asset);
        var plain = await GetAsync("assets/logo.svg");

        Assert.Equal((200, "text/html; charset=utf-8", "no-cache", Html), (page.Status, page["Content-Type"], page["Cache-Control"], page.Text));
        Assert.Equal((200, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", Script), (asset.Status, asset["Content-Type"], asset["Cache-Control"], asset.Text));
        Assert.Equal(("image/svg+xml", "no-cache"), (plain["Content-Type"], plain["Cache-Control"]));
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_policy()
    {
        var missing = await GetAsync(WebFiles.Index);
        Build();
        foreach (var answer in (Got[])[missing, await GetAsync(WebFiles.Index), await GetAsync(Asset), await GetAsync("nothing")])
        {
            Assert.Equal(
                ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", "nosniff", "no-referrer", "same-origin"),
                (answer["Content-Security-Policy"], answer["X-Content-Type-Options"], answer["Referrer-Policy"], answer["Cross-Origin-Opener-Policy"]));
        }
    }

    [Fact]
    public async Task A_page_of_one_file_says_itself_what_it_may_do_and_is_never_framed()
    {
        Build();
        File.WriteAllText(Path.Combine(_folder, "one.html"), "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x='\" /><script>1</script>");

        Assert.Equal("default-src 'none'; script-src 'sha256-x='; frame-ancestors 'none'", (await GetAsync("one.html"))["Content-Security-Policy"]);
        Assert.Equal(WebFiles.ContentPolicy, (await GetAsync(WebFiles.Index))["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br;q=0", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0, gzip", "gzip")]
    [InlineData("deflate", null)]
    [InlineData(null, null)]
    public async Task The_smallest_form_that_is_taken_is_sent(string? accepted, string? encoding)
    {
        Build();

        var asset = await GetAsync(Asset, accepted: accepted);

        Assert.Equal((encoding, "Accept-Encoding"), (asset["Content-Encoding"], asset["Vary"]));
        Assert.Equal(Script, encoding switch { "br" => Unpack(new BrotliStream(asset.Stream(), CompressionMode.Decompress)), "gzip" => Unpack(new GZipStream(asset.Stream(), CompressionMode.Decompress)), _ => asset.Text });
        Assert.Equal(asset.Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), asset["Content-Length"]);
    }

    [Fact]
    public async Task What_does_not_get_smaller_is_sent_as_it_is()
    {
        Build();

        var page = await GetAsync(WebFiles.Index, accepted: "br");

        Assert.Equal((null, null, Html), (page["Content-Encoding"], page["Vary"], page.Text));
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        Build();
        var tag = (await GetAsync(Asset, accepted: "gzip"))["ETag"]!;

        var known = await GetAsync(Asset, accepted: "gzip", known: $"\"other\", {tag}");
        var weak = await GetAsync(Asset, accepted: "gzip", known: $"W/{tag}");
        var otherForm = await GetAsync(Asset, accepted: "br", known: tag);

        Assert.Matches("^\"[A-Za-z0-9_-]{22}-gzip\"$", tag);
        Assert.Equal((304, 0, tag), (known.Status, known.Bytes.Length, known["ETag"]));
        Assert.Equal(304, weak.Status);
        Assert.Equal(200, otherForm.Status);
    }

    [Fact]
    public async Task A_head_tells_the_length_and_sends_nothing()
    {
        Build();

        var head = await GetAsync(WebFiles.Index, method: "HEAD");

        Assert.Equal((200, $"{Html.Length}", 0), (head.Status, head["Content-Length"], head.Bytes.Length));
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("assets/../../secret.txt")]
    [InlineData("assets\\index-B3k9_xQz.js")]
    [InlineData("/index.html")]
    [InlineData("INDEX.html")]
    [InlineData("assets")]
    [InlineData("")]
    public async Task Only_names_that_were_found_exist(string name)
    {
        Build();
        File.WriteAllText(Path.Combine(_root, "secret.txt"), "secret");

        Assert.Equal((404, 0), (await GetAsync(name)) is var answer ? (answer.Status, answer.Bytes.Length) : default);
    }

    [Fact]
    public async Task A_page_that_was_not_built_is_a_sentence_and_comes_once_it_is()
    {
        var missing = await GetAsync(WebFiles.Index);
        Build();
        var there = await GetAsync(WebFiles.Index);

        Assert.Equal((503, "text/html; charset=utf-8", "no-store"), (missing.Status, missing["Content-Type"], missing["Cache-Control"]));
        Assert.Contains("<p>Build &lt;it&gt; first.</p>", missing.Text, StringComparison.Ordinal);
        Assert.Equal((200, Html), (there.Status, there.Text));
    }

    [Fact]
    public async Task A_folder_with_more_than_a_page_is_not_taken_into_memory()
    {
        Build();
        using (var big = File.Create(Path.Combine(_folder, "big.bin")))
        {
            big.SetLength(WebFiles.MostBytes);
        }

        Assert.Equal($"{_folder} holds more than 64 MB; delete it and build the page again.", (await Assert.ThrowsAsync<InvalidDataException>(() => GetAsync(WebFiles.Index))).Message);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Unpack(Stream packed)
    {
        using var reader = new StreamReader(packed);
        return reader.ReadToEnd();
    }

    private void Build()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        File.WriteAllText(Path.Combine(_folder, WebFiles.Index), Html);
        File.WriteAllText(Path.Combine(_folder, Asset), Script);
        File.WriteAllText(Path.Combine(_folder, "assets", "logo.svg"), "<svg/>");
    }

    private async Task<Got> GetAsync(string name, string? accepted = null, string? known = null, string method = "GET")
    {
        var context = new DefaultHttpContext { Request = { Method = method, Headers = { AcceptEncoding = accepted, IfNoneMatch = known } }, Response = { Body = new MemoryStream() } };
        await _files.AnswerAsync(context, name);
        return new Got(context.Response.StatusCode, context.Response.Headers, ((MemoryStream)context.Response.Body).ToArray());
    }

    private sealed record Got(int Status, IHeaderDictionary Headers, byte[] Bytes)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public string? this[string header] => Headers[header] is [var value] ? value : null;

        public MemoryStream Stream() => new(Bytes);
    }
}
