using Vitrine.Evaluation;
using Vitrine.Index;

namespace Vitrine.Cli.Line;

/// <summary>How the queries of an evaluation rank its gallery: by the distance of codes or by the inner product of vectors.</summary>
internal abstract class Ranking
{
    /// <param name="from">Codes of all products, on the queries' side.</param>
    /// <param name="queries">Product rows that ask.</param>
    /// <param name="to">Codes of all products, on the gallery's side.</param>
    /// <param name="gallery">Product rows that are searched.</param>
    public static Ranking ByCodes(CodeSet from, IReadOnlyList<int> queries, CodeSet to, IReadOnlyList<int> gallery)
    {
        var words = to.Layout.Words;
        var searched = new ulong[gallery.Count * words];
        for (var i = 0; i < gallery.Count; i++)
            to.Code(gallery[i]).CopyTo(searched, i * words);
        var codes = CodeSet.FromRows(searched, to.Layout);
        return new CodeRanking((query, distances) => codes.Distances(from.Code(queries[query]), distances), to.Layout.Bits);
    }

    /// <param name="from">Vectors of all products, [products × dimensions], on the queries' side.</param>
    /// <param name="queries">Product rows that ask.</param>
    /// <param name="to">Vectors of all products on the gallery's side.</param>
    /// <param name="gallery">Product rows that are searched.</param>
    /// <param name="dimensions">Numbers of a vector.</param>
    /// <param name="format">How the gallery is stored; the queries are prepared for it as a search does.</param>
    public static Ranking ByVectors(float[] from, IReadOnlyList<int> queries, float[] to, IReadOnlyList<int> gallery, int dimensions, VectorFormat format)
    {
        var searched = new float[gallery.Count * dimensions];
        for (var i = 0; i < gallery.Count; i++)
            to.AsSpan(gallery[i] * dimensions, dimensions).CopyTo(searched.AsSpan(i * dimensions));
        var vectors = VectorSet.FromRows(searched, dimensions, format);
        return new VectorRanking((query, scores) => vectors.Scores(from.AsSpan(queries[query] * dimensions, dimensions), scores));
    }

    /// <param name="scores">[query][gallery row]</param>
    public static Ranking ByScores(float[][] scores) => new VectorRanking((query, row) => scores[query].CopyTo(row));

    public abstract CategoryResult Category(
        int[][] queryLabels, int[][] galleryLabels, ProtocolRecord protocol, CategoryOptions options, IProgress<int> progress, CancellationToken cancellation);

    public abstract PairResult Pairs(
        int[][] relevant, int galleryCount, ProtocolRecord protocol, PairOptions options, IProgress<int> progress, CancellationToken cancellation);

    private sealed class CodeRanking(DistanceSource distances, int bits) : Ranking
    {
        public override CategoryResult Category(
            int[][] queryLabels, int[][] galleryLabels, ProtocolRecord protocol, CategoryOptions options, IProgress<int> progress, CancellationToken cancellation) =>
            CategoryRetrieval.Evaluate(queryLabels, galleryLabels, bits, distances, protocol, options, progress, cancellation);

        public override PairResult Pairs(
            int[][] relevant, int galleryCount, ProtocolRecord protocol, PairOptions options, IProgress<int> progress, CancellationToken cancellation) =>
            PairRetrieval.Evaluate(relevant, galleryCount, distances, protocol, options, progress, cancellation);
    }

    private sealed class VectorRanking(ScoreSource scores) : Ranking
    {
        public override CategoryResult Category(
            int[][] queryLabels, int[][] galleryLabels, ProtocolRecord protocol, CategoryOptions options, IProgress<int> progress, CancellationToken cancellation) =>
            CategoryRetrieval.Evaluate(queryLabels, galleryLabels, scores, protocol, options, progress, cancellation);

        public override PairResult Pairs(
            int[][] relevant, int galleryCount, ProtocolRecord protocol, PairOptions options, IProgress<int> progress, CancellationToken cancellation) =>
            PairRetrieval.Evaluate(relevant, galleryCount, scores, protocol, options, progress, cancellation);
    }
}
