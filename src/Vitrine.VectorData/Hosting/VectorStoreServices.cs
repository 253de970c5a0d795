using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Hosting;

/// <summary>Vector stores and collections for hosts with dependency injection.</summary>
public static class VectorStoreServices
{
    /// <summary>Adds a store, as itself and as a <see cref="VectorStore"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="options">What makes vectors; null: the host's <see cref="IEmbeddingGenerator"/>, where it has one.</param>
    /// <param name="serviceKey">The key to ask by; null: none.</param>
    /// <param name="lifetime">How long it lives. One for all shares the files that are open.</param>
    public static IServiceCollection AddVitrineVectorStore(
        this IServiceCollection services, string folder, IndexVectorStoreOptions? options = null, object? serviceKey = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        services.Add(new ServiceDescriptor(typeof(IndexVectorStore), serviceKey,
            (host, _) => new IndexVectorStore(folder, options ?? new() { EmbeddingGenerator = host.GetService<IEmbeddingGenerator>() }), lifetime));
        services.Add(new ServiceDescriptor(typeof(VectorStore), serviceKey, (host, key) => host.GetRequiredKeyedService<IndexVectorStore>(key), lifetime));
        return services;
    }

    /// <summary>Adds a collection, as itself, as a <see cref="VectorStoreCollection{TKey, TRecord}"/> and as an <see cref="IVectorSearchable{TRecord}"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="name">The collection.</param>
    /// <param name="options">The definition of its records, and what makes vectors; null: attributes, and the host's <see cref="IEmbeddingGenerator"/> where it has one.</param>
    /// <param name="serviceKey">The key to ask by; null: none.</param>
    /// <param name="lifetime">How long it lives.</param>
    public static IServiceCollection AddVitrineCollection<TKey, TRecord>(
        this IServiceCollection services, string folder, string name, IndexCollectionOptions? options = null, object? serviceKey = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TKey : notnull
        where TRecord : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.Add(new ServiceDescriptor(typeof(IndexCollection<TKey, TRecord>), serviceKey, (host, _) => new IndexCollection<TKey, TRecord>(folder, name, With(options, host)), lifetime));
        services.Add(new ServiceDescriptor(typeof(VectorStoreCollection<TKey, TRecord>), serviceKey, (host, key) => host.GetRequiredKeyedService<IndexCollection<TKey, TRecord>>(key), lifetime));
        services.Add(new ServiceDescriptor(typeof(IVectorSearchable<TRecord>), serviceKey, (host, key) => host.GetRequiredKeyedService<IndexCollection<TKey, TRecord>>(key), lifetime));
        return services;
    }

    private static IndexCollectionOptions With(IndexCollectionOptions? options, IServiceProvider host) =>
        new() { Definition = options?.Definition, EmbeddingGenerator = options?.EmbeddingGenerator ?? host.GetService<IEmbeddingGenerator>() };
}
