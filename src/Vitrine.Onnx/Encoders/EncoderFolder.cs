using Vitrine.Catalogue;
using Vitrine.Onnx.Graphs;

namespace Vitrine.Onnx.Encoders;

/// <summary>
/// Finds the files of a published encoder in a folder of the hub's layout: <c>config.json</c>, <c>preprocessor_config.json</c>, a tokeniser, and the network as
/// <c>onnx/model.onnx</c> or, one tower a file, <c>onnx/vision_model.onnx</c> and <c>onnx/text_model.onnx</c>. The folder <c>onnx</c> may be left out.
/// </summary>
public sealed record EncoderFolder
{
    /// <summary>What the names of networks end with.</summary>
    public const string Ending = ".onnx";

    private const string WholeModel = "model", ImageTower = "vision_model", TextTower = "text_model";
    private const int MostListed = 12;

    /// <summary>Files that say how text and pictures are prepared, in any folder of the hub.</summary>
    private static readonly string[] Companions =
    [
        "config.json", "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", "vocab.json", "merges.txt",
        "spiece.model", "sentencepiece.bpe.model", "tokenizer.model",
    ];

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The network's file.</summary>
    public required string Network { get; init; }

    /// <summary>All files of the encoder, by their paths from <see cref="Folder"/>: a copy of these is the encoder again.</summary>
    /// <inheritdoc cref="OnnxGraph.Open" path="/exception"/>
    public IReadOnlyList<string> Files()
    {
        using var graph = OnnxGraph.Open(Network);
        var place = Path.GetDirectoryName(Path.GetFullPath(Network))!;
        return
        [
            .. Companions.Where(name => File.Exists(Path.Combine(Folder, name))),
            Path.GetRelativePath(Folder, Network),
            .. graph.DataFiles.Select(name => Path.GetRelativePath(Folder, Path.Combine(place, name))),
        ];
    }

    /// <summary>Whether a path leads to networks in the form of ONNX.</summary>
    /// <param name="path">A folder or a file.</param>
    public static bool Is(string path) => path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? File.Exists(path) : Directory.Exists(path) && NetworksIn(path).Count > 0;

    /// <summary>Finds the files of an encoder.</summary>
    /// <param name="path">A folder of the hub's layout, or one of the networks in it; of several files of a network (float, float16, int8) the plain one is taken unless a file is named.</param>
    /// <param name="modality">What it is to encode.</param>
    /// <exception cref="UsageException">The folder has no network for that, or several and none is the plain one.</exception>
    public static EncoderFolder Open(string path, Modality modality)
    {
        if (path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            if (!File.Exists(path))
                throw new UsageException($"There is no file {path}.", "Name an ONNX file, or a folder that has one.");
            return new EncoderFolder { Folder = HomeOf(path), Network = Path.GetFullPath(path) };
        }

        var tower = modality == Modality.Image ? ImageTower : TextTower;
        var networks = NetworksIn(path);
        foreach (var name in (string[])[tower, WholeModel])
        {
            var plain = networks.FirstOrDefault(network => NameOf(network) == name);
            var others = networks.Where(network => NameOf(network).StartsWith($"{name}_", StringComparison.Ordinal)).ToArray();
            if ((plain ?? (others.Length == 1 ? others[0] : null)) is { } network)
                return new EncoderFolder { Folder = path, Network = network };
            if (others.Length > 1)
                throw Several(path, others);
        }

        string[] own = [.. networks.Where(network => !IsTower(NameOf(network)))];
        return own.Length switch
        {
            1 => new EncoderFolder { Folder = path, Network = own[0] },
            > 1 => throw Several(path, own),
            _ => throw Missing(path, tower),
        };
    }

    /// <summary>The networks of a folder, each with all of its files.</summary>
    /// <param name="folder">As for <see cref="Open"/>.</param>
    /// <returns>In the order of their files; networks without a file of full precision are left out.</returns>
    /// <inheritdoc cref="OnnxGraph.Open" path="/exception"/>
    public static IReadOnlyList<NetworkVersions> VersionsIn(string folder)
    {
        var networks = NetworksIn(folder);
        return [.. networks.Where(network => NameOf(network) is WholeModel or ImageTower or TextTower).Select(network => new NetworkVersions(
            network,
            [.. networks.Where(other => Path.GetDirectoryName(other) == Path.GetDirectoryName(network) && NameOf(other).StartsWith($"{NameOf(network)}_", StringComparison.Ordinal))],
            ModalitiesOf(network)))];
    }

    /// <summary>What a network takes: by its name where that says so, else by its inputs.</summary>
    /// <param name="network">The file.</param>
    /// <inheritdoc cref="OnnxGraph.Open" path="/exception"/>
    public static IReadOnlyList<Modality> ModalitiesOf(string network)
    {
        if (NameOf(network) is ImageTower or TextTower)
            return [NameOf(network) == ImageTower ? Modality.Image : Modality.Text];
        using var graph = OnnxGraph.Open(network);
        var isOfText = graph.Inputs.ToLookup(TextInputs.Has);
        return [.. isOfText[false].Any() ? [Modality.Image] : Array.Empty<Modality>(), .. isOfText[true].Contains(TextInputs.Ids) ? [Modality.Text] : Array.Empty<Modality>()];
    }

    /// <summary>The folder that a network's file belongs to: that above, where it lies in "onnx".</summary>
    private static string HomeOf(string network)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(network))!;
        return Path.GetFileName(folder) == "onnx" && !File.Exists(Path.Combine(folder, "config.json")) ? Path.GetDirectoryName(folder)! : folder;
    }

    private static bool IsTower(string name) => name.StartsWith(ImageTower, StringComparison.Ordinal) || name.StartsWith(TextTower, StringComparison.Ordinal);

    private static string NameOf(string network) => Path.GetFileNameWithoutExtension(network);

    private static List<string> NetworksIn(string folder) =>
        [.. ((string[])[Path.Combine(folder, "onnx"), folder]).Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, $"*{Ending}").Order(StringComparer.Ordinal))];

    private static UsageException Several(string folder, IReadOnlyList<string> networks) =>
        new($"{folder} has several networks: {Listed(networks.Select(network => Path.GetRelativePath(folder, network)))}.", "Name the file of the one that is meant.");

    private static UsageException Missing(string folder, string tower)
    {
        var found = Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)] : Array.Empty<string>();
        var what = !Directory.Exists(folder) ? "which is no folder" : found.Length == 0 ? "which is empty" : $"which has {Listed(found)}";
        return new UsageException($"No network was found in {folder}, {what}.",
            $"Missing: onnx/{tower}{Ending} or onnx/{WholeModel}{Ending} (for our own networks model.safetensors), with config.json and what prepares its input.");
    }

    private static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostListed)) + (all.Length > MostListed ? $" and {all.Length - MostListed} more" : "");
    }
}
