using Vitrine.Catalogue;
using Vitrine.Onnx.Graphs;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// The weights of a residual network in an ONNX file, under torchvision's names, so that it can learn here. Exporters give tensors names of their own and fold batch
/// norms or leave them, so a weight is known by its place in the graph: a stem of convolution, norm, ReLU and pooling, then blocks that end in an addition.
/// </summary>
internal sealed class ResNetGraph : IWeightSource
{
    private const float Epsilon = 1e-5f; // what our convolution adds to a variance
    private const int Stages = 4;

    private readonly OnnxGraph graph;
    private readonly ILookup<string, OnnxNode> users;
    private readonly Dictionary<string, (Shape Shape, float[] Values)> weights = new(StringComparer.Ordinal);

    /// <param name="graph">The file.</param>
    /// <exception cref="BadDataException">It is no residual network as torchvision builds them.</exception>
    public ResNetGraph(OnnxGraph graph)
    {
        this.graph = graph;
        users = graph.Nodes.SelectMany(node => node.Inputs.Distinct().Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
        var stem = graph.Nodes.FirstOrDefault(node => node.Operation == "Conv") ?? throw Other("no convolution");
        var x = Follow(Follow(Convolution(stem, "conv1", "bn1"), "Relu"), "MaxPool");
        var blocks = new List<(int Stage, int Steps, int Width)>();
        while (users[x].Any(node => node.Operation == "Conv"))
            x = Block(x, blocks);
        if (blocks.Count == 0 || blocks[^1].Stage != Stages || blocks.Any(block => block.Steps != blocks[0].Steps))
            throw Other($"blocks in {blocks.Select(block => block.Stage).Distinct().Count()} stages");
        Config = new ResNetConfig(
            HasBottlenecks: blocks[0].Steps == 3,
            [.. Enumerable.Range(1, Stages).Select(stage => blocks.Count(block => block.Stage == stage))],
            weights["conv1.weight"].Shape[0],
            [.. Enumerable.Range(1, Stages).Select(stage => blocks.First(block => block.Stage == stage).Width)]);
    }

    /// <summary>The sizes.</summary>
    public ResNetConfig Config { get; }

    public Shape? ShapeOf(string name) => weights.TryGetValue(name, out var weight) ? weight.Shape : null;

    public Tensor Take(string name, Shape shape) => weights.TryGetValue(name, out var weight) && weight.Shape == shape
        ? Tensor.From(weight.Values, shape)
        : throw Other($"{name} of the shape {(weight.Values is null ? "–" : weight.Shape)}, where {shape} was expected");

    /// <summary>Reads the block that begins at a tensor, and returns the tensor behind it.</summary>
    private string Block(string x, List<(int Stage, int Steps, int Width)> blocks)
    {
        OnnxNode[][] ways = [.. users[x].Where(node => node.Operation == "Conv").Select(Way)];
        var path = ways.MaxBy(way => way.Length)!;
        var shortcut = ways.FirstOrDefault(way => way != path);
        if (ways.Length > 2 || path.Length is not (2 or 3) || shortcut is { Length: > 1 })
            throw Other($"a block of {string.Join(" and ", ways.Select(way => $"{way.Length}"))} convolutions");

        // Only the first block of a stage changes the shape; that of the first stage need not.
        var stage = blocks.Count == 0 ? 1 : blocks[^1].Stage + (shortcut is null ? 0 : 1);
        var name = $"layer{stage}.{blocks.Count(block => block.Stage == stage)}";
        var end = "";
        for (var step = 0; step < path.Length; step++)
            end = Convolution(path[step], $"{name}.conv{step + 1}", $"{name}.bn{step + 1}");
        if (shortcut is not null)
            Convolution(shortcut[0], $"{name}.downsample.0", $"{name}.downsample.1");
        blocks.Add((stage, path.Length, weights[$"{name}.conv{path.Length}.weight"].Shape[0]));
        return Follow(Follow(end, "Add"), "Relu");
    }

    /// <summary>The convolutions one behind the other from one to the addition at the end of its block.</summary>
    private OnnxNode[] Way(OnnxNode convolution)
    {
        var way = new List<OnnxNode> { convolution };
        for (var x = AfterNorm(convolution); users[x].FirstOrDefault() is { } next && next.Operation != "Add" && way.Count < 4;)
        {
            if (next.Operation == "Conv")
                way.Add(next);
            x = next.Operation == "Conv" ? AfterNorm(next) : next.Outputs[0];
        }

        return [.. way];
    }

    private string AfterNorm(OnnxNode convolution) => NormOf(convolution)?.Outputs[0] ?? convolution.Outputs[0];

    private OnnxNode? NormOf(OnnxNode convolution) => users[convolution.Outputs[0]].FirstOrDefault(node => node.Operation == "BatchNormalization");

    private string Follow(string x, string operation) => users[x].FirstOrDefault(node => node.Operation == operation)?.Outputs[0]
        ?? throw Other($"{string.Join(", ", users[x].Select(node => node.Operation))} in the place of {operation}");

    /// <summary>Takes the weights of a convolution and its norm, and returns the tensor behind both.</summary>
    private string Convolution(OnnxNode node, string name, string normName)
    {
        var filters = Weight(node, 1);
        if (filters.Shape.Rank != 4 || node.Wholes("group", 1)[0] != 1 || node.Wholes("dilations", 1, 1).Any(dilation => dilation != 1))
            throw Other($"{name} with groups or dilations");
        weights[$"{name}.weight"] = filters;
        var outputs = new Shape(filters.Shape[0]);
        var bias = node.Inputs.Count > 2 ? Weight(node, 2).Values : null;
        if (NormOf(node) is not { } norm)
        {
            weights[$"{name}.bias"] = (outputs, bias ?? new float[filters.Shape[0]]);
            return node.Outputs[0];
        }

        var epsilon = norm.Real.TryGetValue("epsilon", out var given) ? given : Epsilon;
        weights[$"{normName}.weight"] = Weight(norm, 1);
        weights[$"{normName}.bias"] = Weight(norm, 2);
        weights[$"{normName}.running_mean"] = (outputs, [.. Weight(norm, 3).Values.Select((mean, i) => mean - (bias?[i] ?? 0))]);
        weights[$"{normName}.running_var"] = (outputs, [.. Weight(norm, 4).Values.Select(variance => variance + (epsilon - Epsilon))]);
        return norm.Outputs[0];
    }

    private (Shape Shape, float[] Values) Weight(OnnxNode node, int input)
    {
        if (node.Inputs.Count <= input || !graph.Weights.TryGetValue(node.Inputs[input], out var tensor))
            throw Other($"{node.Operation} without constant weights");
        float[] values = [.. graph.Read(tensor)];
        return (new Shape([.. tensor.Shape.Select(size => checked((int)size))]), values);
    }

    private BadDataException Other(string found) => new(graph.Path, null, null, found, "a residual network as torchvision builds it (ResNet-18 to 152)",
        "Other networks cannot learn here; leave out --fine-tune, and their vectors serve as features.");
}
