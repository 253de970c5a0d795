using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;

namespace Vitrine.Models.HiCHNet;

/// <summary>How HiCHNet's two networks are trained together.</summary>
public enum HashOptimisation
{
    /// <summary>
    /// As published (and in DCMH): per epoch first all image steps, then all text steps, each against the other modality's codes of the
    /// whole training part in a buffer; then B = sign(H_v + H_t). Plain SGD.
    /// </summary>
    Alternating,

    /// <summary>Both networks at every step, each against the other's fresh codes of the same batch; B from these. Adam.</summary>
    Joint,
}

/// <summary>A complete set of settings for training.</summary>
/// <remarks>
/// Where <see cref="Default"/> departs from <see cref="Paper"/>: whitened principal components under a layer of 512 instead of raw features, or a CNN-F, straight
/// into the heads; a text layer of 512 instead of 8192; both networks at every step and Adam instead of one after the other and plain SGD; weights by fan-in
/// instead of 0.01·N(0,1); dropout; terms as means, α that grows, other ρ and λ; three quarters of the bits instead of R/K for the finest layer; 30 epochs instead of 500.
/// </remarks>
public sealed record HiCHNetPreset
{
    public required string Name { get; init; }

    /// <summary>
    /// What is seen of photos. <see cref="ImageInputKind.Raw"/>: the features are g_v; a CNN-F named as the image encoder learns with the rest instead
    /// (<see cref="ImageInputKind.Learned"/>), and its fc7 is g_v. <see cref="ImageInputKind.Whitened"/>: g_v = relu(W x + b) of the components x.
    /// </summary>
    public required ImageInputKind Images { get; init; }

    /// <summary>Width of g_t, and of g_v on whitened images.</summary>
    public required int Hidden { get; init; }

    public required HashOptimisation Optimisation { get; init; }

    public required int Epochs { get; init; }

    /// <summary>A catalogue so small that its epochs would not reach this number of steps gets more of them.</summary>
    public int MinimumSteps { get; init; }

    public required int Batch { get; init; }

    /// <summary>The learning rate falls linearly from the first step to the last.</summary>
    public required (float First, float Last) LearningRate { get; init; }

    /// <summary>Share of the features g that is dropped in training; raw features are dropped alike.</summary>
    public float Dropout { get; init; }

    /// <summary>Standard deviation of the first weights; null: by fan-in.</summary>
    public required float? Deviation { get; init; }

    /// <summary>Share of ρ that the finest layer has; see <see cref="Rho"/>.</summary>
    public required float FinestShare { get; init; }

    /// <summary>
    /// Share of the bits that the finest layer has; null: as many as every other layer (our reading of the paper). The finest layer has by far the
    /// most classes to tell apart.
    /// </summary>
    public float? FinestBitShare { get; init; }

    /// <summary>ρ_k as it is, one number for each layer; null: from <see cref="FinestShare"/>.</summary>
    public IReadOnlyList<float>? RhoPerLayer { get; init; }

    /// <summary>Whether photos and texts are driven to signs of their own; otherwise to those of the pair, B = sign(H_v + H_t).</summary>
    public bool HasSeparateSigns { get; init; }

    public required float Alpha { get; init; }

    /// <summary>
    /// Whether α grows from 0 to its value over the training: first the classes part, then the representations are driven to ±1.
    /// With α constant, coarse layers (small ρ_k) are frozen at the signs they happened to begin with.
    /// </summary>
    public required bool RampAlpha { get; init; }

    public required float Beta { get; init; }

    public required float Lambda { get; init; }

    /// <summary>See <see cref="HashObjective.TermMeans"/>.</summary>
    public required bool TermMeans { get; init; }

    /// <summary>The published settings (ρ, α, β, λ and the divisor from the authors' demo).</summary>
    public static HiCHNetPreset Paper { get; } = new()
    {
        Name = Presets.Paper,
        Images = ImageInputKind.Raw,
        Hidden = 8192,
        Optimisation = HashOptimisation.Alternating,
        Epochs = 500,
        Batch = 128,
        LearningRate = (1e-1f, 1e-5f),
        Deviation = 0.01f,
        FinestShare = 0.8f,
        Alpha = 1,
        RampAlpha = false,
        Beta = 1,
        Lambda = 0.5f,
        TermMeans = false,
    };

