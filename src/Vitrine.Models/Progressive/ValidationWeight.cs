using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.Progressive;

/// <summary>Chooses one weight for all queries: that by which changes of the validation part find most of their targets among its photos first (mean reciprocal rank).</summary>
internal static class ValidationWeight
{
    // More would not move the second digit, which is all that is chosen.
    private const int MostQueries = 2000;

    /// <summary>The steps tried: 0, 0.05, …, 1.</summary>
    private const int Steps = 20;

    public static void Choose(ProgressiveModel model, ITrainingData data, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var all = ProgressiveMethod.Triplets(data, Part.Validation, cancellation);
        Triplet[] triplets = [.. Enumerable.Range(0, Math.Min(MostQueries, all.Count)).Select(i => all[(int)((long)i * all.Count / Math.Min(MostQueries, all.Count))])];
        int[] items = [.. data.RowsOf(Part.Validation)];
        var vectors = TripletVectors.Of(model.Towers, data.Items, [.. triplets, new Triplet(items[0], triplets[0].Phrasings, items)], progress, cancellation);
        var placeOf = items.Index().ToDictionary(item => item.Item, item => item.Index);
        using var scope = Scope.Begin(recordGradients: false);
        var gallery = vectors.Photos(items);
        var byImage = vectors.Photos([.. triplets.Select(triplet => triplet.Reference)]).MatMul(gallery, transposeB: true);
        var byText = vectors.Texts([.. triplets.Select(triplet => triplet.Phrasings[0])]).MatMul(gallery, transposeB: true);
        var composer = (FixedWeights)model.Composer;
        composer.ImageWeight = Enumerable.Range(0, Steps + 1).Select(step => (float)step / Steps).MaxBy(Mrr);

        // The length of a composed query does not change the order of its answers.
        double Mrr(float weight) => Enumerable.Range(0, triplets.Length).Average(i =>
        {
            cancellation.ThrowIfCancellationRequested();
            var images = byImage.Data.Slice(i * items.Length, items.Length);
            var texts = byText.Data.Slice(i * items.Length, items.Length);
            var best = float.NegativeInfinity;
            foreach (var target in triplets[i].Targets)
                best = Math.Max(best, weight * images[placeOf[target]] + (1 - weight) * texts[placeOf[target]]);
            var before = 0;
            for (var place = 0; place < items.Length; place++)
                before += place != placeOf[triplets[i].Reference] && weight * images[place] + (1 - weight) * texts[place] > best ? 1 : 0;
            return 1.0 / (1 + before);
        });
    }
}
