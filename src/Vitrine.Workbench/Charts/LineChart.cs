using System.Globalization;
using System.Text;
using Vitrine.Catalogue.Images;

namespace Vitrine.Workbench.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Label">In the legend.</param>
/// <param name="Points">From left to right.</param>
public sealed record ChartLine(string Label, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over one axis, as SVG: no font and no package of the system is needed to write it.</summary>
/// <param name="Title">Above it.</param>
/// <param name="XLabel">Below the axis.</param>
/// <param name="YLabel">Beside the axis.</param>
/// <param name="Lines">At least one, with a point.</param>
/// <param name="IsLogarithmic">Whether the axis below grows by factors; all x are above 0 then.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<ChartLine> Lines, bool IsLogarithmic = false)
{
    private const int Width = 720;
    private const int Height = 440;
    private const int Left = 64, Right = 190, Top = 40, Bottom = 52;
    private const int MostTicks = 8;

    // Okabe and Ito's colours, which people who see few colours tell apart.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8A6D3B"];
    private static readonly string[] Dashes = ["", "6 3", "2 2"];

    /// <summary>The drawing.</summary>
    public string ToSvg()
    {
        var (x, y) = (Range(Lines.SelectMany(line => line.Points).Select(point => point.X), IsLogarithmic), Range(Lines.SelectMany(line => line.Points).Select(point => point.Y), false));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escaped(Title)}</title>\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n");
        Text(svg, Left, 22, Title, size: 15);
        foreach (var tick in y.Ticks)
        {
            Line(svg, Left, Y(tick), Width - Right, Y(tick), "#ddd");
            Text(svg, Left - 8, Y(tick) + 4, Number(tick), "end");
        }

        foreach (var tick in x.Ticks)
        {
            Line(svg, X(tick), Height - Bottom, X(tick), Height - Bottom + 5, "#666");
            Text(svg, X(tick), Height - Bottom + 19, Number(tick), "middle");
        }

        Line(svg, Left, Height - Bottom, Width - Right, Height - Bottom, "#666");
        Text(svg, (Left + Width - Right) / 2.0, Height - 12, XLabel, "middle");
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate(16 {(Top + Height - Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Escaped(YLabel)}</text>\n");
        foreach (var (i, line) in Lines.Index())
            Draw(svg, line, i, X, Y);
        return svg.Append("</svg>\n").ToString();

        double X(double value) => Left + x.Share(value) * (Width - Left - Right);
        double Y(double value) => Height - Bottom - y.Share(value) * (Height - Top - Bottom);
    }

    /// <summary>The same as a PNG; its letters are those that the system has.</summary>
    public byte[] ToPng() => ImageEncoder.Png(ImageDecoder.Decode(Encoding.UTF8.GetBytes(ToSvg())));

    private static void Draw(StringBuilder svg, ChartLine line, int number, Func<double, double> x, Func<double, double> y)
    {
        var (colour, dash) = (Colours[number % Colours.Length], Dashes[number / Colours.Length % Dashes.Length]);
        var points = string.Join(' ', line.Points.Select(point => FormattableString.Invariant($"{x(point.X):F1},{y(point.Y):F1}")));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.8\" stroke-dasharray=\"{dash}\"/>\n");
        foreach (var point in line.Points)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x(point.X):F1}\" cy=\"{y(point.Y):F1}\" r=\"2.4\" fill=\"{colour}\"/>\n");
        var top = Top + 8 + 18 * number;
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 12}\" y1=\"{top}\" x2=\"{Width - Right + 34}\" y2=\"{top}\" stroke=\"{colour}\" stroke-width=\"1.8\" stroke-dasharray=\"{dash}\"/>\n");
        Text(svg, Width - Right + 40, top + 4, line.Label);
    }

    private static ChartRange Range(IEnumerable<double> values, bool isLogarithmic)
    {
        double[] all = [.. values];
        return new ChartRange(all.Min(), all.Max(), isLogarithmic, MostTicks);
    }

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string colour) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{colour}\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor = "start", int size = 12) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" font-size=\"{size}\">{Escaped(text)}</text>\n");

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
