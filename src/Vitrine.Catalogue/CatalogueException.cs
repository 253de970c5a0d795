namespace Vitrine.Catalogue;

/// <summary>An expected failure with a message for people: what was found and where. <see cref="Hint"/> says what to do about it.</summary>
public class CatalogueException(string message, string? hint = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What to do, as one sentence; null when the message says it all.</summary>
    public string? Hint { get; } = hint;
}
