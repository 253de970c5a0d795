using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Onnx.Graphs;

/// <summary>
/// What stands in an ONNX file: operations, weights, and the files beside it that hold the rest of the weights. Read before a runtime sees the file, since a file
/// of strangers may name any path; and by who wants the weights themselves. Nothing but names and places is kept in memory.
/// </summary>
public sealed class OnnxGraph : IDisposable
{
    // The format's own limit: lengths in a protobuf message are of 31 bits. Larger networks keep their weights in files beside.
    private const long LargestFile = int.MaxValue;
    private const int MostNodes = 1_000_000;
    private const int DeepestNesting = 16;
    private const int Float32 = 1;

    private readonly MappedFile file;
    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<string, OnnxTensor> weights = new(StringComparer.Ordinal);
    private readonly List<string> inputs = [];
    private readonly List<string> outputs = [];
    private readonly SortedSet<string> dataFiles = new(StringComparer.Ordinal);
    private int seen;

    private OnnxGraph(string path, MappedFile file)
    {
        (Path, this.file) = (path, file);
        var hasGraph = false;
        var model = new WireReader(file.Slice<byte>(0, (int)file.Length));
        while (model.Read())
        {
            if (model.Field == 7 && model.HasBytes)
            {
                hasGraph = true;
                ReadGraph(model.Message, 0);
            }
            else if (model.Field == 25 && model.HasBytes)
            {
                ReadFunction(model.Message);
            }
        }

        if (!hasGraph || seen == 0)
            throw new InvalidDataException("no graph of operations");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The operations of the main graph, in the order of the file, which is that of their execution.</summary>
    public IReadOnlyList<OnnxNode> Nodes => nodes;

    /// <summary>The weights by name.</summary>
    public IReadOnlyDictionary<string, OnnxTensor> Weights => weights;

    /// <summary>The names of what the network is given; weights, which older files list there too, are left out.</summary>
    public IReadOnlyList<string> Inputs => [.. inputs.Where(name => !weights.ContainsKey(name))];

    /// <summary>The names of the results.</summary>
    public IReadOnlyList<string> Outputs => outputs;

    /// <summary>Files of the same folder that hold weights, each a bare name.</summary>
    public IReadOnlyCollection<string> DataFiles => dataFiles;

    /// <summary>Opens a file.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">It is too large, no ONNX file, or its weights are to come from outside of its folder.</exception>
    public static OnnxGraph Open(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new UsageException($"There is no file {path}.", "Name an ONNX file, or a folder that has one.");
        if (info.Length is 0 or > LargestFile)
            throw new BadDataException(path, null, null, $"{info.Length:N0} bytes", $"an ONNX file of 1 to {LargestFile:N0} bytes");
        var mapped = new MappedFile(path);
        try
        {
            return new OnnxGraph(path, mapped);
        }
        catch (InvalidDataException exception)
        {
            mapped.Dispose();
            throw new BadDataException(path, null, null, exception.Message, "an ONNX file", "Fetch the file again; it may be cut off, or a pointer to a larger file.", exception);
        }
        catch
        {
            mapped.Dispose();
            throw;
        }
    }

    /// <summary>The numbers of a weight.</summary>
    /// <exception cref="BadDataException">It is no float32, or has another number of them than its shape says.</exception>
    public ReadOnlySpan<float> Read(OnnxTensor tensor)
    {
        var length = tensor.Shape.Aggregate(1L, (product, size) => size is >= 0 and <= int.MaxValue && product <= int.MaxValue ? product * size : long.MaxValue);
        if (!tensor.IsFloat || length != tensor.Bytes / sizeof(float))
        {
            throw new BadDataException(Path, null, tensor.Name, tensor.IsFloat ? $"{tensor.Bytes / sizeof(float)} numbers for [{string.Join(", ", tensor.Shape)}]" : "weights of another type",
                "float32 weights in the file itself", "Take the network's float32 file.");
        }

        // In the file they may lie at any byte.
        var bytes = file.Slice<byte>(tensor.Offset, (int)tensor.Bytes);
        var numbers = new float[length];
        bytes.CopyTo(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    public void Dispose() => file.Dispose();

    private void ReadGraph(WireReader graph, int depth)
    {
        if (depth > DeepestNesting)
            throw new InvalidDataException($"graphs inside of graphs, {depth} deep");
        while (graph.Read())
        {
            if (!graph.HasBytes)
                continue;
            if (graph.Field == 1)
                ReadNode(graph.Message, depth);
            else if (graph.Field == 5)
                ReadTensor(graph.Message, depth);
            else if (graph.Field == 15)
                ReadSparse(graph.Message);
            else if (graph.Field == 11 && depth == 0)
                inputs.Add(FirstText(graph.Message, 1));
            else if (graph.Field == 12 && depth == 0)
                outputs.Add(FirstText(graph.Message, 1));
        }
    }

    private void ReadFunction(WireReader function)
    {
        while (function.Read())
        {
            if (function.Field == 7 && function.HasBytes)
                ReadNode(function.Message, 1);
        }
    }

    private void ReadNode(WireReader node, int depth)
    {
        if (++seen > MostNodes)
            throw new InvalidDataException($"more than {MostNodes:N0} operations");
        var (operation, inputs, results) = ("", new List<string>(), new List<string>());
        var (whole, real) = (new Dictionary<string, long[]>(StringComparer.Ordinal), new Dictionary<string, float>(StringComparer.Ordinal));
        while (node.Read())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(Text(node.Bytes));
                    break;
                case 2:
                    results.Add(Text(node.Bytes));
                    break;
                case 4:
                    operation = Text(node.Bytes);
                    break;
                case 5 when node.HasBytes:
                    ReadAttribute(node.Message, whole, real, depth);
                    break;
            }
        }

        if (depth == 0)
            nodes.Add(new OnnxNode(operation, inputs, results, whole, real));
    }

    private void ReadAttribute(WireReader attribute, Dictionary<string, long[]> whole, Dictionary<string, float> real, int depth)
    {
        var (name, numbers) = ("", new List<long>());
        while (attribute.Read())
        {
            switch (attribute.Field)
            {
                case 1:
                    name = Text(attribute.Bytes);
                    break;
                case 2 when attribute.Bytes.Length == sizeof(float):
                    real[name] = MemoryMarshal.Read<float>(attribute.Bytes);
                    break;
                case 3 or 8:
                    attribute.AddTo(numbers);
                    break;
                case 5 or 10 when attribute.HasBytes:
                    ReadTensor(attribute.Message, DeepestNesting);
                    break;
                case 6 or 11 when attribute.HasBytes:
                    ReadGraph(attribute.Message, depth + 1);
                    break;
                case 22 or 23 when attribute.HasBytes:
                    ReadSparse(attribute.Message);
                    break;
            }
        }

        if (numbers.Count > 0)
            whole[name] = [.. numbers];
    }

    private void ReadSparse(WireReader sparse)
    {
        while (sparse.Read())
        {
            if (sparse.Field is 1 or 2 && sparse.HasBytes)
                ReadTensor(sparse.Message, DeepestNesting);
        }
    }

    private void ReadTensor(WireReader tensor, int depth)
    {
        var (name, type, offset, bytes) = ("", 0, 0L, -1L);
        var (shape, location, isOutside) = (new List<long>(), (string?)null, false);
        while (tensor.Read())
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.AddTo(shape);
                    break;
                case 2:
                    type = (int)tensor.Number;
                    break;
                case 4 or 9 when tensor.HasBytes && bytes < tensor.Bytes.Length:
                    (offset, bytes) = (tensor.Offset, tensor.Bytes.Length);
                    break;
                case 8:
                    name = Text(tensor.Bytes);
                    break;
                case 13 when tensor.HasBytes && FirstText(tensor.Message, 1) == "location":
                    location = FirstText(tensor.Message, 2);
                    break;
                case 14:
                    isOutside = tensor.Number == 1;
                    break;
            }
        }

