using System.Runtime.InteropServices;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// What orders products inside of a category: the supervision of a further part of the code, behind the finest layer. Labels alone drive all products of a category to one code,
/// so that a search among them is left with ties. Ours, in no paper.
/// </summary>
internal sealed class WithinOrder
{
    private readonly OrderWithin kind;
    private readonly int[] categories;
    private readonly int[] titles; // equal titles are one number
    private readonly HashSet<int>[] values; // numbers of "name=value"

    private WithinOrder(OrderWithin kind, int[] categories, int[] titles, HashSet<int>[] values) =>
        (this.kind, this.categories, this.titles, this.values) = (kind, categories, titles, values);

    /// <summary>Of the training part.</summary>
    /// <param name="kind">By what.</param>
    /// <param name="data">Knows titles and attributes.</param>
    /// <param name="rows">The training items.</param>
    /// <param name="categories">Their finest categories.</param>
    /// <exception cref="Catalogue.UsageException">Attributes are asked for, and the products have none.</exception>
    public static WithinOrder Of(OrderWithin kind, ITrainingData data, int[] rows, int[] categories)
    {
        int[] titles = [.. NumbersOf(data.Items.Titles(rows).Select(SameTitle.KeyOf))];
        HashSet<int>[] values = [];
        if (kind == OrderWithin.Attributes)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            values = [.. data.Attributes(rows).Select(own => own.SelectMany(pair => pair.Value.Select(value => NumberOf(numbers, $"{pair.Key}={value}"))).ToHashSet())];
            if (numbers.Count == 0)
                throw new Catalogue.UsageException($"The products of '{data.Path}' have no attributes to order them by.", "Import some (--attribute COL,…), or say --order-within contrastive.");
        }

        return new WithinOrder(kind, categories, titles, values);
    }

    /// <summary>
    /// S and how much each pair counts. Contrastive: 1 for a product with itself and others of its title, which count as much together as all wrong pairs do. Attributes: the values
    /// that two share, of all that either has (Jaccard); only pairs of one category count.
    /// </summary>
    /// <param name="items">A batch.</param>
    /// <returns>[batch, batch] each; the weights have mean 1, or are all 0.</returns>
    public (Tensor Similar, Tensor Weights) Pairs(int[] items)
    {
        var (similar, weights) = (Tensor.Zeros([items.Length, items.Length]), Tensor.Zeros([items.Length, items.Length]));
        var (rights, wrongs) = (0, 0);
        for (var i = 0; i < items.Length; i++)
        {
            for (var j = 0; j < items.Length; j++)
            {
                var at = i * items.Length + j;
                similar.Data[at] = kind == OrderWithin.Attributes ? Shared(items[i], items[j]) : titles[items[i]] == titles[items[j]] ? 1 : 0;
                if (kind == OrderWithin.Attributes && categories[items[i]] != categories[items[j]])
                    continue;
                weights.Data[at] = 1;
                if (similar.Data[at] == 1)
                    rights++;
                else
                    wrongs++;
            }
        }

        var balance = kind == OrderWithin.Contrastive && rights > 0 ? (float)wrongs / rights : 1;
        var sum = 0.0;
        for (var at = 0; at < weights.Length; at++)
            sum += weights.Data[at] *= similar.Data[at] == 1 ? balance : 1;
        for (var at = 0; at < weights.Length && sum > 0; at++)
            weights.Data[at] *= (float)(weights.Length / sum);
        return (similar, weights);
    }

    private float Shared(int one, int other)
    {
        var both = values[one].Count(values[other].Contains);
        var either = values[one].Count + values[other].Count - both;
        return either == 0 ? 1 : (float)both / either;
    }

    private static IEnumerable<int> NumbersOf(IEnumerable<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
            yield return NumberOf(numbers, text);
    }

    private static int NumberOf(Dictionary<string, int> numbers, string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, text, out var isKnown);
        if (!isKnown)
            number = numbers.Count - 1;
        return number;
    }
}
