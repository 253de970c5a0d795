using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Onnx.Encoders;
using Vitrine.Platform;

namespace Vitrine.Models.Encoders;

/// <summary>
/// <c>encoder.json</c> beside a store's copy of a network in the form of ONNX: what was found when the store took it. An answer of that
/// machine and no part of the network, whose name does not follow from it.
/// </summary>
/// <param name="Family">As config.json calls it; null where there is none.</param>
/// <param name="Network">The file, by its path from the copy's folder.</param>
/// <param name="Towers">What it can be used for here.</param>
public sealed record EncoderCard(string? Family, string Network, IReadOnlyList<EncoderTower> Towers)
{
    private const string FileName = "encoder.json";
    private const int LargestFile = 1 << 20;

    /// <summary>Whether the same pictures and texts get the same bits with one thread and with all; features are kept once computed, so that a training can be repeated either way.</summary>
    public bool HasSameBits => Towers.All(tower => tower.HasSameBits);

    /// <summary>The card of a store's copy; null for a network of ours and for copies that older versions made.</summary>
    /// <param name="storePath">The store.</param>
    /// <param name="name">Of the copy, as a model's card says it.</param>
    /// <exception cref="CatalogueException">It is damaged.</exception>
    public static EncoderCard? Of(string storePath, string name)
    {
        if (StoreEncoders.FindNetwork(storePath, name) is not { } folder || new FileInfo(Path.Combine(folder, FileName)) is not { Exists: true } file)
            return null;
        try
        {
            if (file.Length > LargestFile)
                throw new JsonException($"{file.Length:N0} bytes are too many.");
            return JsonSerializer.Deserialize<EncoderCard>(File.ReadAllBytes(file.FullName), ModelCard.Json) is { Towers: not null, Network: not null } card ? card : throw new JsonException("A part is missing.");
        }
        catch (JsonException e)
        {
            throw new CatalogueException($"'{file.FullName}' is no card of an encoder: {e.Message}", "Delete it; the network can be used without.", e);
        }
    }

    /// <summary>Looks at a network in the form of ONNX and writes its card, unless it came with one or is a network of ours.</summary>
    /// <param name="folder">The copy, not yet in its place.</param>
    /// <param name="files">Its files, by their paths from the folder.</param>
    internal static void WriteInto(string folder, IReadOnlyList<string> files)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) || files.FirstOrDefault(file => file.EndsWith(EncoderFolder.Ending, StringComparison.OrdinalIgnoreCase)) is not { } network)
            return;
        var file = Path.Combine(folder, network);
        var towers = EncoderFolder.ModalitiesOf(file).Select(modality => EncoderTower.Measure(file, modality)).OfType<EncoderTower>();
        var card = new EncoderCard(EncoderConfig.Read(folder).ModelType, network, [.. towers]);
        DurableFile.Write(path, stream => JsonSerializer.Serialize(stream, card, ModelCard.Json));
    }
}
