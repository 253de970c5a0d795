using System.Globalization;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Measuring;

/// <summary>
/// A reference picture and words that change it find their target among all photos of the part: with the reference taken out of the gallery, and once with it kept.
/// Beside that: what must not be found, other words for the same change, and a second picture.
/// </summary>
internal sealed class ComposedTask(RetrievalTask retrieval)
{
    private const string Direction = "image+text-to-image";
    private const int FirstTen = 10;
    private static readonly int[] Ranks = [1, 10, 50];

    public Evaluated Run(string label, string path)
    {
        var rows = Evaluating.RowsOf(retrieval.Store, retrieval.Request.Part);
        if (retrieval.Request.Submission is { } file)
            ComposedSubmission.Write(file, retrieval, rows);
        var placeOf = rows.Index().ToDictionary(row => row.Item, row => row.Index);
        var (triplets, all, leftOut) = Asked(path, rows);
        var protocol = new ProtocolRecord
        {
            Part = triplets.Length == all ? retrieval.PartName : $"{triplets.Length:N0} of {all:N0} changes of {retrieval.PartName}",
            Excluded = leftOut.InWords,
            Gallery = $"{retrieval.PartName} products",
            Relevance = "the products that the change leads to",
            CaptionJoin = "the first phrasing",
            SelfMatch = "reference removed (kept/… with it)",
            SplitHash = retrieval.Store.SplitHash,
        };
        var asked = new ComposedRanking(retrieval, rows, placeOf, protocol, Ranks);
        using var plain = asked.Of(triplets, triplet => asked.Changed(triplet.Reference, triplet.Phrasings[0]), "composed queries");
        var result = plain.Evaluate(isReferenceKept: false);
        IReadOnlyList<Measure> measures =
        [
            .. Recalls(result),
            new Measure("recall-mean", TieAware.Mean(result.Recall.Select(recall => recall.Value)), result.Recall.Average(recall => recall.Chance)),
            .. Recalls(plain.Evaluate(isReferenceKept: true)).Select(measure => measure with { Name = $"kept/{measure.Name}" }),
            .. plain.Exhaustive() is { } exhaustive ? Recalls(exhaustive).Select(measure => measure with { Name = $"exhaustive/{measure.Name}", IsDetail = true }) : [],
            .. HardNegatives(plain, triplets),
            .. Phrasings(asked, triplets, result),
            .. TwoPictures(asked, triplets),
            .. Weights(plain, triplets),
        ];
        return new Evaluated(label, Evaluating.Composed, retrieval.Compared(), [new DirectionResult(Direction, result.Queries, result.LeftOut, measures)], result.Protocol) { LeftOutTrained = leftOut };
    }

    private (Triplet[] Triplets, int All, LeftOutTrained LeftOut) Asked(string path, IReadOnlyList<int> rows)
    {
        using var source = LearningSource.Open(path, retrieval.Cancellation);
        var all = source.Data.Triplets(retrieval.Request.Part, retrieval.Cancellation);
        if (all.Count == 0 && retrieval.Request.Submission is { } file)
            throw new MeasurementException($"The answers are in {file}; what is right is not known here, so that there is nothing to measure.", "Hand them in.");
        if (all.Count == 0)
        {
            throw new MeasurementException($"The {retrieval.PartName} part of '{path}' has no two products that differ in one attribute alone, so that no change leads from one to another.",
                "Import attributes (--attribute colour,…), or measure on a larger shop.");
        }

        var unseen = retrieval.Foreign.LeaveOut(rows, $"{retrieval.PartName} products", out _).ToHashSet();
        Triplet[] known = [.. all.Where(triplet => unseen.Contains(triplet.Reference) && triplet.Targets.All(unseen.Contains))];
        if (known.Length == 0)
            throw new MeasurementException($"The model was trained elsewhere on products of all {all.Count:N0} changes of the {retrieval.PartName} part.", "Measure it on products that it has not learned from, or train a model here.");
        var sample = QuerySample.Of([.. Enumerable.Range(0, known.Length)], retrieval.Store.Count);
        return ([.. sample.Select(i => known[i])], known.Length, new LeftOutTrained(all.Count - known.Length));
    }

