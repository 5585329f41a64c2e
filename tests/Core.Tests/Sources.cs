namespace FlippyFlip.Core.Tests;

/// <summary>Where the source code is, for tests that look at it.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FlippyFlip.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
    }
}
