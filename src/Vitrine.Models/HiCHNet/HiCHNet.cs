using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.HiCHNet;

/// <summary>
/// Supervised hierarchical cross-modal hashing (Sun et al., SIGIR 2019, doi 10.1145/3331184.3331229): an image and a text network give each
/// product K hash representations, one per layer of the category tree; their signs, coarse layer first, are its code.
/// </summary>
public sealed class HiCHNet : Module
{
    /// <param name="imageInputs">Numbers per photo.</param>
    /// <param name="textInputs">Terms of the bag of words.</param>
    /// <param name="hidden">Width of g, of either network.</param>
    /// <param name="bits">r_k for each layer, coarse first.</param>
    /// <param name="classes">c_k for each layer.</param>
    /// <param name="random">Draws the first weights.</param>
    /// <param name="deviation">Of the first weights (paper: 0.01); null: by fan-in.</param>
    public HiCHNet(int imageInputs, int textInputs, int hidden, IReadOnlyList<int> bits, IReadOnlyList<int> classes, RandomSource random, float? deviation = null)
    {
        Image = AddChild("image", new HashNetwork(imageInputs, hidden, bits, classes, random, deviation));
        Text = AddChild("text", new HashNetwork(textInputs, hidden, bits, classes, random, deviation));
    }

    public HashNetwork Image { get; }

    public HashNetwork Text { get; }
}

/// <summary>The network of one modality: g = relu(W x + b); h^k = tanh(W^k g + b^k); p^k = softmax(U^k h^k + q^k).</summary>
public sealed class HashNetwork : Module
{
    private readonly Linear encoder;
    private readonly Linear[] heads;
    private readonly Linear[] classifiers;

    internal HashNetwork(int inputs, int hidden, IReadOnlyList<int> bits, IReadOnlyList<int> classes, RandomSource random, float? deviation)
    {
        encoder = Layer("encoder", inputs, hidden, Activation.Relu);
        heads = [.. bits.Select((r, k) => Layer($"heads.{k}", hidden, r, Activation.Tanh))];
        classifiers = [.. bits.Select((r, k) => Layer($"classifiers.{k}", r, classes[k], Activation.None))];

        Linear Layer(string name, int from, int to, Activation activation)
        {
            var layer = AddChild(name, new Linear(from, to, random, activation: activation));
            if (deviation is { } sigma)
            {
                layer.Weight.Normal(random, sigma);
                layer.Bias!.Data.Clear();
            }

            return layer;
        }
    }

    /// <param name="x">[batch, inputs]</param>
    /// <returns>h^k for each layer: [batch, r_k], in (−1, 1).</returns>
    public Tensor[] Hash(Tensor x)
    {
        var g = encoder.Forward(x); // [batch, hidden]
        return [.. heads.Select(head => head.Forward(g))];
    }

    /// <summary>U^k h^k + q^k: the logits of p^k, [batch, c_k].</summary>
    public Tensor Classify(Tensor h, int layer) => classifiers[layer].Forward(h);
}

/// <summary>What one modality's network is trained against at one layer; constants of its step.</summary>
/// <param name="Labels">Class of each row of the batch. [batch]</param>
/// <param name="Others">H of the other modality. [M, r_k]</param>
/// <param name="OtherLabels">Their classes. [M]</param>
/// <param name="Signs">B^k of the batch: sign(H_v + H_t). [batch, r_k]</param>
/// <param name="Remainder">Σ of this modality's H over all items that are not in the batch, [r_k]; null if there are none.</param>
public readonly record struct LayerTargets(
    ReadOnlyMemory<int> Labels, Tensor Others, ReadOnlyMemory<int> OtherLabels, Tensor Signs, Tensor? Remainder);

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
    /// <param name="network">For its classifiers.</param>
    /// <param name="hash">h^k of the batch, with gradients.</param>
    /// <param name="targets">One per layer.</param>
    public Tensor Loss(HashNetwork network, IReadOnlyList<Tensor> hash, IReadOnlyList<LayerTargets> targets)
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
            var classification = network.Classify(h, k).CrossEntropy(target.Labels) * (Rho[k] * (TermMeans ? 1 : batch / pairs));

            var layer = (similarity + binarisation + balance) * (1 - Lambda) + classification * Lambda;
            loss = loss is null ? layer : loss + layer;
        }

        return loss!;
    }

    /// <summary>J_sim of a layer without ρ: −Σ_ij (S_ij Φ_ij − softplus(Φ_ij)), Φ = ½ h Hᵀ.</summary>
    public static Tensor PairwiseSimilarity(Tensor h, LayerTargets target) =>
        (h.MatMul(target.Others, transposeB: true) * 0.5f).PairwiseLogistic(target.Labels, target.OtherLabels); // [batch, M] →

    /// <summary>J_bin of a layer: ‖B − H‖².</summary>
    public static Tensor Binarisation(Tensor h, LayerTargets target) => (target.Signs - h).Square().Sum();

    /// <summary>J_info of a layer: ‖H·1‖², the sums of the bits over all items.</summary>
    public static Tensor Balance(Tensor h, LayerTargets target)
    {
        var sum = h.Sum(0); // [r_k]
        return (target.Remainder is null ? sum : sum + target.Remainder).Square().Sum();
    }
}
