using Vitrine.Catalogue;

namespace Vitrine.Search.Words;

/// <summary>Reads all products once, stretch by stretch of 65,536 rows, and puts together what they say. Memory holds one stretch and the vocabulary.</summary>
/// <param name="store">The products.</param>
/// <param name="language">Theirs.</param>
/// <param name="path">Where the file of words gets its place.</param>
/// <param name="changed">The rows that are read, ascending, and the average length of each field by which their frequencies are taken; null: all rows, and their own averages.</param>
internal sealed class WordIndexBuilder(CatalogueStore store, WordLanguage language, string path, (IReadOnlyList<int> Rows, double[] Averages)? changed = null) : IDisposable
{
    // Of more different words than this the rare ones are forgotten as spellings (not as terms): about 400 MB.
    private const int MostWords = 1 << 22;
    private const int MostPairs = 1 << 20;

    private readonly WordFileWriter file = new(path);
    private readonly ProductWords words = new(new WordAnalyzer(language));
    private readonly StretchWords stretch = new();
    private readonly List<(int Stretch, FileStream Stream)> written = [];
    private readonly FrequentTexts vocabulary = new(MostWords), vocabularyOfTexts = new(MostWords), pairs = new(MostPairs);
    private readonly long[] lengths = new long[FieldNumbers.Count];
    private readonly int[] products = new int[FieldNumbers.Count];

    public void Run(IProgress<int>? progress, CancellationToken cancellation)
    {
        var at = 0;
        foreach (var product in changed is null ? store.Products() : changed.Value.Rows.Select(row => store[row]))
        {
            cancellation.ThrowIfCancellationRequested();
            if (product.Row / PostingRun.StretchRows != at)
                EndStretch(at);
            at = product.Row / PostingRun.StretchRows;
            words.Read(product, store.Tree);
            Take(product.Row);
            progress?.Report(product.Row + 1);
        }

        EndStretch(at);
        var averages = changed?.Averages ?? [.. lengths.Zip(products, (length, count) => count == 0 ? 1 : (double)length / count)];
        new StretchMerge(file, averages).Run([.. written.Select(part => new StretchReader(part.Stretch, part.Stream))], cancellation);
        WriteVocabulary();
        WritePairs();
        file[WordSection.Card].Write(new WordFileCard(language.Name, store.DataHash, store.RowsHash, store.Count) { Averages = averages }.ToJson());
        file.Commit(cancellation);
    }

    private void Take(int row)
    {
        for (var field = 0; field < FieldNumbers.Count; field++)
        {
            if (words.Lengths[field] == 0)
                continue;
            stretch.Add(row % PostingRun.StretchRows, field, words.Frequencies[field], words.Lengths[field]);
            lengths[field] += words.Lengths[field];
            products[field]++;
        }

        foreach (var word in words.Written)
            vocabulary.Add(word);
        foreach (var word in words.WrittenInTexts)
            vocabularyOfTexts.Add(word);
        foreach (var pair in words.Pairs)
            pairs.Add(pair);
    }

    private void EndStretch(int number)
    {
        var stream = new FileStream(
            $"{path}.stretch{number}.{Environment.ProcessId}.tmp", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        written.Add((number, stream));
        stretch.WriteTo(stream);
        stream.Position = 0;
    }

    private void WriteVocabulary()
    {
        var list = new TextListWriter(file, WordSection.VocabularyOffsets, WordSection.VocabularyTexts);
        foreach (var (text, bytes, count) in vocabulary.Sorted())
        {
            list.Add(bytes);
            TextListWriter.Put(file[WordSection.VocabularyCounts], [count, vocabularyOfTexts.CountOf(text)]);
        }
    }

    private void WritePairs()
    {
        var list = new TextListWriter(file, WordSection.PairOffsets, WordSection.PairTexts);
        foreach (var (_, bytes, count) in pairs.Sorted())
        {
            list.Add(bytes);
            TextListWriter.Put(file[WordSection.PairCounts], count);
        }
    }

    public void Dispose()
    {
        written.ForEach(part => part.Stream.Dispose());
        file.Dispose();
    }
}