    /// <summary>Ours: about a minute for 30,000 products on two cores. How it was chosen stands in docs/experiments.md.</summary>
    public static HiCHNetPreset Default { get; } = Paper with
    {
        Name = Presets.Default,
        Images = ImageInputKind.Whitened,
        Hidden = 512,
        Optimisation = HashOptimisation.Joint,
        Epochs = 30,
        MinimumSteps = 3000,
        Batch = 128,
        LearningRate = (2e-3f, 2e-5f),
        Deviation = null,
        Alpha = 3,
        RampAlpha = true,
        Lambda = 0.3f,
        Dropout = 0.3f,
        FinestShare = 0.6f,
        FinestBitShare = 0.75f,
        TermMeans = true,
    };

    public static IReadOnlyList<HiCHNetPreset> All { get; } = [Default, Paper];

    /// <summary>
    /// Steps of a pass over the items: the paper's round(N/128), but a training part smaller than a batch is one batch.
    /// </summary>
    public int StepsPerPass(int items) => Math.Max(1, (int)Math.Round((double)items / Batch));

    /// <summary>Epochs for a training part of this size.</summary>
    public int EpochsFor(int items) => Math.Max(Epochs, (MinimumSteps + StepsPerPass(items) - 1) / StepsPerPass(items));

    /// <summary>ρ of the part of the code that orders products inside of a category, where there is one.</summary>
    public float OrderRho { get; init; } = 0.3f;

    /// <summary>Share of the bits that this part has.</summary>
    public float OrderBitShare { get; init; } = 0.25f;

    /// <summary>The objective for K layers when a part of the training, 0 to 1, is done.</summary>
    /// <param name="layers">K.</param>
    /// <param name="done">That part.</param>
    /// <param name="hasOrder">Whether a part that orders products inside of a category comes behind the layers.</param>
    public HashObjective Objective(int layers, float done, bool hasOrder = false) => new([.. Rho(layers), .. hasOrder ? [OrderRho] : Array.Empty<float>()], RampAlpha ? Alpha * done : Alpha, Beta, Lambda, TermMeans);

    /// <summary>These settings with what a user said otherwise.</summary>
    /// <param name="options">What was said.</param>
    /// <param name="layers">K.</param>
    /// <exception cref="Catalogue.UsageException">A number has no meaning, or there are not as many as layers.</exception>
    public HiCHNetPreset With(HashingOptions options, int layers)
    {
        if (options.Rho is { } rho && (rho.Count != layers || rho.Any(share => !(share >= 0)) || rho.All(share => share == 0)))
            throw new Catalogue.UsageException($"ρ is {string.Join(", ", rho)}, for {layers} layers.", $"Give {layers} numbers of 0 or more, coarse layer first: --rho 0.2,0.8");
        if (options.Lambda is { } lambda && lambda is not (>= 0 and <= 1))
            throw new Catalogue.UsageException($"λ is {lambda}.", "It is the share of the classification, 0 to 1.");
        foreach (var (name, value) in new[] { ("α", options.Alpha), ("β", options.Beta) })
        {
            if (value is { } weight && !(weight >= 0 && float.IsFinite(weight)))
                throw new Catalogue.UsageException($"{name} is {weight}.", "Weights are 0 or more.");
        }

        return this with
        {
            RhoPerLayer = options.Rho ?? RhoPerLayer,
            Lambda = options.Lambda ?? Lambda,
            Alpha = options.Alpha ?? Alpha,
            Beta = options.Beta ?? Beta,
            HasSeparateSigns = options.SeparateSigns || HasSeparateSigns,
        };
    }

    /// <summary>
    /// ρ for K layers. The paper has K = 2 and (0.2, 0.8). Our reading for other trees: the finest layer keeps its share, the coarser ones
    /// divide the rest evenly; a single layer has all of it.
    /// </summary>
    public IReadOnlyList<float> Rho(int layers)
    {
        if (RhoPerLayer is not null)
            return RhoPerLayer;
        var rho = new float[layers];
        Array.Fill(rho, (1 - FinestShare) / Math.Max(1, layers - 1));
        rho[^1] = layers == 1 ? 1 : FinestShare;
        return rho;
    }
}
