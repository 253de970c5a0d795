using Microsoft.Extensions.VectorData;
using Vitrine.Index;

namespace Vitrine.VectorData;

/// <summary>What goes wrong on the disk, as callers of a vector store expect to be told. What a caller did wrong stays the exception that it is.</summary>
internal static class Faults
{
    /// <summary>Does something with the files of a collection.</summary>
    public static T Told<T>(string? collection, string operation, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (IsOfFiles(problem))
        {
            throw Of(collection, operation, problem);
        }
    }

    /// <summary>As <see cref="Told"/>.</summary>
    public static async Task ToldAsync(string? collection, string operation, Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception problem) when (IsOfFiles(problem))
        {
            throw Of(collection, operation, problem);
        }
    }

    /// <summary>There is no such collection.</summary>
    public static VectorStoreException Missing(string collection, string operation) =>
        Described(new VectorStoreException($"There is no collection '{collection}'. Make it first: await collection.EnsureCollectionExistsAsync()."), collection, operation);

    private static bool IsOfFiles(Exception problem) => problem is IndexFormatException or IOException or InvalidDataException or UnauthorizedAccessException;

    private static VectorStoreException Of(string? collection, string operation, Exception problem) => problem is DirectoryNotFoundException && collection is not null
        ? Missing(collection, operation)
        : Described(new VectorStoreException(problem.Message, problem), collection, operation);

    private static VectorStoreException Described(VectorStoreException told, string? collection, string operation) => new(told.Message, told.InnerException)
    {
        VectorStoreSystemName = IndexVectorStore.SystemName,
        CollectionName = collection,
        OperationName = operation.EndsWith("Async", StringComparison.Ordinal) ? operation[..^"Async".Length] : operation,
    };
}
