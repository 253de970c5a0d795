using MathNet.Numerics;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.Hashing;

/// <summary>What shallow hashing methods share: their data, their model, and how it is written. A derived class finds the two maps.</summary>
/// <param name="name">On the command line.</param>
public abstract class LinearCodeMethod(string name) : IMethod
{
    public string Name => name;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Bits, TrainingOption.ImageEncoder);

    public string DefaultName(TrainingRequest request) => ModelNames.Of(Name, request, $"{CodeLength.Of(request.Bits)}");

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        StoreEncoders.Prepare(data, request.ImageEncoder, progress: progress, cancellation: cancellation);

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var bits = CodeLength.Of(request.Bits);
        Control.UseSingleThread(); // the order of MathNet's sums must not depend on the number of threads
        using var pairs = new TrainingPairs(data, FeatureImages.Whitened(data, request.ImageEncoder, cancellation), cancellation: cancellation);
        var meter = new PassMeter(LinearRows.AxesPasses + PassesFor(bits), pairs.Count, progress);
        using var rows = new LinearRows(pairs, data.Path, RandomStreams.For(request.Seed, "principal components"), PassDone);
        var settings = new LinearCodeSettings(pairs.Inputs.Settings, bits);
        using var model = new LinearCodeModel(Name, settings, pairs.Inputs);
        var (image, text) = Fit(rows, pairs.Labels(pairs.Depth), bits, request.Seed, PassDone);
        rows.WriteTo(image, text, model);
        var directory = ModelDirectory.In(data.Path, request.Name);
        TrainedProducts.Of(data).Write(directory);
        directory.Write(TrainingCard.For(data, request, Name, settings, epochs: 1) with
        {
            EpochsDone = 1,
            Encoders = NetworkExtractor.NetworksOf(settings.Inputs.ImageSource),
        }, model);

        void PassDone()
        {
            meter.PassDone();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card) => LinearCodeModel.Load(Name, directory, card);

    /// <summary>Passes over the data that <see cref="Fit"/> tells of.</summary>
    private protected abstract int PassesFor(int bits);

    /// <summary>Finds the maps of photos [p, bits] and of titles [q, bits].</summary>
    /// <param name="rows">The training part.</param>
    /// <param name="labels">Its finest classes. [n]</param>
    /// <param name="bits">Length of the code.</param>
    /// <param name="seed">Of everything random.</param>
    /// <param name="passDone">Called after each pass; throws where the training is cancelled.</param>
    private protected abstract (MathNet.Numerics.LinearAlgebra.Matrix<double> Image, MathNet.Numerics.LinearAlgebra.Matrix<double> Text) Fit(
        LinearRows rows, int[] labels, int bits, ulong seed, Action passDone);
}
