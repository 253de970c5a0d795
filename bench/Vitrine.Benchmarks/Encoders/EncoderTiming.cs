using Vitrine.Datasets.Shop;
using Vitrine.Onnx.Encoders;
using Vitrine.Tensors.Threading;

namespace Vitrine.Benchmarks.Encoders;

/// <summary>
/// Times a published encoder: our road (decoding, preparing or tokenising, computing) beside a plain loop over ONNX Runtime that does the same; whether memory stays
/// flat; and what it costs that the runtime's threads wait for work without sleeping.
/// </summary>
public static class EncoderTiming
{
    private const int Items = 128, Rounds = 9;
    private const int MemoryPhotos = 10_000, MemoryStep = 1000;

    /// <summary>Prints the figures of each tower that a folder has.</summary>
    /// <param name="folder">The encoder's.</param>
    /// <param name="threads">Of both sides.</param>
    /// <param name="output">Gets a line a figure.</param>
    public static void Run(string folder, int threads, TextWriter output)
    {
        WorkerPool.ThreadCount = threads;
        var products = ShopGenerator.Generate(new ShopOptions(Items)).Products;
        foreach (var modality in EncoderFolder.VersionsIn(folder).SelectMany(network => network.Takes).Distinct())
        {
            if (modality == Modality.Image)
                RunImages(folder, [.. products.Select(ShopPhotographer.Photograph)], output);
            else
                RunTexts(folder, [.. products.Select(product => product.Title)], output);
        }
    }

    private static void RunImages(string folder, byte[][] photos, TextWriter output)
    {
        using (var ours = new OurImages(folder, photos))
        using (var plain = new PlainImages(folder, photos, spins: true))
            Print("photos", ours, plain, output);
        using var spinning = new PlainImages(folder, photos, spins: true);
        using var sleeping = new PlainImages(folder, photos, spins: false);
        PrintSpinning("photos", spinning, sleeping, output);
        using var counted = new OurImages(folder, photos);
        PrintMemory(counted, output);
    }

    private static void RunTexts(string folder, string[] titles, TextWriter output)
    {
        using (var ours = new OurTexts(folder, titles))
        using (var plain = new PlainTexts(folder, titles, spins: true))
            Print("titles", ours, plain, output);
        using var spinning = new PlainTexts(folder, titles, spins: true);
        using var sleeping = new PlainTexts(folder, titles, spins: false);
        PrintSpinning("titles", spinning, sleeping, output);
    }

    private static void Print(string what, IEncoderRoad ours, IEncoderRoad plain, TextWriter output)
    {
        var (ourSeconds, plainSeconds, ratio) = InTurn.Time(ours.Run, plain.Run, Rounds);
        output.WriteLine($"{what}, ours: {Items / ourSeconds:F1} a second; plain loop: {Items / plainSeconds:F1}; ours / plain {ratio:F3}");
    }

    private static void PrintSpinning(string what, IEncoderRoad spinning, IEncoderRoad sleeping, TextWriter output)
    {
        var (on, off, alone) = InTurn.Time(spinning.Run, sleeping.Run, Rounds);
        output.WriteLine($"{what}, waiting threads spin: {Items / on:F1} a second; sleep: {Items / off:F1}; sleep / spin {1 / alone:F3}");
        using var others = new OtherWork(WorkerPool.ThreadCount);
        (on, off, var beside) = InTurn.Time(spinning.Run, sleeping.Run, Rounds);
        output.WriteLine($"{what}, beside {WorkerPool.ThreadCount} threads of other work, spin: {Items / on:F1} a second; sleep: {Items / off:F1}; sleep / spin {1 / beside:F3}");
    }

    private static void PrintMemory(OurImages ours, TextWriter output)
    {
        var sizes = new List<long>();
        for (var (done, next) = (0, MemoryStep); done < MemoryPhotos;)
        {
            ours.Run();
            done += Items;
            if (done < next)
                continue;
            sizes.Add(Environment.WorkingSet >> 20);
            next += MemoryStep;
        }

        output.WriteLine($"photos, memory of the process after each {MemoryStep:N0} of {MemoryPhotos:N0}: {string.Join(", ", sizes)} MB");
    }
}
