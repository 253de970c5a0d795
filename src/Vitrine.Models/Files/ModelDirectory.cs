using System.Security.Cryptography;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Platform;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Files;

/// <summary>
/// models/NAME of a store: model.safetensors (weights), model.json (<see cref="ModelCard"/>) and, while a training is not complete,
/// checkpoint.safetensors. Each file is replaced as a whole; the card carries the hash of its weights, so a pair torn by a crash is noticed.
/// </summary>
public sealed class ModelDirectory
{
    private const string WeightsFile = "model.safetensors";
    private const string CardFile = "model.json";
    private const string CheckpointFile = "checkpoint.safetensors";
    private const long MaxCardBytes = 256_000_000; // a vocabulary of millions of words; more is no model card

    private ModelDirectory(string path, string name) => (Path, Name) = (path, name);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The model's name in its store.</summary>
    public string Name { get; }

    /// <summary>The folder of the store, or of the benchmark, that the model lies in: it also keeps the networks that models stand on.</summary>
    public string StorePath => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "..", ".."));

    /// <summary>Where a model that learned an image network of its own leaves it, in the layout of published ones.</summary>
    internal string ImageEncoderPath => System.IO.Path.Combine(Path, "image-encoder");

    /// <summary>Whether a training here was interrupted, and can be resumed; that of a stage before the model's own counts.</summary>
    public bool HasCheckpoint => Directory.Exists(Path) && Directory.EnumerateFiles(Path, CheckpointFile, SearchOption.AllDirectories).Any();

    internal string CheckpointPath => System.IO.Path.Combine(Path, CheckpointFile);

    private string WeightsPath => System.IO.Path.Combine(Path, WeightsFile);

    private string CardPath => System.IO.Path.Combine(Path, CardFile);

    /// <summary>The place of a model in a store, whether it exists or not.</summary>
    /// <exception cref="UsageException">The name is not one for a folder: letters, digits, '-', '_' and '.', no '.' in front.</exception>
    public static ModelDirectory Of(CatalogueStore store, string name) => In(store.Path, name);

    /// <summary>The place of a model below any folder: a store, or the files of a benchmark.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static ModelDirectory In(string folder, string name)
    {
        if (!IsName(name))
            throw new UsageException($"'{name}' cannot be a model's name.", "Use letters, digits, '-', '_' and '.', beginning with none of the last.");
        return new ModelDirectory(System.IO.Path.Combine(folder, "models", name), name);
    }

    /// <summary>Whether a model can be called so.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 100 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <summary>The names of the models in a store, in order.</summary>
    public static IReadOnlyList<string> Names(CatalogueStore store) => NamesIn(store.Path);

    /// <summary>The same for any folder with models.</summary>
    public static IReadOnlyList<string> NamesIn(string folder) => Names(new DirectoryInfo(System.IO.Path.Combine(folder, "models")));

    /// <summary>Reads model.json.</summary>
    public ModelCard ReadCard()
    {
        if (!File.Exists(CardPath))
        {
            var known = Names(new DirectoryInfo(Path).Parent!);
            throw new UsageException($"There is no model '{Name}'{(known.Length > 0 ? $"; there is {string.Join(", ", known)}" : "")}.",
                "Train one with: vitrine train STORE --method METHOD");
        }

        try
        {
            using var stream = File.OpenRead(CardPath);
            if (stream.Length > MaxCardBytes)
                throw new JsonException($"{stream.Length} bytes are too many; the limit is {MaxCardBytes}.");
            return JsonSerializer.Deserialize<ModelCard>(stream, ModelCard.Json) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException e)
        {
            throw new BadDataException(CardPath, null, null, e.Message.TrimEnd('.'), "a model card", "Train the model again.", e);
        }
    }

    /// <summary>Opens model.safetensors after checking that it belongs to the card.</summary>
    public SafeTensors OpenWeights(ModelCard card)
    {
        if (!File.Exists(WeightsPath))
            throw new CatalogueException($"'{WeightsPath}' is missing.", "Copy the whole folder of a model, or train again.");
        if (HashOf(WeightsPath) != card.WeightsHash)
        {
            throw new CatalogueException($"'{WeightsPath}' is not the file that {CardFile} describes.",
                "A training was interrupted while it wrote, or one of the two was replaced. Train again, with --resume if a checkpoint is there.");
        }

        return SafeTensors.Open(WeightsPath);
    }

    /// <summary>Copies the stored weights into a model of the same names and shapes.</summary>
    /// <exception cref="SafeTensorsException">A tensor is missing, left over, or of another shape.</exception>
    public void ReadWeights(ModelCard card, Module model)
    {
        using var file = OpenWeights(card);
        model.LoadState(file);
    }

    /// <summary>A model with its stored weights, ready to be used; disposed where they cannot be read.</summary>
    /// <inheritdoc cref="ReadWeights" path="/exception"/>
    internal T Restore<T>(ModelCard card, T model)
        where T : Module
    {
        try
        {
            ReadWeights(card, model);
            model.Eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes weights and card; an older model stays whole until the new one is on the disk.</summary>
    public void Write(ModelCard card, Module model)
    {
        Directory.CreateDirectory(Path);
        var writer = new SafeTensorsWriter();
        model.SaveState(writer);
        writer.Save(WeightsPath);
        WriteCard(card with { WeightsHash = HashOf(WeightsPath) });
    }

    /// <summary>Writes a card alone: of a model whose weights are those of an encoder of the store.</summary>
    public void WriteCard(ModelCard card)
    {
        Directory.CreateDirectory(Path);
        DurableFile.Write(CardPath, stream => JsonSerializer.Serialize(stream, card, ModelCard.Json));
    }

    /// <summary>The folder of the network that the model learned from pixels; null where it learned none.</summary>
    public string? LearnedNetwork => Directory.Exists(ImageEncoderPath) ? ImageEncoderPath : null;

    /// <summary>Forgets the image network of an earlier training under this name.</summary>
    internal void DeleteImageEncoder()
    {
        if (Directory.Exists(ImageEncoderPath))
            Directory.Delete(ImageEncoderPath, recursive: true);
    }

    /// <summary>The files that a copy of the model needs: all but those of a training or a writing under way.</summary>
    internal IEnumerable<string> FilesToCopy() => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
        .Where(file => file != CheckpointPath && !file.EndsWith(".tmp", StringComparison.Ordinal));

    private static string[] Names(DirectoryInfo models) => models.Exists
        ? [.. models.EnumerateDirectories().Where(d => d.Name[0] != '.' && File.Exists(System.IO.Path.Combine(d.FullName, CardFile)))
            .Select(d => d.Name).Order(StringComparer.Ordinal)]
        : [];

    internal static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
