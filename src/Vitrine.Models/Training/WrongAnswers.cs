using Vitrine.Tensors;

namespace Vitrine.Models.Training;

/// <summary>What counts as a wrong answer where each pair of a batch is to be told from all others.</summary>
/// <param name="Groups">Empty, or a number per pair: pairs of one number (the same title twice) are no wrong answers for each other.</param>
/// <param name="LogWeights">[batch, batch] or null: the logarithm of how much item j counts as a wrong answer for item i; 0 for an item with itself.</param>
public readonly record struct WrongAnswers(ReadOnlyMemory<int> Groups, Tensor? LogWeights = null)
{
    /// <summary>The contrastive loss (<see cref="Losses.InfoNce"/>) of a batch. A weight w of a wrong answer multiplies its exp(similarity).</summary>
    /// <param name="similarities">[batch, batch], scaled by the temperature.</param>
    /// <param name="symmetric">Whether columns are trained too.</param>
    public Tensor Contrast(Tensor similarities, bool symmetric = true) =>
        (LogWeights is null ? similarities : similarities + LogWeights).InfoNce(Groups, symmetric);
}
