namespace Vitrine.Catalogue;

/// <summary>The text of one product in a JSON file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">The text; null where it is above the limit.</param>
internal readonly record struct JsonItem(long Line, string? Text);

/// <summary>The products of a JSON file, one text each, from the first to the last.</summary>
internal interface IJsonItems : IDisposable
{
    long BytesRead { get; }

    long Length { get; }

    /// <summary>The next product; false after the last.</summary>
    /// <exception cref="BadDataException">The file is broken in a way that leaves unclear where the next product begins.</exception>
    bool TryRead(out JsonItem item);
}
