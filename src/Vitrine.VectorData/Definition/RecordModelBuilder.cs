using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData.Definition;

/// <summary>Reads attributes and definitions, and says what a record may hold.</summary>
internal sealed class RecordModelBuilder() : CollectionModelBuilder(Possible)
{
    private static readonly CollectionModelBuildingOptions Possible = new() { RequiresAtLeastOneVector = false, SupportsMultipleVectors = true };

    protected override IReadOnlyList<EmbeddingGenerationDispatcher> EmbeddingGenerationDispatchers { get; } =
        [EmbeddingGenerationDispatcher.Create<Embedding<float>>(), EmbeddingGenerationDispatcher.Create<Embedding<Half>>(), EmbeddingGenerationDispatcher.Create<BinaryEmbedding>()];

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = "string, bool, all numbers, Guid, DateTime, DateTimeOffset, DateOnly, TimeOnly, byte[], and arrays and lists of these";
        return FieldValues.KindOf(type) is not null || type == typeof(byte[]);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = VectorValues.Types;
        return VectorValues.IsVector(type);
    }

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (!KeyText.IsKey(keyProperty.Type))
            throw new NotSupportedException($"The key '{keyProperty.ModelName}' is of the type {keyProperty.Type.Name}; a key may be a {KeyText.Types}.");
    }
}
