using BenchmarkDotNet.Attributes;
using Vitrine.Tensors.Threading;
using Vitrine.Workbench.Benchmarks;

namespace Vitrine.Benchmarks;

/// <summary>Every work of the catalogue, on one and on two threads; allocations too, which are to be none or few.</summary>
[MemoryDiagnoser]
public class WorkBenchmarks
{
    private IWork? work;

    public static IEnumerable<string> Works => WorkCatalogue.Names;

    [ParamsSource(nameof(Works))]
    public string Work { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        WorkerPool.ThreadCount = Threads;
        work = WorkCatalogue.Create(Work);
    }

    [Benchmark]
    public void Run() => work!.Run();

    [GlobalCleanup]
    public void Cleanup() => work?.Dispose();
}
