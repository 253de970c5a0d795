using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Models.Tests.Contract;

/// <summary>A small shop and a model of it, trained once for all laws of a suite.</summary>
public abstract class TrainedShop : IDisposable
{
    private const int Products = 66;

    private protected TrainedShop(IMethod method, TrainingRequest request)
    {
        Method = method;
        Shop = new SmallShop(Products, repeats: true);
        method.Prepare(Shop.Data, request);
        Train(request.Name);
        Model = Load(request.Name);
        Name = request.Name;
    }

    internal SmallShop Shop { get; }

    internal IMethod Method { get; }

    /// <summary>Of the model.</summary>
    internal string Name { get; }

    /// <summary>The model as it was loaded.</summary>
    internal IRetrievalModel Model { get; }

    /// <summary>All items of the shop.</summary>
    internal int[] Rows { get; } = [.. Enumerable.Range(0, Products)];

    /// <summary>Trains a model of this suite's settings.</summary>
    internal abstract void Train(string name, CancellationToken cancellation = default);

    internal ModelDirectory Directory(string name) => ModelDirectory.In(Shop.Store.Path, name);

    internal IRetrievalModel Load(string name) => Method.Load(Directory(name), Directory(name).ReadCard());

    public void Dispose()
    {
        Model.Dispose();
        Shop.Dispose();
        GC.SuppressFinalize(this);
    }
}
