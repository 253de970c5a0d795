using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.Index;
using Vitrine.VectorData.Filters;
using Vitrine.VectorData.Storage;

namespace Vitrine.VectorData;

/// <content>Getting by key and by condition.</content>
public partial class IndexCollection<TKey, TRecord>
{
    /// <summary>The record of a key; null where there is none.</summary>
    /// <exception cref="NotSupportedException">Vectors are asked for that a generator made.</exception>
    /// <exception cref="VectorStoreException">There is no collection, or a file is damaged.</exception>
    public override async Task<TRecord?> GetAsync(TKey key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await foreach (var record in GetAsync([key], options, cancellationToken).ConfigureAwait(false))
            return record;
        return null;
    }

    /// <summary>The records of some keys, in their order; keys without a record are passed over. All are of one commit.</summary>
    /// <inheritdoc cref="GetAsync(TKey, RecordRetrievalOptions, CancellationToken)"/>
    public override async IAsyncEnumerable<TRecord> GetAsync(IEnumerable<TKey> keys, RecordRetrievalOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var withVectors = Checked(options?.IncludeVectors);
        string[] ids = [.. keys.Select(IdOf)];
        if (ids.Length == 0)
            yield break;
        using var state = Enter(nameof(GetAsync));
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Faults.Told(Name, nameof(GetAsync), () => state.Snapshot.Contains(id) ? RecordOf(state, id, withVectors) : null) is { } record)
                yield return record;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>The records that a condition holds for, by the order asked for, else by their keys.</summary>
    /// <param name="filter">A condition on the key and on data properties with IsIndexed.</param>
    /// <param name="top">Records wanted, 1 or more.</param>
    /// <param name="options">An order by one property, records to pass over, and whether vectors are wanted. Records without a value come last in both directions.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="NotSupportedException">The index does not answer such a condition or order, or vectors are asked for that a generator made.</exception>
    /// <exception cref="VectorStoreException">There is no collection, or a file is damaged.</exception>
    public override async IAsyncEnumerable<TRecord> GetAsync(
        Expression<Func<TRecord, bool>> filter, int top, FilteredRecordRetrievalOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var withVectors = Checked(options?.IncludeVectors);
        var query = new IndexQuery { Filter = FilterTranslator.Translate(filter, form), K = top, Offset = options?.Skip ?? 0, Sort = SortOf(options) };
        using var state = Enter(nameof(GetAsync));
        foreach (var hit in Faults.Told(Name, nameof(GetAsync), () => state.Snapshot.Search(query, cancellationToken)).Hits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Faults.Told(Name, nameof(GetAsync), () => RecordOf(state, hit.Id, withVectors));
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private FieldSort? SortOf(FilteredRecordRetrievalOptions<TRecord>? options)
    {
        switch (options?.OrderBy?.Invoke(new()).Values)
        {
            case null or []:
                return null;
            case [var order]:
                var property = form.Model.GetDataOrKeyProperty(order.PropertySelector);
                if (form.FieldOf(property) == FieldKind.Keywords || property is KeyPropertyModel && property.Type == typeof(long))
                    throw new NotSupportedException($"The records cannot be sorted by '{property.ModelName}', which is {(property is KeyPropertyModel ? "a key of 64 bits" : "a list")}.");
                return new FieldSort(property.StorageName, !order.Ascending);
            case var several:
                throw new NotSupportedException($"The records are to be sorted by {several.Count} properties; an index sorts by one. Sort what it gives by the others.");
        }
    }

    /// <summary>The state that a call reads, to be left by disposing of it.</summary>
    private CollectionState Enter(string operation)
    {
        var state = Faults.Told(Name, operation, files.Enter) ?? throw Faults.Missing(Name, operation);
        try
        {
            form.Check(state.Snapshot.Schema, state.Snapshot.Properties);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    private TRecord RecordOf(CollectionState state, string id, bool withVectors) => mapper.RecordOf<TRecord>(id, state.Read(id, withVectors), withVectors);

    // What a generator makes of a property is another type than the property's.
    private bool Checked(bool? includeVectors) => includeVectors == true && form.Model.EmbeddingGenerationRequired
        ? throw new NotSupportedException(VectorDataStrings.IncludeVectorsNotSupportedWithEmbeddingGeneration)
        : includeVectors == true;
}
