using System.Reflection;
using FlippyFlip.Core.Slash;

namespace FlippyFlip.Core.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(Catalogue).Assembly;

    [Fact]
    public void Core_knows_no_web_framework_no_database_no_cloud_and_no_head()
    {
        string[] banned =
        [
            "Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "Microsoft.Azure", "Microsoft.ApplicationInsights", "SQLite", "Azure",
            "MongoDB", "NSec", "Npgsql", "Polly", "Spectre", "System.CommandLine", "System.Net.Http", "FlippyFlip",
        ];
        var references = Core.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
        Assert.DoesNotContain(references, reference => banned.Any(prefix => reference.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(references, reference => !reference.StartsWith("System.", StringComparison.Ordinal) && reference is not ("Microsoft.Extensions.Logging.Abstractions" or "NCrontab.Signed"));
    }

    [Fact]
    public void Only_the_local_head_has_the_sandbox()
    {
        string[] others = ["Core", "Hosting", "Functions"];
        var files = others.SelectMany(project => Directory.EnumerateFiles(Path.Combine(Sources.Root, "src", project), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".csproj")
            .ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => Path.GetExtension(file) == ".csproj" && File.ReadAllText(file).Contains("Local.csproj", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("MapSandbox", StringComparison.Ordinal) || File.ReadAllText(file).Contains("FlippyFlip.Local.Sandbox", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_is_named_after_what_a_person_looks_for()
    {
        string[] vague = ["Helpers", "Helper", "Utils", "Utilities", "Managers", "Services", "Common", "Misc", "Shared"];
        string[] roots = ["src", "tests"];
        var folders = roots.SelectMany(root => Directory.EnumerateDirectories(Path.Combine(Sources.Root, root), "*", SearchOption.AllDirectories))
            .Where(folder => !folder.Contains("node_modules", StringComparison.Ordinal))
            .Select(folder => Path.GetRelativePath(Sources.Root, folder))
            .ToList();
        Assert.NotEmpty(folders);
        Assert.DoesNotContain(folders, folder => vague.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_interface_is_called_a_service_or_a_manager() => Assert.DoesNotContain(
        Core.GetTypes(),
        type => type.IsInterface && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Manager", StringComparison.Ordinal)));

    [Fact]
    public void Rules_know_neither_Discord_s_replies_nor_sessions()
    {
        string[] modules = ["FlippyFlip.Core.Economy", "FlippyFlip.Core.Fairness", "FlippyFlip.Core.Games", "FlippyFlip.Core.RateLimits", "FlippyFlip.Core.Audit"];
        var rules = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src", "Core"), "*.cs", SearchOption.AllDirectories)
            .Where(file => modules.Contains($"FlippyFlip.Core.{Path.GetFileName(Path.GetDirectoryName(file))}") && !file.Contains("Developer", StringComparison.Ordinal))
            .ToList();
        Assert.True(rules.Count > 10);
        Assert.All(rules, file => Assert.DoesNotMatch(@"using FlippyFlip\.Core\.(Replies|Sessions|Slash|Interactions|Commands|Developer|Localisation);", File.ReadAllText(file)));
    }
}