        if (isOutside || location is not null)
            AddDataFile(name, location);
        if (depth == 0)
            weights[name] = new OnnxTensor(name, shape, type == Float32 && bytes >= 0 && !isOutside, offset, Math.Max(0, bytes));
    }

    /// <summary>Only a file in the folder of the network itself, no link, may hold weights: else a network could read any file of the machine.</summary>
    private void AddDataFile(string tensor, string? location)
    {
        var isName = location is { Length: > 0 and <= 255 } && location.AsSpan().IndexOfAny("/\\\0:") < 0 && location is not "." and not "..";
        if (!isName)
        {
            throw new BadDataException(Path, null, Short(tensor), $"weights at '{Short(location ?? "")}'", "the name of a file in the same folder",
                "Take the network from a source that you trust, with all of its files in one folder.");
        }

        if (!dataFiles.Add(location!))
            return;
        var beside = new FileInfo(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, location!));
        if (!beside.Exists)
            throw new UsageException($"There is no file {beside.FullName}, in which {System.IO.Path.GetFileName(Path)} keeps weights.", "Fetch it too, into the same folder.");
    }

    private static string FirstText(WireReader message, int field)
    {
        while (message.Read())
        {
            if (message.Field == field)
                return Text(message.Bytes);
        }

        return "";
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
