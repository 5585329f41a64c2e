namespace FlippyFlip.Contracts;

/// <summary>Where the repository lies, for what is kept beside the tests.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "FlippyFlip.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No FlippyFlip.slnx above {AppContext.BaseDirectory}.");
    }
}
