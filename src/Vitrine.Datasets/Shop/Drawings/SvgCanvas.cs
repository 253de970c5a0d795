using System.Text;

namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>Collects the shapes of one drawing, in units of a 100 × 100 canvas, y down. Numbers are written by the caller inside the path data.</summary>
internal sealed class SvgCanvas(string colour)
{
    private readonly StringBuilder shapes = new();

    /// <summary>The product's cloth: its colour and pattern, defined by the scene around the drawing.</summary>
    public const string Cloth = "url(#cloth)";

    /// <summary>Parts that are the same on every product of a shop.</summary>
    public const string Metal = "#b9bcc4", Gold = "#c9a24a", Sole = "#efece6", Dark = "#2b2b30";

    /// <summary>Plain main colour, for parts too small for a pattern.</summary>
    public string Main { get; } = ShopPalette.Hex(colour);

    /// <summary>The main colour in shadow: linings, collars, bands.</summary>
    public string Shade { get; } = ShopPalette.Mix(ShopPalette.Hex(colour), colour is "black" ? "#6b6f7d" : "#000000", 0.25);

    /// <summary>Seams and outlines.</summary>
    public string Seam { get; } = ShopPalette.Seam(colour);

    /// <summary>A filled shape with a seam around it.</summary>
    public SvgCanvas Shape(string path, string fill = Cloth, double outline = 0.9) =>
        Add($"""<path d="{path}" fill="{fill}" stroke="{Seam}" stroke-width="{outline}" stroke-linejoin="round"/>""");

    /// <summary>A line; default a thin seam.</summary>
    public SvgCanvas Line(string path, string? stroke = null, double width = 0.8, string? dashes = null) =>
        Add($"""<path d="{path}" fill="none" stroke="{stroke ?? Seam}" stroke-width="{width}" stroke-linecap="round"{(dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"")}/>""");

    public SvgCanvas Ellipse(double x, double y, double rx, double ry, string fill = Cloth, double outline = 0.9, string? stroke = null) =>
        Add($"""<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{fill}" stroke="{stroke ?? Seam}" stroke-width="{outline}"/>""");

    public SvgCanvas Box(double x, double y, double width, double height, double radius, string fill = Cloth, double outline = 0.9, string? stroke = null) =>
        Add($"""<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}" stroke="{stroke ?? Seam}" stroke-width="{outline}"/>""");

    /// <summary>Small round things in a row from one point to another.</summary>
    public SvgCanvas Buttons(double x1, double y1, double x2, double y2, int count, double radius = 1.1, string fill = "#f3efe2")
    {
        for (var i = 0; i < count; i++)
        {
            var t = count == 1 ? 0 : (double)i / (count - 1);
            Ellipse(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t, radius, radius, fill, 0.5);
        }

        return this;
    }

    public override string ToString() => shapes.ToString();

    private SvgCanvas Add(string element)
    {
        shapes.Append(element).Append('\n');
        return this;
    }
}
