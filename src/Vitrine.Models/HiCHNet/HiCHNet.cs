using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// Supervised hierarchical cross-modal hashing (Sun et al., SIGIR 2019, doi 10.1145/3331184.3331229): an image and a text network give each
/// product features g and from them K hash representations, one per layer of the category tree; their signs, coarse layer first, are its code.
/// g_t = relu(W x + b) of the bag of words. g_v is what the caller gives, be it fixed features or the fc7 of a CNN-F, as published; or, ours, relu(W x + b) of it.
/// </summary>
public sealed class HiCHNet : Module
{
    private readonly Linear? imageEncoder;
    private readonly BagLinear textEncoder;

    /// <param name="imageInputs">Numbers per photo.</param>
    /// <param name="terms">Terms of the bag of words.</param>
    /// <param name="termsPerTitle">Of the average title: the fan-in of the text encoder.</param>
    /// <param name="hidden">Width of g_t, and of g_v where there is an image layer.</param>
    /// <param name="bits">r_k for each layer, coarse first.</param>
    /// <param name="classes">c_k for each layer.</param>
    /// <param name="random">Draws the first weights.</param>
    /// <param name="deviation">Of the first weights (paper: 0.01); null: by fan-in.</param>
    /// <param name="hasImageLayer">Whether g_v = relu(W x + b); otherwise it is x.</param>
    public HiCHNet(int imageInputs, int terms, int termsPerTitle, int hidden, IReadOnlyList<int> bits, IReadOnlyList<int> classes,
        RandomSource random, float? deviation = null, bool hasImageLayer = true)
    {
        if (hasImageLayer)
            imageEncoder = AddChild("image.encoder", new Linear(imageInputs, hidden, random, activation: Activation.Relu));
        textEncoder = AddChild("text.encoder", new BagLinear(terms, hidden, termsPerTitle, random));
        Image = AddChild("image", new HashHeads(hasImageLayer ? hidden : imageInputs, bits, classes, random));
        Text = AddChild("text", new HashHeads(hidden, bits, classes, random));
        if (deviation is not { } sigma)
            return;
        foreach (var (name, tensor) in Parameters())
        {
            if (name.EndsWith(".weight", StringComparison.Ordinal))
                tensor.Normal(random, sigma);
            else
                tensor.Data.Clear();
        }
    }

    public HashHeads Image { get; }

    public HashHeads Text { get; }

    /// <param name="x">[batch, numbers per photo]</param>
    /// <param name="dropout">In training only: drops features g.</param>
    /// <returns>h_v^k for each layer: [batch, r_k], in (−1, 1).</returns>
    public Tensor[] HashImages(Tensor x, FeatureDropout dropout = default) => Image.Hash(dropout.Apply(imageEncoder?.Forward(x) ?? x));

    /// <returns>h_t^k for each layer: [batch, r_k], in (−1, 1).</returns>
    public Tensor[] HashTexts(TermBatch x, FeatureDropout dropout = default) => Text.Hash(dropout.Apply(textEncoder.Forward(x).Relu()));
}

/// <summary>Dropout of the features g; the default drops none.</summary>
/// <param name="Share">Share of g that is dropped.</param>
/// <param name="Random">The step's own.</param>
public readonly record struct FeatureDropout(float Share, RandomSource Random)
{
    internal Tensor Apply(Tensor g) => Share == 0 ? g : g.Dropout(Share, Random);
}

/// <summary>On the features g of one modality: h^k = tanh(W^k g + b^k), and p^k = softmax(U^k h^k + q^k).</summary>
public sealed class HashHeads : Module
{
    private readonly Linear[] heads;
    private readonly Linear[] classifiers;

    internal HashHeads(int features, IReadOnlyList<int> bits, IReadOnlyList<int> classes, RandomSource random)
    {
        heads = [.. bits.Select((r, k) => AddChild($"heads.{k}", new Linear(features, r, random, activation: Activation.Tanh)))];
        classifiers = [.. bits.Select((r, k) => AddChild($"classifiers.{k}", new Linear(r, classes[k], random)))];
    }

    /// <param name="g">[batch, width of g]</param>
    /// <returns>h^k for each layer: [batch, r_k], in (−1, 1).</returns>
    public Tensor[] Hash(Tensor g) => [.. heads.Select(head => head.Forward(g))];

    /// <summary>U^k and q^k.</summary>
    internal Linear ClassifierOf(int layer) => classifiers[layer];

