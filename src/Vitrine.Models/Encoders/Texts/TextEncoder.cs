using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>A network that turns titles and search texts into vectors.</summary>
public abstract class TextEncoder : Module
{
    /// <summary>Dimensions of the vectors.</summary>
    public abstract int Dimensions { get; }

    /// <summary>An untrained encoder.</summary>
    /// <param name="settings">Which kind, its words and sizes.</param>
    /// <param name="random">
    /// Draws the first weights. It is kept for dropout: a training that is to be resumable sets its state to one of the step's own before each step.
    /// </param>
    public static TextEncoder Create(TextEncoderSettings settings, RandomSource random) => settings.Kind switch
    {
        TextEncoderKind.Gru => new GruTextEncoder(settings, random),
        TextEncoderKind.Transformer => new TransformerTextEncoder(settings, random),
        _ => new MeanTextEncoder(settings, random),
    };

    /// <summary>Puts known vectors in the place of the first random ones of their words, before a training.</summary>
    /// <param name="vectors">Of the settings' word dimensions.</param>
    /// <exception cref="UsageException">The encoder does not read whole words.</exception>
    public virtual void StartFrom(WordVectors vectors) =>
        throw new UsageException("This text encoder reads pieces of words, which known word vectors do not have.", "Leave out --word-vectors.");

    /// <summary>
    /// Encodes the texts of a training once with what does not learn, in an order of their own, so that the result does not depend on the steps they are then part of.
    /// An encoder that learns as a whole has nothing to remember.
    /// </summary>
    /// <param name="texts">The <see cref="Tokens"/> of each; repeats are encoded once.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Looked at between batches.</param>
    public virtual void Remember(IReadOnlyList<int[]> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
    }

    /// <summary>What <see cref="Forward"/> takes of a text: numbers of rows of the encoder's table, at least one.</summary>
    public abstract int[] Tokens(string text);

    /// <summary>Computes the vectors. A text's does not depend on which other texts are in the batch.</summary>
    /// <param name="texts">The <see cref="Tokens"/> of each text.</param>
    /// <returns>[texts, <see cref="Dimensions"/>], not normalised, finite for every text.</returns>
    public abstract Tensor Forward(IReadOnlyList<int[]> texts);
}
