using Vitrine.Catalogue;
using Vitrine.Onnx.Encoders;

namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>Compares the files of a published encoder that have fewer bits with the ones of full precision, on a shop's products.</summary>
public sealed class EncoderParity
{
    // A pair of towers that finds no more than this has nothing to lose: on a language that it does not know, say.
    private const double TimesChance = 2;

    private readonly string folder;
    private readonly Func<string, Modality, UnitVectors> vectorsOf;
    private readonly CancellationToken cancellation;
    private readonly UnitVectors? photos, titles;
    private readonly double? pairRecall; // null: no pair, or one that finds each other by chance only
    private readonly Dictionary<(string Network, Modality Modality), UnitVectors> whole = [];

    private EncoderParity(string folder, IReadOnlyList<NetworkVersions> networks, Func<string, Modality, UnitVectors> vectorsOf, CancellationToken cancellation)
    {
        (this.folder, this.vectorsOf, this.cancellation) = (folder, vectorsOf, cancellation);
        var (images, texts) = (WholeOf(Modality.Image), WholeOf(Modality.Text));
        photos = images is null ? null : InFull(images, Modality.Image);
        titles = texts is null ? null : InFull(texts, Modality.Text);
        if (photos is not null && titles is not null && photos.Dimensions == titles.Dimensions)
        {
            var (recall, chance) = titles.RecallAmong(photos, cancellation);
            pairRecall = recall >= TimesChance * chance ? recall : null;
        }

        string? WholeOf(Modality modality) => networks.Where(network => network.Takes.Contains(modality)).MinBy(network => network.Takes.Count)?.Whole;
    }

    /// <summary>Measures every file of fewer bits.</summary>
    /// <param name="folder">An encoder's folder, in the hub's layout.</param>
    /// <param name="storePath">The store whose products are taken, up to 1,000, first of its validation part, never of its test part; null: drawn ones.</param>
    /// <param name="progress">Told of each network.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>In the order of the files' names. A file that cannot be computed has its reason beside it.</returns>
    /// <exception cref="MeasurementException">The folder has no network in several files, or the store too few products.</exception>
    /// <exception cref="UsageException">There is no such folder or store.</exception>
    /// <exception cref="BadDataException">A file of full precision cannot be used.</exception>
    public static IReadOnlyList<QuantisedFile> Measure(string folder, string? storePath, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"There is no folder {folder}.", "Name the folder of a published encoder.");
        var networks = EncoderFolder.VersionsIn(folder);
        if (networks.All(network => network.Quantised.Count == 0))
        {
            throw new MeasurementException($"{folder} has no network of full precision with others of fewer bits beside it.",
                "Fetch both, such as onnx/model.onnx and onnx/model_int8.onnx, or vision_model.onnx and vision_model_fp16.onnx.");
        }

        using var store = storePath is null ? null : CatalogueStore.Open(storePath);
        var sample = store is null ? ParitySample.Drawn() : ParitySample.Of(store, networks.Any(network => network.Takes.Contains(Modality.Image)));
        return Measure(folder, new SampleVectors(sample, progress, cancellation).Of, cancellation);
    }

    /// <summary>The same by what networks say of some products.</summary>
    /// <param name="folder">As above.</param>
    /// <param name="vectorsOf">The vectors of a network's file, for photos or for titles.</param>
    /// <param name="cancellation">Stops.</param>
    internal static IReadOnlyList<QuantisedFile> Measure(string folder, Func<string, Modality, UnitVectors> vectorsOf, CancellationToken cancellation = default)
    {
        var networks = EncoderFolder.VersionsIn(folder);
        var parity = new EncoderParity(folder, networks, vectorsOf, cancellation);
        return [.. networks.SelectMany(network => network.Quantised.Select(file => parity.Compare(file, network)))];
    }

    private QuantisedFile Compare(string file, NetworkVersions network)
    {
        var (path, wholePath) = (Path.GetRelativePath(folder, file), Path.GetRelativePath(folder, network.Whole));
        try
        {
            return new QuantisedFile(path, wholePath, LossOf(file, network), null);
        }
        catch (CatalogueException exception) when (exception is BadDataException or UsageException)
        {
            return new QuantisedFile(path, wholePath, null, exception.Message);
        }
    }

    private QuantisationLoss LossOf(string file, NetworkVersions network)
    {
        var cosines = new List<double>();
        var neighbours = new List<double>();
        var (itsPhotos, itsTitles) = (photos, titles);
        foreach (var modality in network.Takes)
        {
            var (full, own) = (InFull(network.Whole, modality), vectorsOf(file, modality));
            if (own.Dimensions != full.Dimensions)
                throw new BadDataException(file, null, null, $"vectors of {own.Dimensions} dimensions", $"{full.Dimensions}, as {Path.GetFileName(network.Whole)} has");
            cosines.AddRange(full.CosinesWith(own));
            neighbours.Add(full.NeighboursKeptBy(own, cancellation));
            (itsPhotos, itsTitles) = modality == Modality.Image ? (own, itsTitles) : (itsPhotos, own);
        }

        var (mean, least) = (cosines.Average(), cosines.Min());
        return pairRecall is { } recall
            ? new QuantisationLoss(mean, least, RecallTask.Pairs, recall, itsTitles!.RecallAmong(itsPhotos!, cancellation).Recall)
            : new QuantisationLoss(mean, least, RecallTask.Neighbours, 1, neighbours.Min());
    }

    private UnitVectors InFull(string network, Modality modality) =>
        whole.TryGetValue((network, modality), out var known) ? known : whole[(network, modality)] = vectorsOf(network, modality);
}
