using Vitrine.Catalogue;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// The weights in a safetensors file. float32 tensors look at the mapped file, so a network costs no memory beyond its pages; other types are
/// converted once. Call outside of any <see cref="Scope"/>: the weights live as long as their network.
/// </summary>
internal sealed class WeightFile : IWeightSource, IDisposable
{
    private const int MostNamed = 10;

    private readonly SafeTensors file;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];

    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="SafeTensorsException">It is no safetensors file.</exception>
    public WeightFile(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no file {path}.", "A published model is a folder with config.json and model.safetensors.");
        file = SafeTensors.Open(path);
    }

    public Shape? ShapeOf(string name) => file.Entries.TryGetValue(name, out var entry) ? entry.Shape : null;

    public Tensor Take(string name, Shape shape)
    {
        taken.Add(name);
        if (!file.Entries.TryGetValue(name, out var entry))
            problems.Add($"'{name}' {shape} is missing");
        else if (entry.Shape != shape)
            problems.Add($"'{name}' is {entry.Shape} in the file and {shape} by the configuration");
        else
            return file.Read(name);
        return Tensor.Zeros(shape);
    }

    /// <summary>Complains of everything that was missing, of another shape, or not asked for; else returns the network.</summary>
    /// <param name="network">The network that took its weights here; disposed if there is a complaint.</param>
    /// <param name="mayIgnore">Tensors that need not be used, such as a table of the numbers 0, 1, 2, …</param>
    /// <exception cref="BadDataException">Names and shapes of what does not fit.</exception>
    public T Check<T>(T network, Func<string, bool> mayIgnore)
        where T : IDisposable
    {
        problems.AddRange(file.Entries.Keys.Where(name => !taken.Contains(name) && !mayIgnore(name)).Order(StringComparer.Ordinal)
            .Select(name => $"'{name}' has no place in the network"));
        if (problems.Count == 0)
            return network;
        network.Dispose();
        var named = string.Join("; ", problems.Take(MostNamed)) + (problems.Count > MostNamed ? $"; and {problems.Count - MostNamed} more" : "");
        throw new BadDataException(file.Path, null, null, $"{problems.Count} tensors that do not fit: {named}", "the tensors that config.json describes",
            "Take config.json and model.safetensors from the same model.");
    }

    public void Dispose() => file.Dispose();
}
