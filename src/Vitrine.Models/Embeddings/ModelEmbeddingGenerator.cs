using Microsoft.Extensions.AI;
using Vitrine.Catalogue;

namespace Vitrine.Models.Embeddings;

/// <summary>Encodes inputs by a model, or a part of one.</summary>
/// <param name="use">What encodes.</param>
/// <param name="ownsUse">Whether it ends with the generator.</param>
/// <param name="metadata">What the generator says of itself.</param>
/// <param name="encode">Gives an embedding for each input, in their order.</param>
internal sealed class ModelEmbeddingGenerator<TInput, TEmbedding>(
    EncoderUse use, bool ownsUse, EmbeddingGeneratorMetadata metadata, Func<IReadOnlyList<TInput>, CancellationToken, IEnumerable<TEmbedding>> encode)
    : IEmbeddingGenerator<TInput, TEmbedding>
    where TEmbedding : Embedding
{
    public async Task<GeneratedEmbeddings<TEmbedding>> GenerateAsync(
        IEnumerable<TInput> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        var inputs = values.ToArray();
        if (inputs.Length == 0)
            return [];
        var embeddings = await use.RunAsync(() => encode(inputs, cancellationToken).ToArray(), cancellationToken).ConfigureAwait(false);
        var now = DateTimeOffset.UtcNow;
        foreach (var embedding in embeddings)
            (embedding.ModelId, embedding.CreatedAt) = (metadata.DefaultModelId, now);
        return [.. embeddings];
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(use.Encoder) ? use.Encoder
            : null;
    }

    public void Dispose()
    {
        if (ownsUse)
            use.Dispose();
    }

    private void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != metadata.DefaultModelDimensions)
            throw new UsageException($"Embeddings of {dimensions} dimensions were asked for; the model gives {metadata.DefaultModelDimensions}.", "Leave Dimensions empty.");
        if (options?.ModelId is { } id && id != metadata.DefaultModelId)
            throw new UsageException($"The model '{id}' was asked for; this is '{metadata.DefaultModelId}'.", "Leave ModelId empty.");
    }
}
