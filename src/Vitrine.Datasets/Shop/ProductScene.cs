using Vitrine.Datasets.Shop.Drawings;
using Vitrine.Tensors;

namespace Vitrine.Datasets.Shop;

/// <summary>Puts a drawn product before a background, in a pose and a light of its own.</summary>
internal static class ProductScene
{
    private static readonly string[] Studios = ["#ffffff", "#ffffff", "#fafafa", "#f1f1f3", "#e9ebee"];
    private static readonly string[] Walls = ["#f3e7dc", "#e3ecf3", "#e8f0e4", "#f3e4ea", "#efe9d6", "#dcd8d2", "#cfd9dc"];

    public static string Draw(ShopCategory category, Look look, RandomSource random)
    {
        var canvas = new SvgCanvas(look.Colour);
        var (background, floor) = Background(random);
        var (x, y) = (random.Between(46, 54), random.Between(46, 54));
        var (angle, size) = (random.Between(-11, 11), random.Between(0.74, 1));
        var mirror = random.Chance(0.5) ? -1 : 1;
        var cloth = Cloth(look, random);
        var (lightAngle, light) = (random.Between(0, 360), random.Between(0.02, 0.16));
        category.Draw(canvas, look);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{ShopPhotographer.PhotoSide}" height="{ShopPhotographer.PhotoSide}" viewBox="0 0 100 100">
            <defs>
            {cloth}
            <linearGradient id="light" gradientTransform="rotate({lightAngle} 0.5 0.5)"><stop offset="0" stop-color="#fff" stop-opacity="{light}"/><stop offset="1" stop-color="#000" stop-opacity="{light}"/></linearGradient>
            </defs>
            {background}{floor}
            <g transform="translate({x} {y}) rotate({angle}) scale({size * mirror} {size}) translate(-50 -50)">
            {canvas}</g>
            <rect width="100" height="100" fill="url(#light)"/>
            </svg>
            """;
    }

    private static (string Wall, string Floor) Background(RandomSource random)
    {
        var colour = random.Pick(random.Chance(0.6) ? Studios : Walls);
        var wall = $"""<rect width="100" height="100" fill="{colour}"/>""";
        if (!random.Chance(0.25)) return (wall, "");
        var horizon = random.Between(62, 82);
        return (wall, $"""<rect y="{horizon}" width="100" height="{100 - horizon}" fill="{ShopPalette.Mix(colour, "#7a6a58", random.Between(0.1, 0.35))}"/>""");
    }

    /// <summary>Defines the paint "cloth".</summary>
    private static string Cloth(Look look, RandomSource random)
    {
        var (main, second) = (ShopPalette.Hex(look.Colour), ShopPalette.Contrast(look.Colour));
        var turn = random.Chance(0.25) ? 90 : 0;
        string Tile(double side, string content) =>
            $"""<pattern id="cloth" patternUnits="userSpaceOnUse" width="{side}" height="{side}" patternTransform="rotate({turn})"><rect width="{side}" height="{side}" fill="{main}"/>{content}</pattern>""";
        var s = random.Between(0.85, 1.25);
        switch (look.Pattern)
        {
            case "striped":
                return Tile(9 * s, $"""<rect width="{9 * s}" height="{3.6 * s}" fill="{second}"/>""");
            case "checked":
                return Tile(12 * s, $"""<rect width="{12 * s}" height="{4 * s}" fill="{second}" fill-opacity="0.6"/><rect width="{4 * s}" height="{12 * s}" fill="{second}" fill-opacity="0.6"/>""");
            case "dotted":
                return Tile(10 * s, $"""<circle cx="{2.5 * s}" cy="{2.5 * s}" r="{1.9 * s}" fill="{second}"/><circle cx="{7.5 * s}" cy="{7.5 * s}" r="{1.9 * s}" fill="{second}"/>""");
            case "floral":
                return Tile(17 * s, Flower(4.6 * s, 4.6 * s, 1.75 * s, second) + Flower(13 * s, 12.6 * s, 1.75 * s, second));
            default:
                // A trace of shading, so that plain cloth is not a flat surface.
                return $"""<linearGradient id="cloth" gradientTransform="rotate({random.Between(0, 90)} 0.5 0.5)"><stop offset="0" stop-color="{main}"/><stop offset="1" stop-color="{ShopPalette.Mix(main, "#000000", 0.1)}"/></linearGradient>""";
        }
    }

    private static string Flower(double x, double y, double petal, string colour)
    {
        var petals = Enumerable.Range(0, 5).Select(k =>
            $"""<circle cx="{Math.Round(x + 1.35 * petal * Math.Cos(k * Math.Tau / 5), 2)}" cy="{Math.Round(y + 1.35 * petal * Math.Sin(k * Math.Tau / 5), 2)}" r="{petal}" fill="{colour}"/>""");
        return string.Concat(petals) + $"""<circle cx="{x}" cy="{y}" r="{petal * 0.8}" fill="#e9b33a"/>""";
    }
}