    /// <summary>U^k h^k + q^k: the logits of p^k, [batch, c_k].</summary>
    public Tensor Classify(Tensor h, int layer) => classifiers[layer].Forward(h);
}

/// <summary>What one modality's network is trained against at one layer; constants of its step.</summary>
/// <param name="Labels">Class of each row of the batch. [batch]</param>
/// <param name="Others">H of the other modality. [M, r_k]</param>
/// <param name="OtherLabels">Their classes. [M]</param>
/// <param name="Signs">B^k of the batch: sign(H_v + H_t). [batch, r_k]</param>
/// <param name="Remainder">Σ of this modality's H over all items that are not in the batch, [r_k]; null if there are none.</param>
/// <param name="Weights">How much each pair counts in J_sim, [batch, M]; null: 1 each.</param>
/// <param name="Similar">S where it is not that of equal labels, [batch, M].</param>
public readonly record struct LayerTargets(
    ReadOnlyMemory<int> Labels, Tensor Others, ReadOnlyMemory<int> OtherLabels, Tensor Signs, Tensor? Remainder, Tensor? Weights = null, Tensor? Similar = null);

/// <summary>
/// The share of the objective (1 − λ)(J_sim + αJ_bin + βJ_info) + λΓ_h that one modality's batch moves, the other modality held constant. Image
/// and text side together have the gradient of the whole: S and Φ are symmetric in the two.
/// </summary>
/// <param name="Rho">ρ_k, coarse layer first.</param>
/// <param name="Alpha">Weight of the binarisation difference.</param>
/// <param name="Beta">Weight of the balance of bits.</param>
/// <param name="Lambda">Share of the classification.</param>
/// <param name="TermMeans">
/// False (paper): every term is divided by M·batch, so that J_bin, J_info and Γ_h fade against J_sim as M grows.
/// True: each term is a mean, over pairs, bits, squared bit means and examples, and the weights mean the same whatever the sizes.
/// </param>
public sealed record HashObjective(IReadOnlyList<float> Rho, float Alpha, float Beta, float Lambda, bool TermMeans)
{
    /// <summary>The loss of a batch, a scalar.</summary>
    /// <param name="heads">For its classifiers.</param>
    /// <param name="hash">h^k of the batch, with gradients.</param>
    /// <param name="targets">One per layer.</param>
    public Tensor Loss(HashHeads heads, IReadOnlyList<Tensor> hash, IReadOnlyList<LayerTargets> targets)
    {
        var totalBits = hash.Sum(h => h.Shape[1]);
        Tensor? loss = null;
        for (var k = 0; k < hash.Count; k++)
        {
            var (h, target) = (hash[k], targets[k]);
            float batch = h.Shape[0];
            float all = target.Others.Shape[0];
            var pairs = all * batch;

            var similarity = PairwiseSimilarity(h, target) * (Rho[k] / pairs);
            var binarisation = Binarisation(h, target) * (Alpha / (TermMeans ? batch * totalBits : pairs));
            var balance = Balance(h, target) * (Beta / (TermMeans ? batch * batch * totalBits : pairs));
            var classification = heads.Classify(h, k).CrossEntropy(target.Labels) * (Rho[k] * (TermMeans ? 1 : batch / pairs));

            var layer = (similarity + binarisation + balance) * (1 - Lambda) + classification * Lambda;
            loss = loss is null ? layer : loss + layer;
        }

        return loss!;
    }

    /// <summary>J_sim of a layer without ρ: −Σ_ij (S_ij Φ_ij − softplus(Φ_ij)), Φ = ½ h Hᵀ.</summary>
    public static Tensor PairwiseSimilarity(Tensor h, LayerTargets target)
    {
        var phi = h.MatMul(target.Others, transposeB: true) * 0.5f; // [batch, M]
        return target.Similar is null
            ? phi.PairwiseLogistic(target.Labels, target.OtherLabels, target.Weights)
            : phi.PairwiseLogistic(target.Similar, target.Weights);
    }

    /// <summary>J_bin of a layer: ‖B − H‖².</summary>
    public static Tensor Binarisation(Tensor h, LayerTargets target) => (target.Signs - h).Square().Sum();

    /// <summary>J_info of a layer: ‖H·1‖², the sums of the bits over all items.</summary>
    public static Tensor Balance(Tensor h, LayerTargets target)
    {
        var sum = h.Sum(0); // [r_k]
        return (target.Remainder is null ? sum : sum + target.Remainder).Square().Sum();
    }
}
