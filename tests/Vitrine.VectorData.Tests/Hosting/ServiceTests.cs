using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.VectorData;
using Vitrine.VectorData.Hosting;

namespace Vitrine.VectorData.Tests.Hosting;

/// <summary>Stores and collections of a host with dependency injection.</summary>
public class ServiceTests
{
    public static TheoryData<ServiceLifetime, string?> Cases =>
        new(from lifetime in Enum.GetValues<ServiceLifetime>() from key in new[] { null, "key" } select (lifetime, key));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Store_OfAHost_LivesAsLongAsAsked(ServiceLifetime lifetime, string? key)
    {
        using var folder = new TemporaryFolder();
        using var host = new ServiceCollection().AddVitrineVectorStore(folder.FullName, serviceKey: key, lifetime: lifetime).BuildServiceProvider();
        Lives<IndexVectorStore>(host, lifetime, key);
        Lives<VectorStore>(host, lifetime, key);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Collection_OfAHost_LivesAsLongAsAsked(ServiceLifetime lifetime, string? key)
    {
        using var folder = new TemporaryFolder();
        using var host = new ServiceCollection().AddVitrineCollection<string, Garment>(folder.FullName, "garments", serviceKey: key, lifetime: lifetime).BuildServiceProvider();
        Lives<IndexCollection<string, Garment>>(host, lifetime, key);
        Lives<VectorStoreCollection<string, Garment>>(host, lifetime, key);
        Lives<IVectorSearchable<Garment>>(host, lifetime, key);
    }

    [Fact]
    public void Generator_OfTheHost_IsTakenWhenTheCollectionIs()
    {
        using var folder = new TemporaryFolder();
        var isAsked = false;
        var services = new ServiceCollection().AddSingleton<IEmbeddingGenerator>(_ =>
        {
            isAsked = true;
            return null!;
        }).AddVitrineCollection<string, Garment>(folder.FullName, "garments");
        Assert.False(isAsked);
        using var host = services.BuildServiceProvider();
        Assert.NotNull(host.GetRequiredService<IndexCollection<string, Garment>>());
        Assert.True(isAsked);
    }

    [Fact]
    public void Calls_WithoutServicesFolderOrName_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => VectorStoreServices.AddVitrineVectorStore(null!, "folder"));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddVitrineVectorStore(""));
        Assert.Throws<ArgumentNullException>(() => VectorStoreServices.AddVitrineCollection<string, Garment>(null!, "folder", "name"));
        Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddVitrineCollection<string, Garment>("folder", null!));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddVitrineCollection<string, Garment>("folder", ""));
    }

    private static void Lives<T>(ServiceProvider host, ServiceLifetime lifetime, string? key)
        where T : class
    {
        using var first = host.CreateScope();
        using var second = host.CreateScope();
        T[] three = [Asked(first), Asked(second), Asked(second)];
        Assert.Equal(lifetime == ServiceLifetime.Singleton, ReferenceEquals(three[0], three[1]));
        Assert.Equal(lifetime != ServiceLifetime.Transient, ReferenceEquals(three[1], three[2]));

        T Asked(IServiceScope scope) => scope.ServiceProvider.GetRequiredKeyedService<T>(key);
    }
}
