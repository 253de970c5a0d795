namespace Vitrine.Index;

/// <summary>Index files that are damaged, incomplete or of another version; the message names file, finding and remedy.</summary>
public sealed class IndexFormatException(string file, string problem)
    : Exception($"{file}: {problem} The index can be built again from the catalogue and its model.")
{
    /// <summary>The file at fault.</summary>
    public string File { get; } = file;
}
