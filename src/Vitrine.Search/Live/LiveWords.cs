using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fields;
using Vitrine.Search.Words;

namespace Vitrine.Search.Live;

/// <summary>
/// The words of a store's products while these change. Those of changed products go to small files beside that of all; of two of like size one is made, so that there are never many and a product
/// is seldom read again.
/// </summary>
internal sealed class LiveWords : IDisposable
{
    private const string FileName = "words.changed.bin"; // one after another; each is deleted as soon as it is open

    // Of more changed products the words of all are read anew.
    private const double MostChanged = 0.3;

    private readonly List<ChangedWords> changed = [];
    private WordIndex all;
    private ulong[] known;

    private LiveWords(WordIndex all, ulong[] known) => (this.all, this.known) = (all, known);

    /// <summary>Opens the words of a store, of whatever state they are; makes them where that would be no less work than to bring them up to the products.</summary>
    /// <param name="store">The products as they are.</param>
    /// <param name="cancellation">Stops making them.</param>
    public static LiveWords Open(CatalogueStore store, CancellationToken cancellation)
    {
        foreach (var left in Directory.Exists(FolderOf(store)) ? Directory.GetFiles(FolderOf(store), $"*{FileName}") : [])
            File.Delete(left);
        if (TryOpen(store) is { } words)
            return words;
        WordIndexWriter.Update(store, cancellation: cancellation);
        return TryOpen(store) ?? throw new CatalogueException($"The words of '{store.Path}' were indexed and cannot be opened.", $"Run: vitrine index {store.Path}");
    }

    /// <summary>The words of a later state.</summary>
    public WordIndex Next(CatalogueStore store, CancellationToken cancellation)
    {
        var rows = new SortedSet<int>(Enumerable.Range(0, store.Count).Where(row => row >= known.Length || known[row] != store.DigestOf(row)));
        if (rows.Count > 0)
        {
            while (changed.Count > 0 && changed[^1].Rows.Count <= 2 * rows.Count)
            {
                rows.UnionWith(changed[^1].Rows.Where(row => row < store.Count));
                changed[^1].Part.LetGo();
                changed.RemoveAt(changed.Count - 1);
            }

            changed.Add(Read(store, [.. rows], cancellation));
        }

        known = [.. Enumerable.Range(0, store.Count).Select(store.DigestOf)];
        return all.With([.. changed], store.Count);
    }

    /// <summary>Goes on from words of all that were made meanwhile.</summary>
    public void Renew(CatalogueStore store)
    {
        if (TryOpen(store) is not { } newer)
            return;
        LetGo();
        (all, known) = (newer.all, newer.known);
    }

    public void Dispose() => LetGo();

    private static LiveWords? TryOpen(CatalogueStore store)
    {
        WordIndex? all = null;
        try
        {
            all = WordIndex.OpenAnyState(store);
            var known = all is null ? [] : RowDigests.Read(FolderOf(store));
            if (all?.Card.Averages?.Length == FieldNumbers.Count && known.Length == all.Products
                && Enumerable.Range(0, store.Count).Count(row => row >= known.Length || known[row] != store.DigestOf(row)) <= MostChanged * store.Count)
            {
                return new LiveWords(all, known);
            }
        }
        catch (IndexFormatException)
        {
            // made anew
        }

        all?.Dispose();
        return null;
    }

    private static string FolderOf(CatalogueStore store) => Path.GetDirectoryName(WordIndex.PathOf(store))!;

    private ChangedWords Read(CatalogueStore store, int[] rows, CancellationToken cancellation)
    {
        var path = Path.Combine(FolderOf(store), OperatingSystem.IsWindows() ? $"{Guid.NewGuid():N}.{FileName}" : FileName);
        using (var builder = new WordIndexBuilder(store, WordLanguage.Named(all.Language), path, (rows, all.Card.Averages!)))
            builder.Run(null, cancellation);
        var part = all.OpenChanged(path, rows);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return part;
    }

    private void LetGo()
    {
        foreach (var part in changed)
            part.Part.LetGo();
        changed.Clear();
        all.Dispose();
    }
}
