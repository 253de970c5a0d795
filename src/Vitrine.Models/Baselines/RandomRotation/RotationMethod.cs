using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Hashing;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.RandomRotation;

/// <summary>
/// <c>train --method random-rotation --from MODEL</c>: what a shop without a training of codes would do. The vectors of a model, less their mean, are rotated at random; the signs
/// are the code. One bit for each of as many directions, as RaBitQ has it (Gao and Long, SIGMOD 2024); a query's weights are its own numbers. With three numbers of each product the codes estimate
/// inner products (<see cref="ScoreEstimate"/>).
/// </summary>
/// <param name="load">Loads a model of a folder by its name, whatever its method.</param>
public sealed class RotationMethod(Func<string, string, IRetrievalModel> load) : IMethod
{
    internal const string MethodName = "random-rotation";

    // A mean of more items would not differ in a sign.
    private const int MostItems = 10_000;

    public string Name => MethodName;

    public MethodOptions Options { get; } = new([Presets.Default], TrainingOption.Bits, TrainingOption.From);

    public string DefaultName(TrainingRequest request) => ModelNames.Of(Name, request, $"{CodeLength.Of(request.Bits)}");

    public void Prepare(ITrainingData data, TrainingRequest request, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
    }

    public void Train(ITrainingData data, TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        request = Options.Checked(Name, request);
        var bits = CodeLength.Of(request.Bits);
        if (request.From is not { } from)
            throw new UsageException($"{Name} rotates the vectors of another model, and none is named.", "Name a model of the store that gives vectors: --from MODEL");
        if (from == request.Name)
            throw new UsageException($"The model '{from}' cannot start from itself.", "Give the new one another name: --name NAME");
        Control.UseSingleThread(); // the order of MathNet's sums must not depend on the number of threads
        var origin = load(data.Path, from);
        if (!origin.Description.HasVectors)
        {
            origin.Dispose();
            throw new UsageException($"The model '{from}' gives no vectors.", "Name one that does, such as one of --method contrastive.");
        }

        var settings = new RotationSettings(origin.Description.VectorDimensions, bits);
        using var model = new RotationModel(settings, origin);
        Draw(model.Rotation, settings, RandomStreams.For(request.Seed, "rotation"));
        var rows = data.TrainingPart();
        var some = rows.Length <= MostItems ? rows : [.. Enumerable.Range(0, MostItems).Select(i => rows[(int)((long)i * rows.Length / MostItems)])];
        foreach (var field in Enum.GetValues<ItemField>())
            MeasureMean(origin.EncodeItems(data.Items, field, some, cancellation), some.Length, model.MeanOf(field).Data);
        var directory = ModelDirectory.In(data.Path, request.Name);
        var before = ModelDirectory.In(data.Path, from);
        var card = before.ReadCard();
        TrainedProducts.Of(data).With(TrainedProducts.Read(before)).Write(directory);
        directory.Write(TrainingCard.For(data, request, Name, settings, epochs: 1) with
        {
            EpochsDone = 1,
            Layers = card.Layers,
            Encoders = card.Encoders,
            SeesPhotos = card.SeesPhotos,
            From = new ModelOrigin(from, card.WeightsHash),
        }, model);
    }

    public IRetrievalModel Load(ModelDirectory directory, ModelCard card)
    {
        var from = card.From ?? throw new CatalogueException($"'{directory.Path}' does not say whose vectors it rotates.", "Train it again.");
        if (!ModelDirectory.NamesIn(directory.StorePath).Contains(from.Name))
            throw new CatalogueException($"'{directory.Name}' rotates the vectors of the model '{from.Name}', which is not there.", "Copy that model too, or train both again.");
        if (ModelDirectory.In(directory.StorePath, from.Name).ReadCard().WeightsHash != from.WeightsHash)
            throw new CatalogueException($"'{directory.Name}' rotates the vectors of the model '{from.Name}', which was trained anew since.", $"Train it again: --method {Name} --from {from.Name}");
        return directory.Restore(card, new RotationModel(card.Unpack<RotationSettings>(), load(directory.StorePath, from.Name)));
    }

    // Q of the QR decomposition of normal numbers is a random orthonormal basis; more bits than dimensions get several of them.
    private static void Draw(Tensor rotation, RotationSettings settings, RandomSource random)
    {
        var dimensions = settings.Dimensions;
        for (var first = 0; first < settings.Bits; first += dimensions)
        {
            var normal = DenseMatrix.Create(dimensions, dimensions, (_, _) => random.NextNormal());
            var basis = normal.QR().Q;
            for (var bit = first; bit < Math.Min(settings.Bits, first + dimensions); bit++)
            {
                for (var i = 0; i < dimensions; i++)
                    rotation.Data[bit * dimensions + i] = (float)basis[i, bit - first];
            }
        }
    }

    private static void MeasureMean(IEnumerable<ItemBlock> blocks, int count, Span<float> mean)
    {
        var sums = new double[mean.Length];
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Vectors!.Length; i++)
                sums[i % sums.Length] += block.Vectors[i];
        }

        for (var i = 0; i < sums.Length; i++)
            mean[i] = (float)(sums[i] / count);
    }
}
