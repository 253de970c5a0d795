using Microsoft.Extensions.AI;
using Vitrine.Catalogue;

namespace Vitrine.Models.Embeddings;

/// <summary>Encodes inputs by a model, or a part of one, one call at a time, away from the caller's thread.</summary>
internal sealed class ModelEmbeddingGenerator<TInput>(
    IDisposable model, EmbeddingGeneratorMetadata metadata, Func<IReadOnlyList<TInput>, CancellationToken, float[]> encode)
    : IEmbeddingGenerator<TInput, Embedding<float>>
{
    // A model is not made for several threads at once.
    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        var inputs = values.ToArray();
        if (inputs.Length == 0)
            return [];
        await oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var vectors = await Task.Run(() => encode(inputs, cancellationToken), cancellationToken).ConfigureAwait(false);
            return Split(vectors);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(model) ? model
            : null;
    }

    public void Dispose()
    {
        oneAtATime.Dispose();
        model.Dispose();
    }

    private void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != metadata.DefaultModelDimensions)
            throw new UsageException($"Vectors of {dimensions} dimensions were asked for; the model gives {metadata.DefaultModelDimensions}.", "Leave Dimensions empty.");
        if (options?.ModelId is { } id && id != metadata.DefaultModelId)
            throw new UsageException($"The model '{id}' was asked for; this is '{metadata.DefaultModelId}'.", "Leave ModelId empty.");
    }

    private GeneratedEmbeddings<Embedding<float>> Split(float[] vectors)
    {
        var width = metadata.DefaultModelDimensions!.Value;
        var now = DateTimeOffset.UtcNow;
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(vectors.Length / width);
        for (var start = 0; start < vectors.Length; start += width)
            embeddings.Add(new Embedding<float>(vectors.AsMemory(start, width)) { ModelId = metadata.DefaultModelId, CreatedAt = now });
        return embeddings;
    }
}
