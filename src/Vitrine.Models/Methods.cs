using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Tensors.Files;

namespace Vitrine.Models;

/// <summary>All methods by name. A new method is a folder of its own and a line here.</summary>
public static class Methods
{
    public static IReadOnlyList<IMethod> All { get; } =
    [
        new HiCHNet.HiCHNetMethod(),
        new Baselines.Cca.CcaMethod(),
        new Baselines.SemanticMatching.SemanticMatchingMethod(),
        new FineGrained.GinMethod(),
        new FineGrained.FglMethod(),
        new Hsl.HslMethod(),
        new Contrastive.ContrastiveMethod(),
        new Progressive.ProgressiveMethod(),
        new Baselines.Vse.VseMethod(),
        new Baselines.Scan.ScanMethod(),
        new Encoders.Published.ClipMethod(),
        new Baselines.Scm.ScmOrthogonalMethod(),
        new Baselines.Scm.ScmSequentialMethod(),
        new Baselines.Dch.DchMethod(),
        new Baselines.Dcmh.DcmhMethod(),
        new Baselines.Cdq.CdqMethod(),
        new Baselines.Ssah.SsahMethod(),
        new Baselines.RandomRotation.RotationMethod(Load),
    ];

    /// <exception cref="UsageException">There is no such method.</exception>
    public static IMethod Find(string name) => All.FirstOrDefault(method => method.Name == name)
        ?? throw new UsageException($"There is no method '{name}'.", $"Methods: {string.Join(", ", All.Select(method => method.Name))}.");

    /// <summary>Loads a model of a folder, ready to encode.</summary>
    /// <param name="folder">A store, or the files of a benchmark.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="UsageException">There is no such model.</exception>
    /// <exception cref="CatalogueException">Its files are damaged.</exception>
    public static IRetrievalModel Load(string folder, string name)
    {
        var directory = ModelDirectory.In(folder, name);
        var card = directory.ReadCard();
        try
        {
            return Find(card.Method).Load(directory, card);
        }
        catch (Exception e) when (e is SafeTensorsException or JsonException or ArgumentException)
        {
            throw new CatalogueException($"The model in '{directory.Path}' cannot be used: {e.Message}", "Train it again.", e);
        }
    }
}
