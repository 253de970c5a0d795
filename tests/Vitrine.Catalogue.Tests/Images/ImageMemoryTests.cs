using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

/// <summary>Measures the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(ImageMemoryTests), DisableParallelization = true)]
[Collection(nameof(ImageMemoryTests))]
public class ImageMemoryTests
{
    [Fact]
    public void Decode_TwoThousandTimes_KeepsMemoryFlat()
    {
        var good = ImageEncoder.Jpeg(TestImages.Gradient(300, 300));
        var broken = good[..(good.Length / 2)];
        Work(200);
        var before = ResidentBytes();

        Work(2_000);

        // One decoded picture is 270 kB: a leak of one per call would be 540 MB, of its reduced copy 24 MB.
        Assert.InRange(ResidentBytes() - before, long.MinValue, 12_000_000);

        void Work(int count)
        {
            for (var i = 0; i < count; i++)
            {
                ImageDecoder.Decode(good, target: new TargetSize(64, 64));
                if (i % 10 == 0) Assert.Throws<ImageException>(() => ImageDecoder.Decode(broken));
            }
        }

        static long ResidentBytes()
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }
}
