using Vitrine.Server.Problems;

namespace Vitrine.Server.Writing;

/// <summary>How much of everything one product may have: more than any shop says of one, and little enough that nobody fills the store with one request.</summary>
internal static class SentLimits
{
    public const int IdLetters = 500;
    public const int TitleLetters = 1_000;
    public const int DescriptionLetters = 100_000;
    public const int NameLetters = 200;
    public const int TextLetters = 2_000;
    public const int Names = 200;
    public const int TextsPerName = 200;
    public const int CategoryDepth = 20;
    public const int FurtherCategories = 50;
    public const int Variants = 1_000;
    public const int Photos = 20;
    public const int BodyBytes = 64 << 20;

    /// <summary>An id: it names a row of the shop's table, a path and an entry of the index.</summary>
    /// <exception cref="ProblemException">It is empty, too long, or has control characters.</exception>
    public static string CheckId(string? id)
    {
        if (string.IsNullOrWhiteSpace(id))
            throw Wrong("The product has no id.", "Give the shop's own id of it.");
        if (id.Length > IdLetters || id.Any(char.IsControl))
            throw Wrong($"The id has {id.Length} letters{(id.Any(char.IsControl) ? " and a control character among them" : "")}; 1 to {IdLetters} without control characters are expected.", "Give the shop's own id of it.");
        return id;
    }

    /// <summary>A text of a field.</summary>
    /// <exception cref="ProblemException">It is too long, or empty where it must not be.</exception>
    public static string CheckText(string field, string? text, int most, bool mayBeEmpty = false)
    {
        if (text is null || (!mayBeEmpty && string.IsNullOrWhiteSpace(text)))
            throw Wrong($"'{field}' is empty; a text of 1 to {most:N0} letters is expected.", $"Give '{field}' a text.");
        if (text.Length > most)
            throw Wrong($"'{field}' has {text.Length:N0} letters; at most {most:N0} are taken.", $"Shorten '{field}'.");
        return text;
    }

    /// <summary>How many there are of something.</summary>
    /// <exception cref="ProblemException">Too many.</exception>
    public static void CheckCount(string field, int count, int most)
    {
        if (count > most)
            throw Wrong($"'{field}' has {count:N0} entries; at most {most:N0} are taken.", $"Send fewer entries of '{field}'.");
    }

    public static ProblemException Wrong(string detail, string hint) => new(ProblemKind.BadRequest, detail, hint);
}
