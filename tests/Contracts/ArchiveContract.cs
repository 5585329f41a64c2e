using System.Text;
using FlippyFlip.Core.Archive;

namespace FlippyFlip.Contracts;

/// <summary>What an adapter of <see cref="IArchive"/> must do, sentence by sentence. Each test runs on an archive of its own, empty at first.</summary>
public abstract class ArchiveContract : IAsyncLifetime
{
    private IArchive? _archive;

    protected IArchive Archive => _archive ?? throw new InvalidOperationException("The archive is not open.");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A way to the test's archive as another process has it: called more than once, they all see the same files.</summary>
    protected abstract Task<IArchive> OpenAsync();

    /// <summary>Removes the place where the archive was.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    public async ValueTask InitializeAsync() => _archive = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await RemoveAsync();
    }

    [Fact]
    public async Task Nothing_is_where_nothing_was_written()
    {
        Assert.Null(await Archive.FindAsync("a", Ct));
        Assert.Null(await Archive.ReadAsync("a/b", Ct));
        Assert.Empty(await NamesAsync(""));
        Assert.False(await Archive.DeleteAsync("a/b", Ct));
        Assert.NotEmpty(Archive.Place);
    }

    [Fact]
    public async Task Reads_what_was_written()
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-2);

        var written = Assert.IsType<ArchiveWrite.Written>(await WriteAsync("2026/one.part", "hello"));

        Assert.Equal(("2026/one.part", 5), (written.Item.Name, written.Item.Length));
        Assert.InRange(written.Item.WrittenAt, before, TimeProvider.System.GetUtcNow().AddSeconds(2));
        Assert.Equal(written.Item, await Archive.FindAsync("2026/one.part", Ct));
        Assert.Equal("hello", await TextAsync(await OpenAsync(), "2026/one.part"));
        Assert.Null(await Archive.FindAsync("2026", Ct));
        Assert.Null(await Archive.FindAsync("2026/one", Ct));
    }

    [Fact]
    public async Task An_empty_file_is_a_file()
    {
        Assert.IsType<ArchiveWrite.Written>(await Archive.WriteAsync("empty", (_, _) => Task.CompletedTask, Ct));
        Assert.Equal(0, (await Archive.FindAsync("empty", Ct))?.Length);
        Assert.Equal("", await TextAsync(Archive, "empty"));
    }

    [Fact]
    public async Task A_name_that_is_taken_stays_as_it_is()
    {
        await WriteAsync("a", "first");
        Assert.IsType<ArchiveWrite.NameTaken>(await WriteAsync("a", "second"));
        Assert.Equal("first", await TextAsync(Archive, "a"));
    }

    [Fact]
    public async Task Of_many_that_race_for_a_name_one_wins_and_its_bytes_are_there()
    {
        var together = new Barrier(4);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(async () =>
        {
            var archive = await OpenAsync();
            together.SignalAndWait(Ct);
            return (number, Outcome: await WriteAsync(archive, "run/goal", new string((char)('a' + number), 100_000)));
        })));

        var winner = Assert.Single(outcomes, each => each.Outcome is ArchiveWrite.Written);
        Assert.Equal(3, outcomes.Count(each => each.Outcome is ArchiveWrite.NameTaken));
        Assert.Equal(new string((char)('a' + winner.number), 100_000), await TextAsync(Archive, "run/goal"));
    }

    [Fact]
    public async Task Nobody_sees_a_file_before_it_is_whole()
    {
        var other = await OpenAsync();
        await Archive.WriteAsync("slow/one", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[9_000_000], ct);
            await stream.FlushAsync(ct);
            Assert.Null(await other.FindAsync("slow/one", ct));
            Assert.Null(await other.ReadAsync("slow/one", ct));
            Assert.Empty(await NamesAsync(""));
            Assert.False(await other.DeleteAsync("slow/one", ct));
        }, Ct);
        Assert.Equal(["slow/one"], await NamesAsync(""));
        Assert.Equal(9_000_000, (await other.FindAsync("slow/one", Ct))?.Length);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_its_failure_comes_out_as_it_is()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Archive.WriteAsync("a/b", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[5_000_000], ct);
            throw new InvalidOperationException("No more.");
        }, Ct));

        Assert.Equal("No more.", failure.Message);
        Assert.Empty(await NamesAsync(""));
        Assert.IsType<ArchiveWrite.Written>(await WriteAsync("a/b", "again"));
        Assert.Equal("again", await TextAsync(Archive, "a/b"));
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.WriteAsync("a", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[5_000_000], ct);
            await source.CancelAsync();
            await stream.WriteAsync(new byte[5_000_000], ct);
        }, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.WriteAsync("b", (_, _) => Task.CompletedTask, source.Token));
        // Cancelled after the last byte, before it counts.
        using var late = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Archive.WriteAsync("c", async (stream, ct) =>
        {
            await stream.WriteAsync(new byte[10], ct);
            await late.CancelAsync();
        }, late.Token));

        Assert.Empty(await NamesAsync(""));
    }

    [Fact]
    public async Task Lists_by_prefix_in_the_order_of_names()
    {
        string[] names = ["b", "a/2", "a/10", "a-b", "a", "ab/c", "a/x/1", "a.b"];
        foreach (var name in names.Where(name => name != "a"))
        {
            await WriteAsync(name, name);
        }

        string[] ordered = [.. names.Where(name => name != "a").Order(StringComparer.Ordinal)];
        Assert.Equal(ordered, await NamesAsync(""));
        Assert.Equal(["a/10", "a/2", "a/x/1"], await NamesAsync("a/"));
        Assert.Equal(["a/10"], await NamesAsync("a/1"));
        Assert.Equal(["a-b", "a.b", "a/10", "a/2", "a/x/1", "ab/c"], await NamesAsync("a"));
        Assert.Empty(await NamesAsync("c"));
        await foreach (var item in Archive.ListAsync("", Ct))
        {
            Assert.Equal(item, await Archive.FindAsync(item.Name, Ct));
        }
    }

    [Fact]
    public async Task Lists_more_than_a_page_of_any_service()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 5_100), Ct, async (number, _) => await WriteAsync($"many/{number:d5}", ""));
        Assert.Equal(Enumerable.Range(0, 5_100).Select(number => $"many/{number:d5}"), await NamesAsync("many/"));
    }

    [Fact]
    public async Task Deleting_again_changes_nothing()
    {
        await WriteAsync("a/b", "x");
        await WriteAsync("a/c", "y");

        Assert.True(await Archive.DeleteAsync("a/b", Ct));
        Assert.False(await Archive.DeleteAsync("a/b", Ct));

        Assert.Equal(["a/c"], await NamesAsync(""));
        Assert.IsType<ArchiveWrite.Written>(await WriteAsync("a/b", "anew"));
        Assert.Equal("anew", await TextAsync(Archive, "a/b"));
    }

    [Fact]
    public async Task A_name_may_come_and_go_while_others_write_beside_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(async () =>
        {
            for (var turn = 0; turn < 25; turn++)
            {
                Assert.IsType<ArchiveWrite.Written>(await WriteAsync($"busy/{lane}", "x"));
                Assert.True(await Archive.DeleteAsync($"busy/{lane}", Ct));
            }
        })));
        Assert.Empty(await NamesAsync(""));
    }

    [Fact]
    public async Task A_big_file_comes_back_as_it_was()
    {
        const int megabytes = 64;
        var block = new byte[1024 * 1024];
        new Random(1).NextBytes(block);

        await Archive.WriteAsync("big", async (stream, ct) =>
        {
            for (var i = 0; i < megabytes; i++)
            {
                await stream.WriteAsync(block, ct);
            }
        }, Ct);
        long length = 0;
        await using (var stream = await Archive.ReadAsync("big", Ct))
        {
            var buffer = new byte[block.Length];
            for (int read; (read = await stream!.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, Ct)) > 0; length += read)
            {
                Assert.True(buffer.AsSpan(0, read).SequenceEqual(block));
            }
        }

        Assert.Equal(megabytes * 1024L * 1024, length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData(".a")]
    [InlineData("a/.b")]
    [InlineData("a.")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("ä")]
    [InlineData("a:b")]
    [InlineData("a\nb")]
    public async Task Odd_names_are_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(name, "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => Archive.ReadAsync(name, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Archive.FindAsync(name, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Archive.DeleteAsync(name, Ct));
        Assert.Empty(await NamesAsync(""));
    }

    [Fact]
    public async Task The_longest_name_is_a_name()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('n', 49), 4)) + "n";
        Assert.Equal(ArchiveName.Longest, name.Length);
        await WriteAsync(name, "x");
        Assert.Equal("x", await TextAsync(Archive, name));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(name + "n", "x"));
    }

    protected Task<ArchiveWrite> WriteAsync(string name, string text) => WriteAsync(Archive, name, text);

    protected static Task<ArchiveWrite> WriteAsync(IArchive archive, string name, string text) =>
        archive.WriteAsync(name, async (stream, ct) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), ct), Ct);

    protected static async Task<string?> TextAsync(IArchive archive, string name)
    {
        await using var stream = await archive.ReadAsync(name, Ct);
        return stream is null ? null : await new StreamReader(stream).ReadToEndAsync(Ct);
    }

    protected async Task<string[]> NamesAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var item in Archive.ListAsync(prefix, Ct))
        {
            names.Add(item.Name);
        }

        return [.. names];
    }
}
