using Vitrine.Tensors.Files;

namespace Vitrine.Tensors.Layers;

/// <summary>
/// A part of a network with its parameters (learned), buffers (kept but not learned, like running means) and children. Names are joined with
/// dots, as PyTorch does: a state saved there under the same names loads here.
/// </summary>
public abstract class Module : IDisposable
{
    private readonly List<(string Name, Tensor Tensor)> parameters = [];
    private readonly List<(string Name, Tensor Tensor)> buffers = [];
    private readonly List<(string Name, Module Module)> children = [];

    /// <summary>Whether dropout drops and batch norm uses the batch's statistics. True at first; see <see cref="Train"/>.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The parameters of this module and its children, by full name, in the order of their making.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Parameters() => Walk(module => module.parameters);

    /// <summary>The buffers of this module and its children.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Buffers() => Walk(module => module.buffers);

    /// <summary>Switches this module and its children between training and use.</summary>
    public void Train(bool isTraining = true)
    {
        IsTraining = isTraining;
        foreach (var (_, child) in children)
            child.Train(isTraining);
    }

    /// <summary>Switches to use: no dropout, fixed statistics.</summary>
    public void Eval() => Train(false);

    /// <summary>Whether <see cref="Tensor.Backward"/> reaches the parameters; freeze a part to keep its weights.</summary>
    public void Freeze(bool isFrozen = true)
    {
        foreach (var (_, parameter) in Parameters())
            parameter.RequiresGradient = !isFrozen;
    }

    /// <summary>Copies parameters and buffers from a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What this module's names begin with in the file, such as <c>visual.</c></param>
    /// <param name="strict">Whether names of the file under the prefix that this module lacks are an error; missing ones always are.</param>
    /// <exception cref="SafeTensorsException">Names or shapes do not match; the message lists them. Nothing has been changed then.</exception>
    public void LoadState(SafeTensors file, string prefix = "", bool strict = true)
    {
        var state = Parameters().Concat(Buffers()).ToList();
        var problems = new List<string>();
        foreach (var (name, tensor) in state)
        {
            if (!file.Entries.TryGetValue(prefix + name, out var entry))
                problems.Add($"'{prefix + name}' {tensor.Shape} is missing");
            else if (entry.Shape != tensor.Shape)
                problems.Add($"'{prefix + name}' is {entry.Shape} in the file and {tensor.Shape} in the model");
        }

        if (strict)
        {
            var known = state.Select(s => prefix + s.Name).ToHashSet(StringComparer.Ordinal);
            problems.AddRange(file.Entries.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(k))
                .Order(StringComparer.Ordinal).Select(k => $"'{k}' is not part of the model"));
        }

        if (problems.Count > 0)
        {
            throw new SafeTensorsException(
                $"{file.Path} does not fit the model ({problems.Count} mismatches): {string.Join("; ", problems.Take(10))}" +
                (problems.Count > 10 ? " …" : "") + ". Was it written for other settings?");
        }

        foreach (var (name, tensor) in state)
            file.CopyTo(prefix + name, tensor.Data);
    }

    /// <summary>Adds parameters and buffers to a file to be written.</summary>
    public void SaveState(SafeTensorsWriter file, string prefix = "", ElementType type = ElementType.Float32)
    {
        foreach (var (name, tensor) in Parameters().Concat(Buffers()))
            file.Add(prefix + name, tensor, type);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees parameters, buffers and children.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var (_, tensor) in parameters)
            tensor.Dispose();
        foreach (var (_, tensor) in buffers)
            tensor.Dispose();
        foreach (var (_, child) in children)
            child.Dispose();
    }

    /// <summary>Makes a parameter of zeros that lives as long as the module.</summary>
    protected Tensor AddParameter(string name, Shape shape)
    {
        var tensor = Tensor.Unscoped(shape);
        tensor.Data.Clear();
        tensor.RequiresGradient = true;
        parameters.Add((name, tensor));
        return tensor;
    }

    /// <summary>Takes a tensor, such as one on a mapped file, as a parameter that lives as long as the module.</summary>
    protected Tensor AddParameter(string name, Tensor tensor)
    {
        tensor.RequiresGradient = true;
        parameters.Add((name, tensor));
        return tensor;
    }

    /// <summary>Makes a buffer with every element set to <paramref name="value"/>.</summary>
    protected Tensor AddBuffer(string name, Shape shape, float value = 0)
    {
        var tensor = Tensor.Unscoped(shape);
        tensor.Data.Fill(value);
        buffers.Add((name, tensor));
        return tensor;
    }

    /// <summary>Makes <paramref name="module"/> a part of this one, which then owns it. An empty name adds no prefix.</summary>
    protected T AddChild<T>(string name, T module)
        where T : Module
    {
        children.Add((name, module));
        return module;
    }

    private IEnumerable<(string Name, Tensor Tensor)> Walk(Func<Module, List<(string Name, Tensor Tensor)>> select)
    {
        foreach (var item in select(this))
            yield return item;
        foreach (var (name, child) in children)
        {
            foreach (var (inner, tensor) in child.Walk(select))
                yield return (name.Length == 0 ? inner : $"{name}.{inner}", tensor);
        }
    }
}
