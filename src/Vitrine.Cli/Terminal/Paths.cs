using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;

namespace Vitrine.Cli.Terminal;

/// <summary>What a path of the command line has to be. It is looked at before the verb begins, so that no work is done in vain and nothing half written.</summary>
internal static class Paths
{
    // What Linux and macOS allow for one name, in bytes.
    private const int LongestName = 255;

    /// <summary>A file that is read.</summary>
    public static Option<string?> ExistingFile(this Option<string?> option)
    {
        option.Validators.Add(result => Check(result, option.Name, WrongFile));
        return option;
    }

    /// <inheritdoc cref="ExistingFile(Option{string?})"/>
    public static Argument<string> ExistingFile(this Argument<string> argument)
    {
        argument.Validators.Add(result => Check(result, argument.Name, WrongFile));
        return argument;
    }

    /// <summary>Several of them.</summary>
    public static Option<string[]> ExistingFiles(this Option<string[]> option)
    {
        option.Validators.Add(result => Check(result, option.Name, WrongFile));
        return option;
    }

    /// <summary>A folder that is read.</summary>
    public static Option<string?> ExistingFolder(this Option<string?> option)
    {
        option.Validators.Add(result => Check(result, option.Name, WrongFolder));
        return option;
    }

    /// <inheritdoc cref="ExistingFolder(Option{string?})"/>
    public static Argument<string> ExistingFolder(this Argument<string> argument)
    {
        argument.Validators.Add(result => Check(result, argument.Name, WrongFolder));
        return argument;
    }

    /// <summary>A file that is written, in a folder that is there.</summary>
    public static Option<T> FileToWrite<T>(this Option<T> option)
    {
        option.Validators.Add(result => Check(result, option.Name, WrongNewFile));
        return option;
    }

    /// <summary>A folder that is made where it is missing.</summary>
    public static Option<T> FolderToWrite<T>(this Option<T> option)
    {
        option.Validators.Add(result => Check(result, option.Name, WrongNewFolder));
        return option;
    }

    private static void Check(SymbolResult result, string name, Func<string, string?> problemOf)
    {
        foreach (var path in result.Tokens.Select(token => token.Value).Where(path => !string.IsNullOrWhiteSpace(path)))
        {
            if ((TooLong(path) ?? problemOf(path)) is { } problem)
                result.AddError($"{name}: {problem}.");
        }
    }

    private static string? WrongFile(string path) => Directory.Exists(path) ? $"'{path}' is a folder; a file is expected"
        : File.Exists(path) ? null
        : $"there is no file '{path}'; relative paths start at the current folder";

    private static string? WrongFolder(string path) => File.Exists(path) ? $"'{path}' is a file; a folder is expected"
        : Directory.Exists(path) ? null
        : $"there is no folder '{path}'; relative paths start at the current folder";

    private static string? WrongNewFile(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            return $"'{path}' is a folder; the name of a file is expected";
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(folder) ? null : $"there is no folder '{folder}' for the file '{Path.GetFileName(path)}'";
    }

    private static string? WrongNewFolder(string path)
    {
        for (var place = Path.GetFullPath(path); place is not null && !Directory.Exists(place); place = Path.GetDirectoryName(place))
        {
            if (File.Exists(Path.TrimEndingDirectorySeparator(place)))
                return $"'{place}' is a file; a folder is expected";
        }

        return null;
    }

    private static string? TooLong(string path) => path.Split(Path.DirectorySeparatorChar).Any(name => Encoding.UTF8.GetByteCount(name) > LongestName)
        ? $"a name of {path.Length:N0} characters is too long for a file"
        : null;
}
