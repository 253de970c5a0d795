using Vitrine.Catalogue.Images;
using Vitrine.Tensors;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// What the loader of a training does with a batch on its one thread: 256 photos of 60×80 from bytes to normalised planes, with every kind of
/// augmentation, to 60×80 or shrunk to 48×64.
/// </summary>
public sealed class AugmentationWork : IWork
{
    private const int Photos = 256;
    private const int SourceWidth = 60;
    private const int SourceHeight = 80;

    private readonly Augmentation augmentation = Augmentation.Default with { Erase = 1 };
    private readonly RandomSource random = new(1);
    private readonly byte[] photo = new byte[SourceWidth * SourceHeight * 3];
    private readonly float[] planes;
    private readonly int width;
    private readonly int height;

    public AugmentationWork(string name)
    {
        (width, height) = name == Names[0] ? (SourceWidth, SourceHeight) : (48, 64);
        planes = new float[3 * width * height];
        for (var i = 0; i < photo.Length; i++)
            photo[i] = (byte)random.NextInt(256);
    }

    public static IReadOnlyList<string> Names { get; } = ["augment-256-60x80", "augment-256-48x64"];

    public void Run()
    {
        for (var i = 0; i < Photos; i++)
            augmentation.Apply(photo, SourceWidth, SourceHeight, planes, width, height, random);
    }

    public void Dispose()
    {
    }
}
