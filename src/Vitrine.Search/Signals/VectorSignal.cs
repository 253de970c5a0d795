using Vitrine.Catalogue.Text;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Large;

namespace Vitrine.Search.Signals;

/// <summary>
/// A model's own comparison of words with one field of the products, photos or titles: as <see cref="Gallery"/> ranks them. Of a product with several photos the nearest one counts.
/// A word that the model has never read is asked in another form, where there is one. Where it knows none of the words it finds nothing. Of a gallery that has cells (<see cref="GalleryCells"/>) the best are found at a recall that the query says.
/// </summary>
/// <param name="model">What encodes the words; must outlive this.</param>
/// <param name="gallery">The field, opened with the same model; must outlive this.</param>
/// <param name="of">That field.</param>
/// <param name="rowCount">Products of the store.</param>
/// <param name="saysNothing">Whether a word says nothing of a product, such as "with": to know it alone is to know nothing. Null: each says something.</param>
/// <param name="otherForm">How the products write a word, or what it is a kind of; null from it, or in its place: in no other way.</param>
public sealed class VectorSignal(IRetrievalModel model, Gallery gallery, ItemField of, int rowCount, Func<string, bool>? saysNothing = null, Func<string, string?>? otherForm = null) : ISignal
{
    private readonly LargeGallery? large = LargeGallery.Of(gallery);

    /// <inheritdoc/>
    public string Name => of == ItemField.Photo ? "photo" : "title";

    /// <inheritdoc/>
    public ScoreScale Scale => ScoreScale.Difference;

    /// <inheritdoc/>
    public ISignalQuery Ask(string text)
    {
        var query = Encode(text);
        var forms = otherForm is null ? [] : query.UnknownWords.Distinct().Select(word => (Word: word, Form: otherForm(word))).Where(form => form.Form is not null).ToDictionary(form => form.Word, form => form.Form!, StringComparer.Ordinal);
        if (forms.Count > 0)
        {
            text = string.Join(' ', WordTokenizer.Words(text).Select(word => forms.GetValueOrDefault(word, word)));
            query = Encode(text);
        }

        string[] words = [.. WordTokenizer.Words(text)];
        if (saysNothing is not null && !Array.TrueForAll(words, word => saysNothing(word)))
            words = Array.FindAll(words, word => !saysNothing(word));
        return new Asked(gallery, large, query, rowCount) { Known = query.KnowsNothing || words.Length == 0 ? 0 : Math.Max(0, 1 - (float)query.UnknownWords.Count(words.Contains) / words.Length) };
    }

    private EncodedQuery Encode(string text)
    {
        lock (model) // made for one thread at a time
            return model.EncodeQueries([Query.Words(text)], of)[0];
    }

    private sealed class Asked(Gallery gallery, LargeGallery? large, EncodedQuery query, int rowCount) : ISignalQuery
    {
        // A search asks for the best, and then for the scores of what other signals found, with one filter and another. In a folder all products are compared once.
        private readonly Lazy<float[]>? all = large is null && !gallery.IsRescored && gallery.Index is FolderSnapshot ? new(() => ScoresOfAll(gallery, query, rowCount)) : null;

        public required float Known { get; init; }

        public double Recall { get; private set; } = 1;

        public IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null)
        {
            if (Known == 0 || count < 1)
                return [];
            if (large is not null && filter is not null && large.AreFew(filter))
            {
                int[] few = [.. filter.Rows()];
                return TopRows.Of(large.Scores(query.Vector, few), few, count, filter: null);
            }

            if (large is not null)
            {
                var (best, recall) = large.Best(query.Vector, count, filter);
                Recall = Math.Min(Recall, recall);
                return [.. best.Select(row => new ScoredRow(row.Row, row.Score))];
            }

            if (all is not null)
                return TopRows.Of(all.Value, count, filter);

            // A gallery orders equal scores by id. One more than is wanted tells whether some of them lie beyond the cut; then all of them are needed.
            var found = Nearest(count + 1L, filter);
            for (var wanted = 2L * count; found.Length > count && found[^1].Score == found[count - 1].Score; wanted *= 2)
            {
                var more = Nearest(wanted, filter);
                if (more.Length == found.Length)
                    break;
                found = more;
            }

            return [.. found.OrderByDescending(row => row.Score).ThenBy(row => row.Row).Take(count)];
        }

        public float?[] Score(IReadOnlyList<int> rows)
        {
            if (Known == 0 || rows.Count == 0)
                return new float?[rows.Count];
            if (all is not null)
                return [.. rows.Select(row => Said(all.Value[row]))];
            if (large is not null)
                return Array.ConvertAll(large.Scores(query.Vector, [.. rows]), Said);
            var wanted = new RowSet(rowCount);
            foreach (var row in rows)
                wanted.Add(row);
            var scores = Nearest(rows.Count, wanted).ToDictionary(found => found.Row, found => found.Score);
            return [.. rows.Select(row => scores.TryGetValue(row, out var score) ? score : (float?)null)];
        }

        private static float? Said(float score) => float.IsFinite(score) ? score : null;

        private ScoredRow[] Nearest(long count, RowSet? filter) =>
            [.. gallery.Nearest(query, (int)Math.Min(count, rowCount), filter).Select(found => new ScoredRow(found.Row, ScoreOf(found.Nearness)))];

        private static float[] ScoresOfAll(Gallery gallery, EncodedQuery query, int rowCount)
        {
            var scores = new float[rowCount];
            gallery.Scores(query, scores);
            if (gallery.By != SearchBy.Codes)
                return scores;
            var bits = gallery.Index.Schema.CodeBitsPerLayer.Sum();
            for (var row = 0; row < rowCount; row++)
                scores[row] = Cosine(-scores[row], bits);
            return scores;
        }

        // Bits are signs, and of n that differ in d places the inner product is n − 2d.
        private static float Cosine(float distance, int bits) => 1 - 2f * distance / bits;

        private float ScoreOf(Nearness nearness) => nearness switch
        {
            VectorScore vector => vector.Score,
            CodeDistance code => Cosine(code.Distance, gallery.Index.Schema.CodeBitsPerLayer.Sum()),
            _ => throw new ArgumentException($"A gallery compares codes or vectors, and this is a {nearness.GetType().Name}.", nameof(nearness)),
        };
    }
}
