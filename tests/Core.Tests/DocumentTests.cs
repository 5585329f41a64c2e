using System.Text.RegularExpressions;

namespace FlippyFlip.Core.Tests;

public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
        ["README.md", .. Directory.GetFiles(Path.Combine(Sources.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Sources.Root, document))!;
        var targets = Links().Matches(File.ReadAllText(Path.Combine(Sources.Root, document))).Select(link => link.Groups["target"].Value);
        var missing = targets.Where(target => !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target)));
        Assert.Equal([], missing);
    }

    /// <summary>[text](target#place), images too; a link within the page has no target.</summary>
    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
