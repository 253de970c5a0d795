namespace Vitrine.Models.Training;

/// <summary>Which layer of a tree says that two products match.</summary>
internal static class ClassLayer
{
    // With fewer products a class has hardly a pair that is neither one product nor near copies.
    private const int ProductsPerClass = 10;

    /// <summary>The finest layer whose classes have ten training products on average; the coarsest where none has.</summary>
    /// <param name="labels">The class of every training product on a layer, from 1.</param>
    /// <param name="depth">Layers.</param>
    public static int[] Of(Func<int, int[]> labels, int depth)
    {
        var layer = depth;
        while (layer > 1 && labels(layer).Length < ProductsPerClass * labels(layer).Distinct().Count())
            layer--;
        return labels(layer);
    }
}