    private static IEnumerable<Measure> Recalls(PairResult result) => result.Recall.Select(recall => new Measure($"r@{recall.K}", recall.Value, recall.Chance) { PerQuery = [.. result.PerQuery.Select(found => found?.HitAt(recall.K) ?? double.NaN)] });

    // Of queries that have some: the share of the first ten that they fill.
    private static IEnumerable<Measure> HardNegatives(ComposedQueries plain, Triplet[] triplets)
    {
        int[] queries = [.. Enumerable.Range(0, triplets.Length).Where(i => triplets[i].HardNegatives.Count > 0)];
        return queries.Length == 0 ? [] : [new Measure($"hard-negatives@{FirstTen}", TieAware.Mean(queries.Select(query => plain.HardNegativesAt(query, FirstTen))), null)];
    }

    // The same changes said in other words: how far the best and the worst way of saying it are apart.
    private static IEnumerable<Measure> Phrasings(ComposedRanking asked, Triplet[] triplets, PairResult plain)
    {
        var most = triplets.Max(triplet => triplet.Phrasings.Count);
        Triplet[] said = [.. triplets.Where(triplet => triplet.Phrasings.Count == most)];
        if (most == 1)
            return [];
        var found = new List<TieAware>();
        if (said.Length == triplets.Length)
            found.Add(plain.RecallAt(FirstTen)); // the first way is what was asked
        for (var way = found.Count; way < most; way++)
        {
            var phrasing = way;
            using var queries = asked.Of(said, triplet => asked.Changed(triplet.Reference, triplet.Phrasings[phrasing]), $"phrasing {way + 1}");
            found.Add(queries.Evaluate(isReferenceKept: false).RecallAt(FirstTen));
        }

        return
        [
            .. found.Select((recall, way) => new Measure($"phrasing-{way + 1}/r@{FirstTen}", recall, null, IsDetail: true)),
            new Measure($"phrasings/r@{FirstTen}-spread", RetrievalTask.Exact(found.Max(recall => recall.Value) - found.Min(recall => recall.Value)), null),
        ];
    }

    // The same words with one picture and with two that lead to the same targets.
    private static IEnumerable<Measure> TwoPictures(ComposedRanking asked, Triplet[] triplets)
    {
        Triplet[] paired = [.. triplets.Where(triplet => triplet.SecondReference is not null)];
        if (paired.Length == 0)
            return [];
        using var one = asked.Of(paired, triplet => asked.Changed(triplet.Reference, triplet.Phrasings[0]), "one picture");
        using var two = asked.Of(paired, triplet => new Query(
            [.. new[] { triplet.Reference, triplet.SecondReference!.Value }.SelectMany(item => asked.Changed(item, triplet.Phrasings[0]).Parts)]), "two pictures");
        return [.. Recalls(one.Evaluate(isReferenceKept: false)).Select(measure => measure with { Name = $"one-picture/{measure.Name}" }),
            .. Recalls(two.Evaluate(isReferenceKept: false)).Select(measure => measure with { Name = $"two-pictures/{measure.Name}" })];
    }

    private static IEnumerable<Measure> Weights(ComposedQueries plain, Triplet[] triplets)
    {
        double[] weights = [.. Enumerable.Range(0, triplets.Length).Select(query => plain.WeightOf(query)?.Image ?? double.NaN)];
        if (weights.Any(double.IsNaN))
            return [];
        (double Kept, double Weight)[] known = [.. triplets.Index().Where(triplet => triplet.Item.KeptShare is not null).Select(triplet => ((double)triplet.Item.KeptShare!, weights[triplet.Index]))];
        var correlation = RankCorrelation.Spearman([.. known.Select(change => change.Kept)], [.. known.Select(change => change.Weight)]);
        return
        [
            new Measure("image-weight", RetrievalTask.Exact(weights.Average()), null),
            .. double.IsNaN(correlation) ? Array.Empty<Measure>() : [new Measure("image-weight-and-kept-share/spearman", RetrievalTask.Exact(correlation), null, IsShare: false)],
            .. known.GroupBy(change => change.Kept.ToString("0.00", CultureInfo.InvariantCulture), change => change.Weight)
                .Select(group => new Measure($"image-weight-at/{group.Key}", RetrievalTask.Exact(group.Average()), null, IsDetail: true)),
        ];
    }
}
