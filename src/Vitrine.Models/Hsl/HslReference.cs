using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Regions;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Hsl;

/// <summary>How far our network is from one recorded value: largest |ours − theirs| over largest |theirs|.</summary>
/// <param name="Name">The value's name in the file.</param>
/// <param name="RelativeError">See <see cref="HslReference"/> for the floor of the denominator.</param>
public sealed record HslDeviation(string Name, double RelativeError);

/// <summary>The outcome of <see cref="HslReference.Compare(string)"/>.</summary>
/// <param name="Outputs">The 2L similarities, the total and the loss.</param>
/// <param name="Gradients">∂loss by every parameter of the file.</param>
public sealed record HslAgreement(IReadOnlyList<HslDeviation> Outputs, IReadOnlyList<HslDeviation> Gradients)
{
    /// <summary>Required of <see cref="Outputs"/>.</summary>
    public const double OutputTolerance = 1e-4;

    /// <summary>Required of <see cref="Gradients"/>.</summary>
    public const double GradientTolerance = 1e-3;

    public double OutputError => Outputs.Max(deviation => deviation.RelativeError);

    public double GradientError => Gradients.Max(deviation => deviation.RelativeError);

    public bool IsWithinTolerance => OutputError <= OutputTolerance && GradientError <= GradientTolerance;
}

/// <summary>
/// Compares our HSL with values recorded from the authors' published network: weights, a padded batch, similarities, loss, gradients, under the
/// authors' names. Sizes come from the file.
/// </summary>
public static partial class HslReference
{
    // A gradient that is zero but for rounding (a softmax does not feel its bias) has no scale of its own. Rounding leaves about 1e-7 of the
    // largest gradient behind, so errors are measured against at least this share of it.
    private const double ScaleFloor = 1e-3;

    /// <summary>Loads the recorded weights, repeats forward and backward pass, and compares.</summary>
    /// <exception cref="SafeTensorsException">Something is missing in the file, has another shape, or cannot be.</exception>
    public static HslAgreement Compare(string path)
    {
        using var file = SafeTensors.Open(path);
        try
        {
            return Compare(file);
        }
        catch (ArgumentException e)
        {
            // Sizes that contradict each other, such as heads that do not divide the width, are first noticed where they are used.
            throw new SafeTensorsException($"{path} does not describe a network of HSL: {e.Message}", e);
        }
    }

    private static HslAgreement Compare(SafeTensors file)
    {
        var names = file.Entries.Keys.Where(name => name.StartsWith("weight.", StringComparison.Ordinal)).Select(name => name["weight.".Length..]).ToList();
        var settings = Settings(file, names);
        using var network = new HslNetwork(settings, new RandomSource(0));
        var parameters = network.Parameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor, StringComparer.Ordinal);
        var theirs = names.ToDictionary(name => name, OurName, StringComparer.Ordinal);
        Load(file, parameters, theirs);

        var outputs = new List<HslDeviation>();
        using (Scope.Begin())
        {
            var regions = new RegionBatch(file.Read("input.regions"), Padded(file, "input.region_counts", ShapeOf(file, "input.regions", rank: 3)));
            var words = new WordBatch(file.ReadInt32("input.tokens"), Padded(file, "input.token_counts", ShapeOf(file, "input.tokens", rank: 2)));
            var levels = network.Similarities(network.Text.Forward(words), network.Image.Forward(regions), regions.Lengths);
            for (var level = 0; level < levels.Length; level++)
            {
                outputs.Add(Deviation(file, $"out.object.level{level + 1}", levels[level].Object!));
                outputs.Add(Deviation(file, $"out.image.level{level + 1}", levels[level].Image!));
            }

            outputs.Add(Deviation(file, "out.total", network.Total(levels)));
            var loss = network.Loss(levels);
            outputs.Add(Deviation(file, "out.loss", loss));
            loss.Backward();
        }

