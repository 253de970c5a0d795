using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Signals;
using Vitrine.Search.Traits;

namespace Vitrine.Search.Live;

/// <summary>The traits of a store's products while these change: what was learned tells those of products that are new; it is learned anew by <c>vitrine index</c> alone.</summary>
internal sealed class LiveTraits
{
    private readonly string? model;
    private readonly TraitTeller? teller;
    private readonly Dictionary<string, short>[] numbers; // [trait]: of its values
    private ulong[] known;

    private LiveTraits(string? model, ProductTraits traits, TraitTeller? teller, ulong[] known)
    {
        (this.model, Current, this.teller, this.known) = (model, traits, teller, known);
        numbers = [.. traits.Traits.Select(trait => trait.Values.Index().ToDictionary(value => value.Item, value => (short)value.Index, StringComparer.Ordinal))];
    }

    /// <summary>The traits of the last state.</summary>
    public ProductTraits Current { get; private set; }

    /// <summary>Opens what was learned from a model's vectors; null where nothing was, or from other weights.</summary>
    public static LiveTraits? TryOpen(CatalogueStore store, string model)
    {
        var path = TraitFile.PathOf(store, model);
        if (!File.Exists(path))
            return null;
        try
        {
            var (traits, notes) = TraitFile.Read(path);
            var weights = Provenance.Of(store, model);
            if (!weights.IsOfWeights(notes))
                return null;
            var teller = TraitTeller.TryRead(TraitFile.TellerOf(store, model)) is { } told && weights.IsOfWeights(told.Notes) && told.Teller.Traits.Select(trait => trait.Name).SequenceEqual(traits.Traits.Select(trait => trait.Name))
                ? told.Teller
                : null;
            var known = RowDigests.Read(Path.GetDirectoryName(path)!);
            if (known.Length == 0 && MadeFrom.IsNow(notes, store, model))
                known = [.. Enumerable.Range(0, store.Count).Select(store.DigestOf)];
            return known.Length == traits.Rows ? new LiveTraits(model, traits, teller, known) : null;
        }
        catch (IndexFormatException)
        {
            return null; // learned anew by the next index
        }
    }

    /// <summary>What the store itself says, where no model tells more.</summary>
    public static LiveTraits OfStore(CatalogueStore store) =>
        new(model: null, TraitWriter.TryOpenSaid(store) ?? ProductTraits.OfLabels(TraitLabels.Of(store), store.Count), teller: null, RowDigests.Of(store));

    /// <summary>The traits of a later state, whose galleries are up to date.</summary>
    public ProductTraits Next(CatalogueStore store)
    {
        int[] changed = [.. Enumerable.Range(0, store.Count).Where(row => row >= known.Length || known[row] != store.DigestOf(row))];
        if (changed.Length == 0 && store.Count == Current.Rows)
            return Current;
        var next = Current.For(store.Count);
        Tell(store, next, changed);
        known = [.. Enumerable.Range(0, store.Count).Select(store.DigestOf)];
        return Current = next;
    }

    /// <summary>Writes them as those of a store that was brought up to the last state.</summary>
    public void Keep(CatalogueStore store)
    {
        if (model is null)
            TraitWriter.KeepSaid(store, Next(store));
        else
            TraitWriter.Keep(store, model, Next(store));
    }

    private void Tell(CatalogueStore store, ProductTraits next, int[] changed)
    {
        using var photos = model is null ? null : GalleryFolder.OpenIndex(store, model, ItemField.Photo);
        using var titles = model is null ? null : GalleryFolder.OpenIndex(store, model, ItemField.Title);
        foreach (var row in changed)
        {
            var product = store[row];
            var vector = teller is null ? [] : TraitLearner.Vectors(photos!, titles!, [row]);
            for (var trait = 0; trait < next.Traits.Count; trait++)
            {
                var (likeliest, probabilities, said) = next.Columns(trait);
                said[row] = TraitLabels.ValueOf(next.Traits[trait], product, store.Tree) is { } value ? numbers[trait].GetValueOrDefault(value, TraitLabels.Other) : TraitLabels.Unknown;
                if (teller is null)
                {
                    likeliest.AsSpan(row * ProductTraits.Kept, ProductTraits.Kept).Fill(TraitLabels.Unknown);
                    probabilities.AsSpan(row * ProductTraits.Kept, ProductTraits.Kept).Clear();
                }
                else
                {
                    TraitLearner.Keep(teller.Probabilities(trait, vector), next.Traits[trait].Values.Count, row, likeliest, probabilities);
                }
            }
        }
    }
}
