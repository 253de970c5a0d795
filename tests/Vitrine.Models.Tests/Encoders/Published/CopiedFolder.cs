namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>A copy of a model's folder that a test may damage; gone at its end.</summary>
internal sealed class CopiedFolder : IDisposable
{
    internal CopiedFolder(string source)
    {
        Path = Directory.CreateTempSubdirectory("vitrine-model-").FullName;
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
    }

    internal string Path { get; }

    /// <summary>Replaces the first occurrence of a text, which must be there.</summary>
    internal void Replace(string file, string before, string after)
    {
        var path = System.IO.Path.Combine(Path, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not say {before}.");
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), after, text.AsSpan(at + before.Length)));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
