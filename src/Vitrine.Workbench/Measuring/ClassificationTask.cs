using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Models.Probes;

namespace Vitrine.Workbench.Measuring;

/// <summary>How often the finest category of a photo can be told from its vector: by a linear probe that is fitted to the training products.</summary>
internal static class ClassificationTask
{
    // More would not move the third digit, and their vectors would not fit a small machine.
    private const int MostLearned = 200_000;

    public static Evaluated Run(
        CatalogueStore store, string modelName, IRetrievalModel model, ForeignTraining foreign, EvaluationRequest request, string label, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        if (!model.Description.HasVectors)
        {
            throw new UsageException($"The model '{modelName}' gives codes, and categories are told from vectors.",
                "Choose a model that gives vectors, such as one of --method contrastive.");
        }

        var items = new StoreItems(store);
        var part = Evaluating.NameOf(request.Part);
        var (known, labels) = Take(QuerySample.Spread(Evaluating.RowsOf(store, Part.Train), MostLearned));
        var (asked, right) = Take(foreign.LeaveOut(Evaluating.RowsOf(store, request.Part), $"{part} products", out var leftOut));
        using var probe = LinearProbe.Fit(known, model.Description.VectorDimensions, labels, progress.Count("Fitting a linear probe", LinearProbe.Passes), cancellation);
        var named = probe.Classify(asked);
        var accuracy = right.Zip(named).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
        // Who knows nothing of a photo names the category that is the most frequent where names are learned.
        var most = labels.CountBy(category => category).MaxBy(pair => pair.Value).Key;
        var chance = right.Average(category => category == most ? 1.0 : 0.0);
        var protocol = new ProtocolRecord
        {
            Part = part,
            Excluded = new LeftOutTrained(leftOut).InWords,
            Gallery = $"{labels.Distinct().Count()} finest categories of {(labels.Length < MostLearned ? "" : $"{MostLearned:N0} ")}training products, told apart by multinomial logistic regression on their photos' vectors",
            Relevance = "the product's finest category",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        return new Evaluated(label, Evaluating.Classification, $"vectors of {model.Description.VectorDimensions} dimensions",
            [new DirectionResult("image-to-category", right.Length, 0, [new Measure("accuracy", new TieAware(accuracy, accuracy, accuracy), chance)])], protocol)
        { LeftOutTrained = new(leftOut) };

        (float[] Vectors, int[] Categories) Take(IReadOnlyList<int> rows)
        {
            var vectors = new float[(long)rows.Count * model.Description.VectorDimensions];
            var done = 0;
            foreach (var block in model.EncodeItems(items, ItemField.Photo, rows, cancellation))
            {
                block.Vectors!.CopyTo(vectors, (long)done * model.Description.VectorDimensions);
                done += block.Items.Count;
            }

            return (vectors, [.. rows.Select(row => store.Categories[row])]);
        }
    }
}
