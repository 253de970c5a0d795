using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Evaluation;
using Vitrine.Models.Probes;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>How often the finest category of a photo can be told from its vector: by a linear probe that is fitted to the training products.</summary>
internal static class ClassificationTask
{
    public const string Name = "classification";

    /// <param name="store">The catalogue.</param>
    /// <param name="encodings">Of all photos.</param>
    /// <param name="part">Whose photos are named.</param>
    /// <param name="session">Progress, cancellation.</param>
    public static (IReadOnlyList<DirectionResult> Directions, ProtocolRecord Protocol) Run(CatalogueStore store, StoredEncodings encodings, Part part, Session session)
    {
        if (encodings.Images.Vectors is not { } vectors)
            throw VerbException.Usage("this model gives codes, and categories are told from vectors.", "choose a model that gives vectors, such as one of --method contrastive.");
        (var known, var labels) = Take(Part.Train);
        (var asked, var right) = Take(part);
        int[] named = [];
        session.Track("Fitting a linear probe", stage =>
        {
            using var probe = LinearProbe.Fit(known, encodings.Dimensions, labels, stage.Of(LinearProbe.Passes), session.Stop);
            named = probe.Classify(asked);
        });
        var accuracy = right.Zip(named).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
        var largest = right.CountBy(category => category).Max(pair => pair.Value) / (double)right.Length;
        var protocol = new ProtocolRecord
        {
            Part = RetrievalEvaluation.NameOf(part),
            Gallery = $"{labels.Distinct().Count()} finest categories of training products, told apart by multinomial logistic regression on their photos' vectors",
            Relevance = "the product's finest category",
            SelfMatch = "not in gallery",
            SplitHash = store.SplitHash,
        };
        return ([new DirectionResult("image-to-category", right.Length, 0, [new Measure("accuracy", new TieAware(accuracy, accuracy, accuracy), largest)])], protocol);

        (float[] Vectors, int[] Categories) Take(Part of)
        {
            var rows = RetrievalEvaluation.RowsOrFail(store, of);
            var taken = new float[rows.Count * encodings.Dimensions];
            for (var i = 0; i < rows.Count; i++)
                vectors.AsSpan(rows[i] * encodings.Dimensions, encodings.Dimensions).CopyTo(taken.AsSpan(i * encodings.Dimensions));
            return (taken, [.. rows.Select(row => store.Categories[row])]);
        }
    }
}
