using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Training;

/// <summary>The rule by which two towers learn: AdamW, and Muon for the filters of a network that learns from pixels.</summary>
internal sealed class TowerOptimiser : IDisposable
{
    private const string MuonPrefix = "muon.";

    private readonly Adam adamW;
    private readonly Muon? muon;

    /// <param name="model">Whose parameters learn, as far as they are not frozen.</param>
    /// <param name="learningRate">The highest of AdamW.</param>
    /// <param name="muonLearningRate">The highest of Muon; 0: AdamW for filters too.</param>
    /// <param name="weightDecay">Of matrices and filters, at AdamW's rate: filters shrink as fast under either rule.</param>
    /// <param name="apart">Parameters of the model that follow AdamW at a rate of their own; null: none.</param>
    public TowerOptimiser(Module model, float learningRate, float muonLearningRate, float weightDecay, ParameterGroup? apart = null)
    {
        var filters = model.Parameters().Where(p => muonLearningRate > 0 && p.Tensor is { RequiresGradient: true, Rank: 4 }).ToArray();
        adamW = AdamW.For(model.Parameters().Except(filters).Except(apart?.Parameters ?? []), learningRate, weightDecay, apart);
        muon = filters.Length == 0 ? null : new Muon([new ParameterGroup(filters, muonLearningRate, weightDecay * learningRate / muonLearningRate)]);
    }

    /// <summary>Steps taken so far.</summary>
    public long Steps => adamW.Steps;

    /// <inheritdoc cref="Optimiser.RateFactor"/>
    public float RateFactor
    {
        get => adamW.RateFactor;
        set
        {
            adamW.RateFactor = value;
            muon?.RateFactor = value;
        }
    }

    /// <summary>One step of both rules.</summary>
    /// <param name="maxGradientNorm">Of the gradients that AdamW follows, together. Muon's steps have one size, whatever its gradients.</param>
    /// <exception cref="NonFiniteException">A gradient holds a NaN or an infinity.</exception>
    public void Step(double maxGradientNorm)
    {
        muon?.GradientNorm(); // before any parameter changes, as ClipGradients checks AdamW's
        adamW.ClipGradients(maxGradientNorm);
        adamW.Step();
        muon?.Step();
    }

    public void SaveState(SafeTensorsWriter file)
    {
        adamW.SaveState(file);
        muon?.SaveState(file, MuonPrefix);
    }

    public void LoadState(SafeTensors file)
    {
        adamW.LoadState(file);
        muon?.LoadState(file, MuonPrefix);
    }

    public void Dispose()
    {
        adamW.Dispose();
        muon?.Dispose();
    }
}
