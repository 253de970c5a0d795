using Vitrine.Catalogue;
using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Onnx.Encoders;
using Vitrine.Platform;

namespace Vitrine.Models.Encoders;

/// <summary>
/// The image features that models of a store are trained on: hand-made ones, or those of a published network, of which the store then keeps a copy
/// in encoders/NAME, so that it can still be moved as a whole.
/// </summary>
public static class StoreEncoders
{
    private const string FolderName = "encoders";

    /// <summary>The features to train on.</summary>
    /// <param name="data">Gets a copy of the network, unless it has one.</param>
    /// <param name="network">A folder for <see cref="ImageNetworks.Load"/>, or the name of a model of the store that learned a network; null: hand-made features.</param>
    /// <param name="withMirrored">As for <see cref="NetworkExtractor"/>; hand-made features are of one view.</param>
    /// <returns>Disposed by the caller where it can be.</returns>
    /// <exception cref="UsageException">The folder lacks a file.</exception>
    /// <exception cref="BadDataException">The network cannot be understood.</exception>
    public static IFeatureExtractor Adopt(ITrainingData data, string? network, bool withMirrored = false) =>
        network is null ? data.Items.DefaultExtractor : Adopt(data, network, folder => new NetworkFeatures(folder, withMirrored));

    /// <summary>The same for any kind of features of a network.</summary>
    /// <param name="data">Gets a copy of the network, unless it has one.</param>
    /// <param name="network">A folder or the name of a model, as above.</param>
    /// <param name="load">Opens the features of the network in a folder.</param>
    internal static T Adopt<T>(ITrainingData data, string network, Func<string, T> load)
        where T : NetworkExtractor
    {
        var folder = FolderOfModel(data.Path, network) ?? network;
        var features = load(folder);
        Adopt(data, NetworkFiles.OfImages(folder), features.NetworkName);
        return features;
    }

    /// <summary>Gives the store a copy of a network for texts, unless it has one.</summary>
    /// <param name="data">Gets it.</param>
    /// <param name="network">As for <see cref="OnnxTextEncoder.Open"/>, whose errors apply.</param>
    /// <returns>Its name there.</returns>
    internal static string AdoptTexts(ITrainingData data, string network)
    {
        OnnxTextEncoder.Open(network).Dispose(); // complains before anything is copied
        var files = NetworkFiles.OfTexts(network);
        var name = files.Name;
        Adopt(data, files, name);
        return name;
    }

    /// <summary>Gives the store a copy of a network under a name, unless it has one.</summary>
    internal static void Adopt(ITrainingData data, NetworkFiles network, string name)
    {
        var target = FolderOf(data.Path, name);
        if (!Directory.Exists(target))
            Copy(network, target);
    }

    /// <summary>Computes the features of all photos, so that a training finds them in the store.</summary>
    /// <param name="data">The catalogue.</param>
    /// <param name="network">As for <see cref="Adopt(ITrainingData, string?, bool)"/>.</param>
    /// <param name="withMirrored">As there.</param>
    /// <param name="progress">Photos done, of all; silent where the store has them.</param>
    /// <param name="cancellation">Stops; nothing is kept then.</param>
    public static void Prepare(
        ITrainingData data, string? network, bool withMirrored = false, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var features = Adopt(data, network, withMirrored);
        using var owned = features as IDisposable;
        data.Items.Features(features, progress, cancellation).Dispose();
    }

    /// <summary>The features that a model was trained on.</summary>
    /// <param name="storePath">The store of the model.</param>
    /// <param name="version">What <see cref="VersionOf"/> gave then.</param>
    /// <exception cref="CatalogueException">This version of Vitrine does not make them, or the store has lost their network.</exception>
    public static IFeatureExtractor Open(string storePath, string version)
    {
        var (name, number) = version.Split('/') is [var first, var second] ? (first, second) : (version, "");
        if (GivenFeatures.Parse(name, number) is { } given)
            return given;
        var handMade = new HandMadeFeatures();
        var (network, withMirrored) = NetworkFeatures.Parse(name);
        IFeatureExtractor features = name != handMade.Name && FindNetwork(storePath, network) is { } folder ? new NetworkFeatures(folder, withMirrored) : handMade;
        if (VersionOf(features) == version)
            return features;
        (features as IDisposable)?.Dispose();
        throw new CatalogueException($"The model wants image features '{version}'; this store makes '{VersionOf(features)}'.", "Train the model again.");
    }

    /// <summary>Name and version of features, as a model remembers them.</summary>
    public static string VersionOf(IFeatureExtractor features) => $"{features.Name}/{features.Version}";

    /// <summary>The store's copy of a network by <see cref="NetworkExtractor.NetworkName"/>; null where it has none.</summary>
    internal static string? FindNetwork(string storePath, string name) => FolderOf(storePath, name) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The store's copy of a network that a model stands on.</summary>
    /// <exception cref="CatalogueException">It is lost.</exception>
    internal static string RequireNetwork(string storePath, string name) => FindNetwork(storePath, name)
        ?? throw new CatalogueException($"The store has lost encoders/{name}, a network of this model.", "Copy the whole folder of a store, or train again.");

    /// <summary>Gives the store a copy of a network for pictures, unless it has one.</summary>
    /// <param name="data">Gets it.</param>
    /// <param name="network">As for <see cref="ImageNetworks.Load"/>.</param>
    /// <returns>Its name there.</returns>
    internal static string AdoptImages(ITrainingData data, string network)
    {
        var files = NetworkFiles.OfImages(network);
        var name = files.Name;
        Adopt(data, files, name);
        return name;
    }

    /// <summary>All files of the store's copy of a network, whatever it is for; null where it has none.</summary>
    internal static NetworkFiles? FilesOf(string storePath, string name) => FindNetwork(storePath, name) is not { } folder
        ? null
        : new NetworkFiles(folder, [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)], name);

    private static string? FolderOfModel(string storePath, string name)
    {
        if (!ModelDirectory.NamesIn(storePath).Contains(name))
            return null;
        var folder = ModelDirectory.In(storePath, name).ImageEncoderPath;
        return Directory.Exists(folder)
            ? folder
            : throw new UsageException($"The model '{name}' has no image network of its own.", "Name a contrastive model that was trained from pixels to its end, or a folder.");
    }

    // The name may come from a model card: only that of a folder of its own counts.
    private static string FolderOf(string storePath, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? Path.Combine(storePath, FolderName, name)
            : throw new CatalogueException($"'{name}' cannot be the name of image features.", "Train the model again.");

    private static void Copy(NetworkFiles source, string target)
    {
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        Directory.CreateDirectory(temporary);
        try
        {
            foreach (var path in source.Paths)
            {
                using var from = File.OpenRead(Path.Combine(source.Folder, path));
                var copy = Path.Combine(temporary, path);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                DurableFile.Write(copy, from.CopyTo);
            }

            EncoderCard.WriteInto(temporary, source.Paths);
            Directory.Move(temporary, target);
            DurableFile.SyncFolder(Path.GetDirectoryName(target)!);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }
}
