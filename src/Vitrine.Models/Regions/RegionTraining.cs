using Vitrine.Models.Candidates;
using Vitrine.Models.Contract;
using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Regions;

/// <summary>
/// Trains as HSL was published: Adam, the rate falling from epoch to epoch, gradients of bounded norm; or with AdamW and one cycle of the rate. After each
/// epoch the model is measured on the validation part; the last epoch ends with the weights of the best. Without a validation part it ends with its own.
/// </summary>
public sealed class RegionTraining : ITrainingRun
{
    private const string BestKey = "best.ndcg";
    private const string BestPrefix = "best.";

    private readonly RegionModel model;
    private readonly RegionPairs pairs;
    private readonly IItemSource items;
    private readonly IReadOnlyList<CandidateQuery> validation;
    private readonly RegionSchedule schedule;
    private readonly Adam optimiser;
    private readonly Schedule rate;
    private readonly FineGrainedLabels? labels;
    private readonly ulong seed;
    private readonly Dictionary<string, float[]> best = new(StringComparer.Ordinal);
    private double bestNdcg = -1;
    private readonly EpochBatches batches;

    /// <param name="model">Disposed by the caller.</param>
    /// <param name="pairs">The training part.</param>
    /// <param name="items">Where the items of the validation queries are.</param>
    /// <param name="validation">Selects the epoch, by mean nDCG@5.</param>
    /// <param name="seed">Of order and dropout.</param>
    /// <param name="labels">How much pairs of the training part count; null: each alike.</param>
    public RegionTraining(RegionModel model, RegionPairs pairs, IItemSource items, IReadOnlyList<CandidateQuery> validation, ulong seed, FineGrainedLabels? labels = null)
    {
        (this.model, this.pairs, this.items, this.validation, this.seed, this.labels) = (model, pairs, items, validation, seed, labels);
        schedule = model.Schedule;
        batches = new EpochBatches(pairs.Count, schedule.Batch, seed);
        optimiser = schedule.HasOneCycle
            ? AdamW.For(model.Parameters(), schedule.LearningRate, schedule.WeightDecay)
            : new Adam([new ParameterGroup(model.Parameters(), schedule.LearningRate)]);
        rate = schedule.HasOneCycle
            ? Schedules.OneCycle((long)Epochs * StepsPerEpoch)
            : step => MathF.Pow(schedule.Decay, step / StepsPerEpoch);
    }

    public Module Model => model;

    public int Epochs => schedule.Epochs;

    public int StepsPerEpoch => batches.StepsPerEpoch;

    public int ExamplesPerStep => batches.Size;

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        optimiser.RateFactor = rate(optimiser.Steps);
        LearningRate = schedule.LearningRate * optimiser.RateFactor;
        var loss = Descend(epoch, step);
        if (step == StepsPerEpoch - 1)
            Select(isLast: epoch == Epochs - 1);
        return loss;
    }

    public void SaveState(SafeTensorsWriter file)
    {
        optimiser.SaveState(file);
        file.Metadata[BestKey] = bestNdcg.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, tensor) in model.Parameters())
        {
            if (best.TryGetValue(name, out var values))
                file.Add(BestPrefix + name, Tensor.From(values, tensor.Shape));
        }
    }

    public void LoadState(SafeTensors file)
    {
        optimiser.LoadState(file);
        if (!double.TryParse(file.Metadata.GetValueOrDefault(BestKey), System.Globalization.CultureInfo.InvariantCulture, out bestNdcg))
            throw new SafeTensorsException($"{file.Path} does not say its '{BestKey}'; it is no checkpoint of this training.");
        foreach (var (name, tensor) in model.Parameters())
        {
            if (file.Entries.ContainsKey(BestPrefix + name))
                file.CopyTo(BestPrefix + name, best[name] = new float[tensor.Length]);
        }
    }

    public void Dispose() => optimiser.Dispose();

    private float Descend(int epoch, int step)
    {
        using var scope = Scope.Begin();
        var batch = batches.Items(epoch, step);
        model.Train();
        model.SeedDropout(RandomStreams.For(seed, "dropout", epoch, step));
        var source = schedule.RegionShare < 1
            ? new SampledRegions(pairs.Regions, schedule.RegionShare, RandomStreams.For(seed, "regions", epoch, step))
            : pairs.Regions;
        var regions = model.Scaling.Batch(source, pairs.Images(batch));
        var loss = model.Loss(regions, pairs.Words(batch), new WrongAnswers(schedule.MaskDuplicates ? pairs.Groups(batch) : default, labels?.LogWeights(batch)), epoch);
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.ClipGradients(schedule.MaxGradientNorm);
        optimiser.Step();
        return loss.Item;
    }

    private void Select(bool isLast)
    {
        if (validation.Count == 0)
            return; // nothing tells the epochs apart: the last one stays
        var ndcg = CandidateScores.Ndcg(model, items, validation);
        if (ndcg > bestNdcg)
        {
            bestNdcg = ndcg;
            foreach (var (name, tensor) in model.Parameters())
                best[name] = tensor.Data.ToArray();
        }

        if (!isLast)
            return;
        foreach (var (name, tensor) in model.Parameters())
            best[name].CopyTo(tensor.Data);
    }
}
