using System.Runtime.CompilerServices;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.Index;
using Vitrine.VectorData.Definition;
using Vitrine.VectorData.Filters;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData;

/// <content>Searching by vector or code.</content>
public partial class IndexCollection<TKey, TRecord>
{
    /// <summary>The nearest records of those that pass the filter, exactly; equally near ones in the order of their keys.</summary>
    /// <typeparam name="TInput">A vector or code in any form that a record may hold it in, or what the property's generator takes.</typeparam>
    /// <param name="searchValue">What is looked for.</param>
    /// <param name="top">Records wanted, 1 or more.</param>
    /// <param name="options">The filter, records to pass over, the vector property where there are two, the worst score, and whether vectors are wanted.</param>
    /// <param name="cancellationToken">Stops between two thousand records.</param>
    /// <exception cref="NotSupportedException">The index does not answer such a filter, the value is no vector and nothing makes one of it, or vectors are asked for that a generator made.</exception>
    /// <exception cref="ArgumentException">The vector does not fit, or <paramref name="top"/> is less than 1.</exception>
    /// <exception cref="VectorStoreException">There is no collection, or a file is damaged.</exception>
    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new();
        var withVectors = Checked(options.IncludeVectors);
        var vector = form.FormOf(form.Model.GetVectorPropertyOrSingle(options));
        var near = await NearAsync(vector, searchValue, cancellationToken).ConfigureAwait(false) with
        {
            Filter = options.Filter is null ? null : FilterTranslator.Translate(options.Filter, form),
            K = top,
            Offset = options.Skip,
        };
        if ((options.ScoreThreshold is { } threshold ? vector.Bounded(near, threshold) : near) is not { } query)
            yield break;
        using var state = Enter(nameof(SearchAsync));
        foreach (var hit in Faults.Told(Name, nameof(SearchAsync), () => state.Snapshot.Search(query, cancellationToken)).Hits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new VectorSearchResult<TRecord>(Faults.Told(Name, nameof(SearchAsync), () => RecordOf(state, hit.Id, withVectors)), vector.ScoreOf(hit));
        }
    }

    // The value as a query: as it is where it is a vector, else as the generator's.
    private static async Task<IndexQuery> NearAsync<TInput>(VectorForm vector, TInput value, CancellationToken cancellation)
        where TInput : notnull
    {
        object? found = value;
        if (!VectorValues.IsVector(value.GetType()))
        {
            found = vector.Property.EmbeddingGenerationDispatcher is not null ? await vector.Property.GenerateEmbeddingAsync(value, cancellation).ConfigureAwait(false)
                : vector.Property.EmbeddingGenerator is { } generator ? throw new InvalidOperationException(VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(typeof(TInput), generator.GetType()))
                : throw new NotSupportedException(VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(value.GetType(), VectorValues.Types));
        }

        if (vector.IsBits)
            return new IndexQuery { Code = vector.Indexed(VectorValues.Bits(found) ?? throw Unlike(vector, found)) };
        return new IndexQuery { Vector = vector.Indexed(VectorValues.Numbers(found) ?? throw Unlike(vector, found)) };
    }

    private static ArgumentException Unlike(VectorForm vector, object? found) =>
        new($"A {found?.GetType().Name} to look for in '{vector.Property.ModelName}', which holds {(vector.IsBits ? "bits" : "numbers")}.");
}
