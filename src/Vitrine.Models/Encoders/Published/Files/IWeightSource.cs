using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Where a network takes its weights from: a file, or a rule that makes them up.</summary>
internal interface IWeightSource
{
    /// <summary>A tensor that belongs to the caller. One that cannot be had is noted and replaced; the source complains later of all of them at once.</summary>
    Tensor Take(string name, Shape shape);

    /// <summary>The stored shape, or null: for parts of a network that may be left out or be stored in two ways.</summary>
    Shape? ShapeOf(string name);
}
