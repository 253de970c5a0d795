using System.ComponentModel;
using System.Diagnostics;

namespace Vitrine.Workbench.Experiments;

/// <summary>What git says of a checkout.</summary>
/// <param name="Commit">In full; <see cref="Unknown"/> without git or without a repository.</param>
/// <param name="IsClean">Whether nothing in it differs from the commit; null where nobody knows.</param>
public sealed record Revision(string Commit, bool? IsClean)
{
    public const string Unknown = "unknown";

    /// <summary>Asks git, as a process, about a folder. New results are no change: a second experiment is measured on the same revision as the first.</summary>
    public static Revision Of(string root) => Git(root, "rev-parse", "HEAD") is { } commit
        ? new Revision(commit, Git(root, "status", "--porcelain", "--", ".", ":(exclude)reproduce/results") is { } changes ? changes.Length == 0 : null)
        : new Revision(Unknown, null);

    /// <summary>As a caption says it.</summary>
    public static string InWords(string commit, bool? isClean) =>
        commit == Unknown ? "an unknown revision" : $"revision {commit[..Math.Min(9, commit.Length)]}{(isClean == false ? " with changes" : "")}";

    // Null when git is missing, fails, or the folder is in no repository.
    private static string? Git(string root, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
