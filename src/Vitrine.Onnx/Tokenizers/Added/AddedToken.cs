namespace Vitrine.Onnx.Tokenizers;

/// <summary>A token that is cut out of a text before anything else looks at it, such as "&lt;mask&gt;".</summary>
/// <param name="Content">Its text, not empty.</param>
/// <param name="Id">Its id.</param>
internal sealed record AddedToken(string Content, int Id)
{
    /// <summary>Takes the white space before it.</summary>
    internal bool TakesBlanksBefore { get; init; }

    /// <summary>Takes the white space behind it.</summary>
    internal bool TakesBlanksBehind { get; init; }

    /// <summary>Counts only where no character of a word stands next to it.</summary>
    internal bool IsWholeWord { get; init; }

    /// <summary>Is looked for in the normalised text instead of the original one.</summary>
    internal bool IsNormalized { get; init; }
}
