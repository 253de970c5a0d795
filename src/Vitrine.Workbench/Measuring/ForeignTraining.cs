using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Workbench.Measuring;

/// <summary>
/// What a model learned elsewhere: in another store, or in this one before its products or its split were others. It is not asked about products that it
/// knows from there. A model that learned from this split alone is asked about all of a part, which the split keeps apart from what it learned.
/// </summary>
internal sealed class ForeignTraining
{
    private readonly string model;
    private readonly IItemSource items;
    private readonly TrainedProducts? known; // null: nothing is to be left out

    private ForeignTraining(string model, IItemSource items, TrainedProducts? known) => (this.model, this.items, this.known) = (model, items, known);

    /// <param name="directory">The model, in the folder of the data.</param>
    /// <param name="items">What it is measured on.</param>
    /// <param name="asked">Whose products ask. Who asks with the training part wants to see what was learned by heart.</param>
    /// <param name="isOfHere">Whether a card tells of a training on these data and this split.</param>
    public static ForeignTraining Of(ModelDirectory directory, IItemSource items, Part asked, Func<ModelCard, bool> isOfHere) =>
        new(directory.Name, items, asked == Part.Train || LearnedHere(directory, isOfHere) ? null : TrainedProducts.Read(directory));

    /// <summary>Those that the model does not know, in their order.</summary>
    /// <param name="rows">Items.</param>
    /// <param name="what">What a message calls them: "test products".</param>
    /// <param name="leftOut">How many it knows.</param>
    /// <exception cref="MeasurementException">It knows all.</exception>
    public IReadOnlyList<int> LeaveOut(IReadOnlyList<int> rows, string what, out int leftOut) =>
        Checked(rows, known?.Unseen(items, rows) ?? rows, what, out leftOut);

    /// <summary>The same for queries that come with candidates.</summary>
    public IReadOnlyList<CandidateQuery> LeaveOut(IReadOnlyList<CandidateQuery> queries, string what, out int leftOut) =>
        Checked(queries, known is null ? queries : [.. queries.Where(query => !known.Knows(null, query.Text))], what, out leftOut);

    // With every stage before it. A stage that is gone, or was trained anew, may have been of anywhere.
    private static bool LearnedHere(ModelDirectory directory, Func<ModelCard, bool> isOfHere)
    {
        var card = directory.ReadCard();
        if (!isOfHere(card))
            return false;
        if (card.From is not { } from)
            return true;
        var stage = ModelDirectory.In(directory.StorePath, from.Name);
        return ModelDirectory.NamesIn(directory.StorePath).Contains(from.Name) && stage.ReadCard().WeightsHash == from.WeightsHash && LearnedHere(stage, isOfHere);
    }

    private IReadOnlyList<T> Checked<T>(IReadOnlyList<T> all, IReadOnlyList<T> unknown, string what, out int leftOut)
    {
        leftOut = all.Count - unknown.Count;
        return unknown.Count > 0 || all.Count == 0
            ? unknown
            : throw new MeasurementException($"The model '{model}' was trained elsewhere on all {all.Count:N0} {what} of '{items.Name}', by photo or by title.",
                "Measure it on products that it has not learned from, or train a model here.");
    }
}
