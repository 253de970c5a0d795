using Vitrine.Catalogue.Images;
using Vitrine.Datasets.Shop;

namespace Vitrine.Datasets.Tests.Shop;

public class SceneGeneratorTests
{
    [Fact]
    public void Generate_SameSeed_GivesTheSameScenes()
    {
        var (first, second) = (SceneGenerator.Generate(new SceneOptions(20, 3)), SceneGenerator.Generate(new SceneOptions(20, 3)));
        Assert.Equal(first.Products.Select(scene => (scene.Title, scene.Svg)), second.Products.Select(scene => (scene.Title, scene.Svg)));
        Assert.NotEqual(first.Products[0].Svg, SceneGenerator.Generate(new SceneOptions(20, 4)).Products[0].Svg);
    }

    [Fact]
    public void Scenes_Drawn_HaveAsManyFilledQuartersAsProducts()
    {
        foreach (var scene in SceneGenerator.Generate(new SceneOptions(12, 1)).Products)
        {
            var image = ImageDecoder.Decode(ShopPhotographer.Photograph(scene));
            Assert.Equal(int.Parse(scene.CategoryPath[1][..1], System.Globalization.CultureInfo.InvariantCulture), Enumerable.Range(0, 4).Count(quarter => IsFilled(image, quarter)));
        }
    }

    [Fact]
    public void Texts_OfScenes_NameOneToAllOfTheirProducts()
    {
        var scenes = SceneGenerator.Generate(new SceneOptions(200, 1)).Products;
        Assert.Contains(scenes, scene => scene.Title.Contains(" and ", StringComparison.Ordinal) || scene.Title.Contains(" beside ", StringComparison.Ordinal));
        Assert.All(scenes, scene => Assert.False(string.IsNullOrWhiteSpace(scene.Title)));
        Assert.True(scenes.Select(scene => scene.Title).Distinct().Count() > 190);
    }

    [Fact]
    public void Drawings_InOneScene_KeepTheirOwnCloth()
    {
        var scene = SceneGenerator.Generate(new SceneOptions(1, 1)).Products[0];
        var defined = System.Text.RegularExpressions.Regex.Matches(scene.Svg, "id=\"(\\w+)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(defined.Distinct(), defined);
        Assert.All(System.Text.RegularExpressions.Regex.Matches(scene.Svg, "url\\(#(\\w+)\\)").Select(match => match.Groups[1].Value), name => Assert.Contains(name, defined));
    }

    // A product's colours differ across its quarter; an empty quarter is one grey with grain.
    private static bool IsFilled(RgbImage image, int quarter)
    {
        var half = image.Width / 2;
        var values = new List<int>();
        for (var y = 8; y < half - 8; y++)
        {
            for (var x = 8; x < half - 8; x++)
                values.Add(image.Pixels[((y + quarter / 2 * half) * image.Width + x + quarter % 2 * half) * 3 + 1]);
        }

        return values.Max() - values.Min() > 60;
    }
}
