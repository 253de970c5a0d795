using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>CLIP's text vectors at unit length, fixed, and a linear map that starts as the identity; see <see cref="FrozenClipTower"/>.</summary>
public sealed class FrozenClipText : TextEncoder
{
    private const int BatchSize = 64;

    private readonly ClipTextEncoder encoder;
    private readonly IDisposable network;
    private readonly Linear projection;
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private Tensor? vectors;

    /// <param name="encoder">Of a frozen model.</param>
    /// <param name="network">What holds that model; disposed with this.</param>
    internal FrozenClipText(ClipTextEncoder encoder, IDisposable network)
    {
        (this.encoder, this.network) = (encoder, network);
        projection = AddChild("projection", IdentityProjection.Of(encoder.Dimensions));
    }

    public override int Dimensions => encoder.Dimensions;

    public override int[] Tokens(string text) => encoder.Tokens(text);

    public override void Remember(IReadOnlyList<int[]> texts, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        // Texts of a length together: padding costs as much as words.
        int[][] distinct = [.. texts.DistinctBy(KeyOf).OrderBy(text => text.Length)];
        vectors?.Dispose();
        vectors = Tensor.Empty([distinct.Length, Dimensions]);
        known.Clear();
        foreach (var batch in distinct.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = Scope.Begin(recordGradients: false);
            encoder.Forward(batch).L2Normalise().Data.CopyTo(vectors.Data[(known.Count * Dimensions)..]);
            foreach (var text in batch)
                known.Add(KeyOf(text), known.Count);
            progress?.Report(TrainingProgress.Preparing(known.Count, distinct.Length));
        }
    }

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        var rows = new int[texts.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!known.TryGetValue(KeyOf(texts[i]), out rows[i]))
                return projection.Forward(encoder.Forward(texts).L2Normalise());
        }

        return projection.Forward(vectors!.Gather(rows));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        vectors?.Dispose();
        network.Dispose();
    }

    private static string KeyOf(int[] text) => string.Join(' ', text);
}
