using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl;

/// <summary>What the text side gives on one level. Not of unit length: the length acts as a temperature.</summary>
/// <param name="ForObjects">q̄₁, compared with object vectors. [batch, joint]</param>
/// <param name="ForImage">q̄₂, compared with image vectors. [batch, joint]</param>
public sealed record TextLevel(Tensor ForObjects, Tensor ForImage);

/// <summary>The text side of HSL: words in context on L levels; on each, the mean word gives two query vectors.</summary>
public sealed class HslTextEncoder : Module
{
    private readonly Linear? input;
    private readonly ContextLevel[] contexts;
    private readonly Linear[] forObjects;
    private readonly Linear[] forImage;
    private readonly Dropout dropout;

    internal HslTextEncoder(HslSettings settings, RandomSource random)
    {
        Words = AddChild("words", new Embedding(settings.VocabularySize, settings.WordDimensions > 0 ? settings.WordDimensions : settings.Width, random));
        Words.Weight.Uniform(random, -0.1f, 0.1f);
        if (settings.WordDimensions > 0)
            input = AddChild("input", new Linear(settings.WordDimensions, settings.Width, random));
        contexts = new ContextLevel[settings.Levels];
        forObjects = new Linear[settings.Levels];
        forImage = new Linear[settings.Levels];
        for (var level = 0; level < settings.Levels; level++)
        {
            contexts[level] = AddChild($"levels.{level}", new ContextLevel(settings, settings.TextLayers, random));
            forObjects[level] = AddChild($"levels.{level}.for_objects", new Linear(settings.Width, settings.JointWidth, random));
            forImage[level] = AddChild($"levels.{level}.for_image", new Linear(settings.Width, settings.JointWidth, random));
        }

        dropout = AddChild("dropout", new Dropout(settings.Dropout, random));
    }

    /// <summary>The word table; known word vectors may be copied in before training.</summary>
    public Embedding Words { get; }

    /// <returns>The levels, the shallow one first.</returns>
    public TextLevel[] Forward(WordBatch texts)
    {
        var (padding, mask, weights) = (texts.Lengths, texts.Lengths.Mask(), texts.Lengths.MeanWeights());
        var q = Words.Forward(texts.Words, [padding.Batch, padding.Time]);
        q = input?.Forward(q) ?? q; // [batch, words, d]
        var levels = new TextLevel[contexts.Length];
        for (var level = 0; level < levels.Length; level++)
        {
            q = contexts[level].Forward(q, padding, mask);
            var mean = weights.BatchMatMul(q).Reshape([padding.Batch, q.Shape[2]]); // m of the level
            levels[level] = new TextLevel(dropout.Forward(forObjects[level].Forward(mean)), dropout.Forward(forImage[level].Forward(mean)));
        }

        return levels;
    }
}
