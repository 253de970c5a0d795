using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;

namespace Vitrine.Search.Words;

/// <summary>What an update of the words did.</summary>
/// <param name="Products">Products that can be found.</param>
/// <param name="Words">Different words as they are written.</param>
/// <param name="Language">The language to whose stems they are taken, see <see cref="WordIndex.Language"/>.</param>
/// <param name="IsNew">Whether anything had changed, so that the words were read anew.</param>
public sealed record WordIndexUpdate(int Products, long Words, string Language, bool IsNew);

/// <summary>Makes the words of a store searchable.</summary>
public static class WordIndexWriter
{
    /// <summary>The languages that are known, by their English names; the last one, "none", takes words as they are.</summary>
    public static IReadOnlyList<string> Languages => WordLanguage.Names;

    /// <summary>Reads the words of all products, if any of them has changed since that was done. Stopped before the end, what was searchable before stays.</summary>
    /// <param name="store">The products.</param>
    /// <param name="language">One of <see cref="Languages"/>; null for that which was given before, at first the one that titles and descriptions speak.</param>
    /// <param name="progress">Gets the number of products that are read.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="UsageException">There are no products, or no such language.</exception>
    public static WordIndexUpdate Update(CatalogueStore store, string? language = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (store.Count == 0)
            throw new UsageException($"The store '{store.Path}' has no products.", "Import a catalogue into it first.");
        WordLanguage wanted;
        using (var before = OpenReadable(store))
        {
            wanted = (language ?? before?.Language) is { } said ? WordLanguage.Named(said) : LanguageGuess.Of(store);
            if (before is not null && before.IsOf(store) && before.Language == wanted.Name && before.Card.Averages is not null && RowDigests.Read(Path.GetDirectoryName(WordIndex.PathOf(store))!).Length == store.Count)
                return Of(before, isNew: false);
        }

        var path = WordIndex.PathOf(store);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RowDigests.Forget(folder); // they must not speak of the new file before it is there
        using (var builder = new WordIndexBuilder(store, wanted, path))
            builder.Run(progress, cancellation);
        RowDigests.Write(folder, store);
        using var made = WordIndex.Open(store);
        return Of(made, isNew: true);
    }

    // A damaged file is made anew.
    private static WordIndex? OpenReadable(CatalogueStore store)
    {
        try
        {
            return WordIndex.OpenAnyState(store);
        }
        catch (IndexFormatException)
        {
            return null;
        }
    }

    private static WordIndexUpdate Of(WordIndex index, bool isNew) => new(index.Products, index.Words, index.Language, isNew);
}
