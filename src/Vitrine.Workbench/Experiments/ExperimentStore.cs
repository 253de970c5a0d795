using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using Vitrine.Datasets.Shop;

namespace Vitrine.Workbench.Experiments;

/// <summary>Makes what an experiment learns from out of the files that it names, with the very steps that the verbs run.</summary>
public static class ExperimentStore
{
    /// <summary>A store made from nothing, so that a result never depends on what an earlier run left behind.</summary>
    /// <param name="repository">Where its files lie.</param>
    /// <param name="experiment">What it is of.</param>
    /// <param name="folder">Of the experiment; emptied.</param>
    /// <param name="store">In that folder.</param>
    /// <param name="progress">Told how far each stage is.</param>
    /// <param name="cancellation">Stops.</param>
    public static void Make(Repository repository, Experiment experiment, string folder, string store, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        switch (experiment.Data)
        {
            case { Synth: { } shop }:
                Synthesising.IntoStore(store, ShopGenerator.Generate(new ShopOptions(shop.Products, (ulong)shop.Seed, shop.KeepsFamilies), cancellation), progress, cancellation);
                break;
            case { Scenes: { } scenes }:
                Synthesising.IntoStore(store, SceneGenerator.Generate(new SceneOptions(scenes.Count, (ulong)scenes.Seed), cancellation), progress, cancellation);
                break;
            case { Kdd: { } kdd }:
                Synthesising.IntoKddCup(store, new KddShopOptions(kdd.Rows, kdd.Queries, (ulong)kdd.Seed), progress, cancellation);
                break;
            case { Pairs: { } files }:
                Directory.CreateDirectory(store);
                foreach (var file in files.Select(file => file.Find(repository)))
                    File.Copy(file, Path.Combine(store, Path.GetFileName(file)));
                break;
            case { Table: { } table, Images: { } images, Columns: { } columns, OneIn: var oneIn }:
                var whole = oneIn > 1 ? Path.Combine(folder, "whole.vitrine") : store;
                Importing.Run(columns.Import(table.Find(repository), images.Find(repository), whole), progress, cancellation);
                if (oneIn > 1)
                    WriteSample(whole, store, oneIn, cancellation);
                break;
            default:
                throw new MeasurementException($"reproduce/{experiment.Name}.json: its data is neither a synthetic shop, nor scenes, nor synthetic KDD Cup files, nor labelled pairs, nor a table with images and columns.",
                    "Give either \"synth\", \"scenes\", \"kdd\", \"pairs\" or \"table\", \"images\" and \"columns\".");
        }
    }

    private static void WriteSample(string whole, string store, int oneIn, CancellationToken cancellation)
    {
        using (var opened = CatalogueStore.Open(whole))
            StoreSample.Write(opened, store, oneIn, cancellation);
        Directory.Delete(whole, recursive: true);
    }
}
