using Vitrine.Catalogue;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>What a contrastive model's model.json says beside the common part.</summary>
/// <param name="ImageEncoder">What the image tower is: see <see cref="ImageTowers"/>; with <paramref name="FineTuning"/> the name of a CLIP in the store's encoders.</param>
/// <param name="Text">Words and sizes of the text tower; null: CLIP's own.</param>
/// <param name="Heads">What the classifiers tell apart; empty: there are none.</param>
/// <param name="Training">The settings it was trained with.</param>
/// <param name="FineTuning">Both towers are those of a CLIP, of which this much learns; null: they are not.</param>
public sealed record ContrastiveModelSettings(
    string ImageEncoder, TextEncoderSettings? Text, IReadOnlyList<LabelHead> Heads, ContrastivePreset Training, FineTuning? FineTuning = null);

/// <summary>Two towers into one space: vectors of unit length whose inner product says how well a photo and a text go together.</summary>
public sealed class ContrastiveModel : Module, IRetrievalModel
{
    private const int BatchSize = 128;

    // CLIP's limits of the learned scale (Radford et al., 2021, §2.5).
    private const float LargestScale = 100;

    private readonly RandomSource dropout;

    /// <param name="settings">Words, heads, sizes.</param>
    /// <param name="towers">Become a part of this.</param>
    /// <param name="random">Draws the first weights of the heads, and dropout.</param>
    public ContrastiveModel(ContrastiveModelSettings settings, Towers towers, RandomSource random)
    {
        Settings = settings;
        dropout = random;
        Image = AddChild("image", towers.Image);
        Text = AddChild("text", towers.Text);
        Heads = settings.Heads.Count == 0 ? null : AddChild("heads", new LabelHeads(settings.Heads, Image.Dimensions, random));
        LogScale = AddParameter("logit_scale", [1]);
        LogScale.Data[0] = towers.LogScale;
    }

    public ContrastiveModelSettings Settings { get; }

    public ImageTower Image { get; }

    public TextEncoder Text { get; }

    public LabelHeads? Heads { get; }

    /// <summary>The logarithm of the factor that similarities get before the softmax. [1]</summary>
    public Tensor LogScale { get; }

    public string Method => ContrastiveMethod.MethodName;

    public IReadOnlyList<int> CodeBitsPerLayer => [];

    public int VectorDimensions => Image.Dimensions;

    public Encodings EncodeImages(CatalogueStore store, IReadOnlyList<int> rows, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var photos = Image.Open(store, cancellation: cancellation);
        return Encode(rows.Count, batch => Image.Forward(photos.Take([.. batch.Select(i => rows[i])])), progress, cancellation);
    }

    public Encodings EncodeImageFiles(IReadOnlyList<byte[]> files, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var photos = Image.Open(files);
        return Encode(files.Count, batch => Image.Forward(photos.Take(batch)), progress, cancellation);
    }

    public Encodings EncodeTexts(IReadOnlyList<string> texts, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        Encode(texts.Count, batch => Text.Forward([.. batch.Select(i => Text.Tokens(texts[i]))]), progress, cancellation);

    /// <summary>Makes what dropout draws a function of the step alone.</summary>
    internal void SeedDropout(RandomSource random) => dropout.State = random.State;

    /// <summary>Keeps the scale within its limits after a step.</summary>
    internal void LimitScale() => LogScale.Data[0] = Math.Clamp(LogScale.Data[0], 0, MathF.Log(LargestScale));

    private Encodings Encode(int count, Func<int[], Tensor> forward, IProgress<int>? progress, CancellationToken cancellation)
    {
        var vectors = new float[(long)count * VectorDimensions];
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            int[] batch = [.. Enumerable.Range(start, Math.Min(BatchSize, count - start))];
            forward(batch).L2Normalise().Data.CopyTo(vectors.AsSpan(start * VectorDimensions));
            progress?.Report(start + batch.Length);
        }

        return new Encodings(count, null, vectors);
    }
}
