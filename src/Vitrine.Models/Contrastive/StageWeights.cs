using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Contrastive;

/// <summary>From the file of one contrastive model into another.</summary>
internal static class StageWeights
{
    /// <summary>Copies all that both have but the heads; of the words' vectors those that the file has, which come first.</summary>
    /// <returns>What does not fit; nothing has been changed then.</returns>
    public static IReadOnlyList<string> Copy(SafeTensors file, ContrastiveModel model)
    {
        var words = (model.Text as WordEncoder)?.Words.Weight;
        var state = model.Parameters().Concat(model.Buffers()).Where(entry => !ContrastiveModel.IsOfHeads(entry.Name)).ToArray();
        var problems = new List<string>();
        foreach (var (name, tensor) in state)
        {
            if (!file.Entries.TryGetValue(name, out var entry))
                problems.Add($"'{name}' is not there");
            else if (tensor == words ? entry.Shape.Rank != 2 || entry.Shape[1] != words.Shape[1] || entry.Shape[0] > words.Shape[0] : entry.Shape != tensor.Shape)
                problems.Add($"'{name}' is {entry.Shape} there and {tensor.Shape} here");
        }

        var names = state.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        problems.AddRange(file.Entries.Keys.Where(name => !ContrastiveModel.IsOfHeads(name) && !names.Contains(name)).Order(StringComparer.Ordinal)
            .Select(name => $"'{name}' has no place here"));
        if (problems.Count > 0)
            return problems;
        foreach (var (name, tensor) in state)
            file.CopyTo(name, tensor.Data[..file.Entries[name].Shape.Length]);
        return [];
    }
}
