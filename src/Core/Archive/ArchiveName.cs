namespace FlippyFlip.Core.Archive;

/// <summary>
/// Names that mean the same in every place, whether it is a folder on any system or a blob container: 1..200 characters, parts of <c>a-z 0-9 . _ -</c> joined
/// by '/'. A part neither starts nor ends with a dot.
/// </summary>
public static class ArchiveName
{
    public const int Longest = 200;

    public static bool IsValid(string name) => name.Length is > 0 and <= Longest && name.Split('/').All(IsPart);

    /// <exception cref="ArgumentException">The name is not one.</exception>
    public static void Check(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' is no name for a file in an archive: 1 to {Longest} characters, parts of a-z 0-9 . _ - joined by '/', no dot at a part's ends.", nameof(name));
        }
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] != '.' && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