        var largest = names.Max(name => Largest(file, "grad." + name));
        return new HslAgreement(outputs,
            [.. names.Select(name => Deviation(file, "grad." + name, parameters[theirs[name]].Gradient, largest * ScaleFloor))]);
    }

    /// <summary>The name of one of the authors' parameters in <see cref="HslNetwork"/>.</summary>
    internal static string OurName(string name)
    {
        var dot = Math.Max(0, name.LastIndexOf('.'));
        if (Fixed.TryGetValue(name[..dot], out var ours))
            return ours + name[dot..];
        if (name.StartsWith("img_enc.attflat_img.", StringComparison.Ordinal))
            return "image.flatten." + name["img_enc.attflat_img.".Length..];
        var layer = StackedLayer().Match(name);
        if (!layer.Success)
            throw new SafeTensorsException($"'weight.{name}' is no parameter of HSL's published network.");
        var level = int.Parse(layer.Groups["level"].Value, CultureInfo.InvariantCulture) - 1;
        return $"{(layer.Groups["side"].Value == "img" ? "image" : "text")}.levels.{level}.{layer.Groups["rest"].Value}";
    }

    // Their numbering is historical: which Linear serves what is told by the data's description.
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["img_enc.in_fc"] = "image.input",
        ["img_enc.fc1"] = "image.levels.0.objects",
        ["img_enc.out_fc"] = "image.levels.1.objects",
        ["img_enc.fc3"] = "image.levels.0.reduce",
        ["img_enc.fc2"] = "image.levels.1.reduce",
        ["txt_enc.fc2"] = "text.levels.0.for_objects",
        ["txt_enc.fc1"] = "text.levels.1.for_objects",
        ["txt_enc.fc4"] = "text.levels.0.for_image",
        ["txt_enc.fc3"] = "text.levels.1.for_image",
        ["word_embed.embed"] = "text.words",
        ["word_embed"] = "text.words",
        ["word_embed.fc"] = "text.input",
    };

    [GeneratedRegex(@"^(?<side>img|txt)_enc\.transformer(?<level>[12])\.(?<rest>layers\.\d+\..+)$")]
    private static partial Regex StackedLayer();

    private static HslSettings Settings(SafeTensors file, List<string> names)
    {
        Shape Of(string name, int rank = 2) => ShapeOf(file, name, rank);

        var words = Of(names.FirstOrDefault(name => OurName(name) == "text.words.weight") is { } table ? "weight." + table : "weight.word_embed.embed.weight");
        var aggregation = file.Metadata.GetValueOrDefault("aggregation", "mean");
        var heads = file.Metadata.GetValueOrDefault("heads", "4");
        return new HslSettings(Of("input.regions", rank: 3)[2], words[0])
        {
            Width = Of("weight.img_enc.in_fc.weight")[0],
            Heads = int.TryParse(heads, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new SafeTensorsException($"{file.Path} says heads '{heads}'; expected a number."),
            FeedForward = Of("weight.img_enc.transformer1.layers.0.linear1.weight")[0],
            JointWidth = Of("weight.img_enc.fc1.weight")[0],
            ImageLayers = Layers("image.levels.0.layers."),
            TextLayers = Layers("text.levels.0.layers."),
            WordDimensions = file.Entries.ContainsKey("weight.word_embed.fc.weight") ? words[1] : 0,
            Dropout = 0,
            Aggregation = Enum.TryParse<RegionAggregation>(aggregation, ignoreCase: true, out var kind) && !char.IsDigit(aggregation[0])
                ? kind
                : throw new SafeTensorsException($"{file.Path} says aggregation '{aggregation}'; expected mean, sum or max."),
        };

        int Layers(string prefix) => names.Select(OurName).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..name.IndexOf('.', prefix.Length)]).Distinct().Count();
    }

    private static void Load(SafeTensors file, Dictionary<string, Tensor> parameters, Dictionary<string, string> theirs)
    {
        foreach (var (name, ours) in theirs)
        {
            if (!parameters.TryGetValue(ours, out var parameter) || parameter.Shape != file.Entries["weight." + name].Shape)
            {
                throw new SafeTensorsException(
                    $"'weight.{name}' is {file.Entries["weight." + name].Shape} in {file.Path}; our '{ours}' is {parameter?.Shape.ToString() ?? "not there"}.");
            }

            file.CopyTo("weight." + name, parameter.Data);
        }

        var missing = parameters.Keys.Except(theirs.Values, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new SafeTensorsException($"{file.Path} has no weights for {string.Join(", ", missing.Take(10))}.");
    }

    private static Shape ShapeOf(SafeTensors file, string name, int rank)
    {
        if (!file.Entries.TryGetValue(name, out var entry))
            throw new SafeTensorsException($"{file.Path} has no '{name}'; expected the recorded values of HSL's published network.");
        return entry.Shape.Rank == rank && entry.Shape.Length > 0
            ? entry.Shape
            : throw new SafeTensorsException($"'{name}' in {file.Path} is {entry.Shape}; expected {rank} extents of 1 or more.");
    }

    private static SequenceLengths Padded(SafeTensors file, string name, Shape padded)
    {
        var (counts, batch, time) = (file.ReadInt32(name), padded[0], padded[1]);
        return counts.Length == batch && counts.All(count => count >= 1 && count <= time)
            ? new SequenceLengths(counts, time)
            : throw new SafeTensorsException($"'{name}' in {file.Path} must be {batch} numbers between 1 and {time}.");
    }

    private static HslDeviation Deviation(SafeTensors file, string name, Tensor? ours, double floor = 0)
    {
        if (!file.Entries.TryGetValue(name, out var entry))
            throw new SafeTensorsException($"{file.Path} has no '{name}'.");
        var expected = new float[entry.Shape.Length];
        file.CopyTo(name, expected);
        var actual = ours is null ? new float[expected.Length] : ours.Data.ToArray();
        if (actual.Length != expected.Length)
            throw new SafeTensorsException($"'{name}' in {file.Path} is {entry.Shape}; ours is {ours?.Shape}.");
        var scale = Math.Max(Math.Abs(TensorPrimitives.MaxMagnitude(expected)), floor);
        TensorPrimitives.Subtract(actual, expected, actual);
        var error = Math.Abs(TensorPrimitives.MaxMagnitude(actual));
        // Not a number is as far from any value as can be; the largest error must not overlook it.
        return new HslDeviation(name, error == 0 ? 0 : double.IsNaN(error / scale) ? double.PositiveInfinity : error / scale);
    }

    private static double Largest(SafeTensors file, string name)
    {
        if (!file.Entries.TryGetValue(name, out var entry))
            throw new SafeTensorsException($"{file.Path} has no '{name}'.");
        var values = new float[entry.Shape.Length];
        file.CopyTo(name, values);
        return Math.Abs(TensorPrimitives.MaxMagnitude(values));
    }
}
