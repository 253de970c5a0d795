using Vitrine.Tensors;

namespace Vitrine.Catalogue.Features;

/// <summary>Features of any number of photos, read block by block. Safe for many threads.</summary>
public interface IFeatureRows : IDisposable
{
    /// <summary>Photos.</summary>
    int Count { get; }

    /// <summary>Numbers per photo.</summary>
    int Dimensions { get; }

    /// <summary>Reads the features of some photos.</summary>
    /// <param name="rows">Which, in any order.</param>
    /// <param name="features">[rows × <see cref="Dimensions"/>], overwritten.</param>
    void Read(ReadOnlySpan<int> rows, Span<float> features);
}

/// <summary>Features as tensors.</summary>
public static class FeatureRowsExtensions
{
    /// <summary>The features of some photos as a tensor [rows, dimensions], of the open scope, else of the caller.</summary>
    public static Tensor Gather(this IFeatureRows features, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(features);
        var gathered = Tensor.Empty([rows.Length, features.Dimensions]);
        features.Read(rows, gathered.Data);
        return gathered;
    }
}
