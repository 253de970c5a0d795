using Vitrine.Platform;

namespace Vitrine.Datasets.Files;

/// <summary>Files that are made out of sight, in a folder below the one that they are for, and put there when all are whole. Who stops before leaves that folder as it was.</summary>
internal sealed class FolderDraft : IDisposable
{
    private const string Name = "synth.draft";

    private readonly string folder;
    private readonly MadeFolders made;

    /// <param name="folder">Made where missing. A draft that a killed process left in it is thrown away.</param>
    public FolderDraft(string folder)
    {
        (this.folder, Path) = (folder, System.IO.Path.Combine(folder, Name));
        made = MadeFolders.Make(folder);
        Delete();
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where the files are made.</summary>
    public string Path { get; }

    /// <summary>Puts the files in their place; those of the same names are replaced, others stay.</summary>
    public void Publish() => Move(Path, folder);

    public void Dispose()
    {
        Delete();
        made.DeleteEmpty();
    }

    private void Delete()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static void Move(string from, string to)
    {
        foreach (var inner in Directory.GetDirectories(from))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetFileName(inner));
            if (Directory.Exists(target))
                Move(inner, target);
            else
                Directory.Move(inner, target);
        }

        foreach (var file in Directory.GetFiles(from))
            File.Move(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
    }
}
