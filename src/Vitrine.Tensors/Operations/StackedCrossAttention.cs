using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors;

public static unsafe partial class Operations
{
    /// <summary>
    /// Stacked cross attention of texts over the regions of images (SCAN, Lee et al., ECCV 2018, text-to-image, mean over the words): each word w attends to
    /// the regions i with α = softmax_i(λ·[s_wi]₊ / ‖[s_·i]₊‖), the norm over the text's words, and is compared with what it sees, a = Σ αᵢvᵢ, by the
    /// cosine; the score is the mean of the words' cosines. The vectors a are never formed: for a word of length 1 the cosine is Σ αᵢsᵢ / √(αᵀGα), with the
    /// inner products G of the regions among themselves, which makes all texts × all images of a batch affordable.
    /// </summary>
    /// <param name="similarities">s: cosines of words and regions. [texts, words, images, regions]</param>
    /// <param name="products">G: ⟨vᵢ, vⱼ⟩ of each image's regions, of length 1. [images, regions, regions]</param>
    /// <param name="words">How many words each text has, at least 1. [texts]</param>
    /// <param name="regions">How many regions each image has, at least 1. [images]</param>
    /// <param name="sharpness">λ.</param>
    /// <returns>[texts, images]. Padding gets no gradient, whatever it holds.</returns>
    public static Tensor StackedCrossAttention(
        this Tensor similarities, Tensor products, ReadOnlyMemory<int> words, ReadOnlyMemory<int> regions, float sharpness = 9)
    {
        if (similarities.Rank != 4 || products.Rank != 3 || products.Shape != new Shape(similarities.Shape[2], similarities.Shape[3], similarities.Shape[3])
            || words.Length != similarities.Shape[0] || regions.Length != similarities.Shape[2])
        {
            throw new ArgumentException("StackedCrossAttention takes [texts, words, images, regions] and [images, regions, regions] with as many lengths as texts and images; "
                + $"the shapes are {similarities.Shape} and {products.Shape}, with {words.Length} and {regions.Length} lengths.");
        }

        var (texts, images) = (similarities.Shape[0], similarities.Shape[2]);
        var result = Tensor.Result([texts, images], similarities, products);
        var cost = similarities.Length / Math.Max(1, images) * 16L;
        WorkRange.Rows(images, cost, new CrossAttentionJob(similarities, products, words, regions, sharpness, result.Pointer, null, null, null));
        if (result.RequiresGradient)
        {
            result.OnBackward("StackedCrossAttention", gradient =>
            {
                // Where only one input wants a gradient the other's goes to scratch memory.
                using var scratch = Scope.Begin(recordGradients: false);
                var forSimilarities = similarities.RequiresGradient ? ClearedGradient(similarities) : Tensor.Zeros(similarities.Shape);
                var forProducts = products.RequiresGradient ? ClearedGradient(products) : Tensor.Zeros(products.Shape);
                WorkRange.Rows(images, 2 * cost, new CrossAttentionJob(
                    similarities, products, words, regions, sharpness, null, gradient.Pointer, forSimilarities.Pointer, forProducts.Pointer));
            });
        }

        return result;
    }

    /// <summary>All texts with some images. An image's gradients are sums over the texts, which one thread takes in order.</summary>
    private readonly struct CrossAttentionJob(
        Tensor similarities, Tensor products, ReadOnlyMemory<int> words, ReadOnlyMemory<int> regions, float sharpness,
        float* scores, float* gradient, float* forSimilarities, float* forProducts) : IRangeJob
    {
        public void Run(int start, int count)
        {
            var (texts, time, images, width) = (similarities.Shape[0], similarities.Shape[1], similarities.Shape[2], similarities.Shape[3]);
            var pair = new CrossAttentionPair(time, width, images * width, sharpness);
            for (var image = start; image < start + count; image++)
            {
                var offset = (long)image * width * width;
                for (var text = 0; text < texts; text++)
                {
                    var block = ((long)text * time * images + image) * width;
                    var score = pair.Attend(similarities.Pointer + block, products.Pointer + offset, words.Span[text], regions.Span[image]);
                    if (scores is not null)
                        scores[text * images + image] = score;
                    else
                        pair.Backward(gradient[text * images + image], forSimilarities + block, forProducts + offset);
                }
            }
        }
    }
}
