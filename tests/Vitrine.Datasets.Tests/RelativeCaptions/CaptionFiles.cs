using System.Text.Json;
using Vitrine.Catalogue.Images;

namespace Vitrine.Datasets.Tests.RelativeCaptions;

/// <summary>Generated files in exactly the layouts of Fashion-IQ and Shoes, with small pictures.</summary>
internal static class CaptionFiles
{
    /// <summary>
    /// A category "dress": 6 training images in a ring of captions, 5 of validation of which the last is in no caption, and 3 of a test without targets.
    /// </summary>
    public static void WriteFashionIq(string folder)
    {
        Split("train", ["T0", "T1", "T2", "T3", "T4", "T5"], [.. Enumerable.Range(0, 6).Select(i => Change($"T{i}", $"T{(i + 1) % 6}", $"is shade {i + 1}", "is darker"))]);
        Split("val", ["V0", "V1", "V2", "V3", "V4"], [Change("V0", "V1", "is red", "has no sleeves"), Change("V2", "V3", "is longer", "is lighter and longer")]);
        Split("test", ["X0", "X1", "X2"], [Change("X0", null, "is blue", "is shorter"), Change("X2", null, "is shiny", "has a belt")]);

        void Split(string split, string[] images, object[] changes)
        {
            Write(Path.Combine(folder, "captions", $"cap.dress.{split}.json"), changes);
            Write(Path.Combine(folder, "image_splits", $"split.dress.{split}.json"), images);
        }

        static object Change(string candidate, string? target, params string[] captions) =>
            target is null ? new { candidate, captions } : new { target, candidate, captions };
    }

    /// <summary>4 images to learn from, 3 to be searched, and a caption that leads from the ones to the others.</summary>
    public static void WriteShoes(string folder)
    {
        Write(Path.Combine(folder, "relative_captions_shoes.json"), new[]
        {
            new { ImageName = "img_boots_1.jpg", ReferenceImageName = "img_boots_0.jpg", RelativeCaption = "are brown" },
            new { ImageName = "img_boots_3.jpg", ReferenceImageName = "img_boots_2.jpg", RelativeCaption = "have laces" },
            new { ImageName = "img_pumps_1.jpg", ReferenceImageName = "img_pumps_0.jpg", RelativeCaption = "have a lower heel" },
            new { ImageName = "img_pumps_0.jpg", ReferenceImageName = "img_boots_0.jpg", RelativeCaption = "are pumps" },
        });
        File.WriteAllText(Path.Combine(folder, "train_im_names.txt"), "img_boots_0.jpg\nimg_boots_1.jpg\nimg_boots_2.jpg\nimg_boots_3.jpg\n");
        File.WriteAllText(Path.Combine(folder, "eval_im_names.txt"), "img_pumps_0.jpg\r\nimg_pumps_1.jpg\r\nimg_pumps_2.jpg\r\n");
    }

    /// <summary>A picture of its own for each name, in a folder of its own.</summary>
    public static void WriteImages(string folder, params IEnumerable<string> files)
    {
        foreach (var (i, file) in files.Index())
        {
            var path = Path.Combine(folder, $"{i % 2}", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, ImageEncoder.Png(new RgbImage(1, 1, [(byte)i, 9, 9])));
        }
    }

    private static void Write(string path, object content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(content));
    }
}
