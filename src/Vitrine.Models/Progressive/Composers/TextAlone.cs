namespace Vitrine.Models.Progressive;

/// <summary>The words as they are, for a text that says all: the reference's title and the change (the idea of DQU-CIR, Wen et al., SIGIR 2024).</summary>
public sealed class TextAlone : Composer
{
    /// <remarks>There is nothing to weigh.</remarks>
    public override Composition Compose(Tensor images, Tensor texts, float[]? imageWeights = null) => new(texts);
}
