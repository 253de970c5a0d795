namespace Vitrine.Tensors;

/// <summary>One text with one image of <see cref="Operations.StackedCrossAttention"/>, forward and, from what forward left behind, backward.</summary>
/// <param name="mostWords">Words of the longest text.</param>
/// <param name="mostRegions">Regions of the richest image.</param>
/// <param name="stride">From a word's similarities to those of the next.</param>
/// <param name="sharpness">λ.</param>
internal sealed unsafe class CrossAttentionPair(int mostWords, int mostRegions, int stride, float sharpness)
{
    // A region that no word agrees with has nothing to normalise; vectors that cancel out have no direction.
    private const float Epsilon = 1e-8f;

    private readonly float[] normalised = new float[mostWords * mostRegions]; // [s]₊ / norm
    private readonly float[] weights = new float[mostWords * mostRegions]; // α
    private readonly float[] slopes = new float[mostWords * mostRegions]; // by α, then by the normalised similarity
    private readonly float[] norms = new float[mostRegions];
    private readonly float[] lengths = new float[mostWords]; // √(αᵀGα)
    private readonly float[] cosines = new float[mostWords];
    private float* s;
    private float* g;
    private int words;
    private int regions;

    /// <summary>The score.</summary>
    public float Attend(float* similarities, float* products, int wordCount, int regionCount)
    {
        s = similarities;
        g = products;
        (words, regions) = (wordCount, regionCount);
        Normalise();
        var sum = 0f;
        for (var w = 0; w < words; w++)
            sum += cosines[w] = Cosine(w);
        return sum / words;
    }

    /// <summary>Adds the gradients of the pair that was attended to last.</summary>
    public void Backward(float gradient, float* forSimilarities, float* forProducts)
    {
        for (var w = 0; w < words; w++)
            BackwardOfWord(w, gradient / words, forSimilarities + (long)w * stride, forProducts);
        for (var i = 0; i < regions; i++)
            BackwardOfNorm(i, forSimilarities);
    }

    private void Normalise()
    {
        for (var i = 0; i < regions; i++)
        {
            var squares = 0f;
            for (var w = 0; w < words; w++)
            {
                var positive = MathF.Max(0, s[(long)w * stride + i]);
                squares += positive * positive;
            }

            norms[i] = MathF.Max(MathF.Sqrt(squares), Epsilon);
            for (var w = 0; w < words; w++)
                normalised[w * mostRegions + i] = MathF.Max(0, s[(long)w * stride + i]) / norms[i];
        }
    }

    private float Cosine(int w)
    {
        var alpha = weights.AsSpan(w * mostRegions, regions);
        var row = normalised.AsSpan(w * mostRegions, regions);
        var ofWord = s + (long)w * stride;
        var total = 0f;
        for (var i = 0; i < regions; i++)
            total += alpha[i] = MathF.Exp(sharpness * (row[i] - 1)); // at most 1, so that nothing overflows
        var (agreement, square) = (0f, 0f);
        for (var i = 0; i < regions; i++)
        {
            alpha[i] /= total;
            agreement += alpha[i] * ofWord[i];
        }

        for (var i = 0; i < regions; i++)
        {
            for (var j = 0; j < regions; j++)
                square += alpha[i] * g[i * mostRegions + j] * alpha[j];
        }

        lengths[w] = MathF.Max(MathF.Sqrt(MathF.Max(0, square)), Epsilon);
        return agreement / lengths[w];
    }

    private void BackwardOfWord(int w, float gradient, float* forSimilarities, float* forProducts)
    {
        var alpha = weights.AsSpan(w * mostRegions, regions);
        var ofAlpha = slopes.AsSpan(w * mostRegions, regions);
        var ofWord = s + (long)w * stride;
        var byAgreement = gradient / lengths[w];
        var bySquare = lengths[w] > Epsilon ? -gradient * cosines[w] / (2 * lengths[w] * lengths[w]) : 0; // by αᵀGα
        var mean = 0f;
        for (var i = 0; i < regions; i++)
        {
            forSimilarities[i] += byAgreement * alpha[i];
            ofAlpha[i] = byAgreement * ofWord[i];
            for (var j = 0; j < regions; j++)
            {
                forProducts[i * mostRegions + j] += bySquare * alpha[i] * alpha[j];
                ofAlpha[i] += bySquare * (g[i * mostRegions + j] + g[j * mostRegions + i]) * alpha[j];
            }

            mean += alpha[i] * ofAlpha[i];
        }

        for (var i = 0; i < regions; i++)
            ofAlpha[i] = sharpness * alpha[i] * (ofAlpha[i] - mean);
    }

    private void BackwardOfNorm(int i, float* forSimilarities)
    {
        if (norms[i] <= Epsilon)
            return;
        var along = 0f;
        for (var w = 0; w < words; w++)
            along += slopes[w * mostRegions + i] * normalised[w * mostRegions + i];
        for (var w = 0; w < words; w++)
        {
            if (s[(long)w * stride + i] > 0)
                forSimilarities[(long)w * stride + i] += (slopes[w * mostRegions + i] - normalised[w * mostRegions + i] * along) / norms[i];
        }
    }
}
