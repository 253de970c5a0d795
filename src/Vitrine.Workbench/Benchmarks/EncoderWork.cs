using Vitrine.Models.Encoders.Published;
using Vitrine.Models.Encoders.Small;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// An encoder in use, with made-up weights: the towers of CLIP ViT-B/32 on 224×224 pixels, or our small network on photos of 60×80.
/// </summary>
public sealed class EncoderWork : IWork
{
    private const int Pictures = 32;
    private const int Texts = 64;
    private const int SmallPictures = 64;

    private readonly Module network;
    private readonly Tensor pixels;
    private readonly Action run;

    public EncoderWork(string name)
    {
        if (name == "small-cnn-64")
        {
            var small = new SmallCnn(SmallCnnConfig.Default, 60, 80, new RandomSource(2));
            small.Freeze();
            small.Eval();
            (network, pixels) = (small, WorkData.Normal(new RandomSource(1), [SmallPictures, 3, 80, 60]));
            run = () => small.Forward(pixels);
            return;
        }

        pixels = WorkData.Normal(new RandomSource(1), [Pictures, 3, 224, 224]);
        var clip = ClipModel.Seeded(ClipConfig.VitB32);
        var ids = FullTexts(clip.Config);
        (network, run) = (clip, name == "vit-b-32-images-32" ? () => clip.EncodeImages(pixels) : () => clip.EncodeTexts(ids, Texts));
    }

    public static IReadOnlyList<string> Names { get; } = ["small-cnn-64", "vit-b-32-images-32", "vit-b-32-texts-64x77"];

    public void Run()
    {
        using var scope = Scope.Begin(recordGradients: false);
        run();
    }

    public void Dispose()
    {
        network.Dispose();
        pixels.Dispose();
    }

    /// <summary>Texts that fill the context, so that none of their steps can be left out.</summary>
    private static int[] FullTexts(ClipConfig config)
    {
        var ids = new int[Texts * config.Context];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = (i + 1) % config.Context == 0 ? config.EndToken!.Value : i * 7919 % config.EndToken!.Value;
        return ids;
    }
}
