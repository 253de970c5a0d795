namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>Trousers, shorts, skirts and dresses, laid flat, seen from the front.</summary>
internal static class BottomDrawings
{
    public static void Trousers(SvgCanvas canvas, Look look)
    {
        // Half the width of the seat, of the hem, and where the inner seam ends.
        var (seat, hemOuter, hemInner) = look["cut"] switch { "slim" => (15, 14, 5), "straight" => (18, 20, 5), _ => (19, 34, 4) };
        canvas.Shape($"M{50 - seat + 2},8 L{50 + seat - 2},8 L{50 + seat},34 L{50 + hemOuter},94 L{50 + hemInner},94 L50,38 L{50 - hemInner},94 L{50 - hemOuter},94 L{50 - seat},34 Z");
        Waist(canvas, 50 - seat + 2, 50 + seat - 2, 8);
        canvas.Line("M50,13 L50,38 M50,14 Q54,22 50,28").Line($"M{50 - seat + 2},16 L{50 - seat + 8},13 M{50 + seat - 2},16 L{50 + seat - 8},13", width: 1.2);
    }

    public static void Shorts(SvgCanvas canvas, Look look)
    {
        var hem = look["length"] == "short" ? 58 : 80;
        canvas.Shape($"M28,22 L72,22 L{(hem == 58 ? 80 : 82)},{hem} L53,{hem} L50,46 L47,{hem} L{(hem == 58 ? 20 : 18)},{hem} Z");
        Waist(canvas, 28, 72, 22);
        canvas.Line($"M19.5,{hem - 4} H47.3 M80.5,{hem - 4} H52.7").Line("M50,28 L50,46").Line("M48,28 L45,38 M52,28 L55,38", "#f3efe2", 1.4);
    }

    public static void Skirt(SvgCanvas canvas, Look look)
    {
        var hem = look["length"] switch { "mini" => 52, "knee-length" => 71, _ => 92 };
        var spread = look["cut"] == "flared" ? (hem - 16) * 0.32 + 14 : 5;
        SkirtPart(canvas, 36, 16, spread, hem, look["cut"] == "flared");
        Waist(canvas, 36, 64, 14);
    }

    public static void Dress(SvgCanvas canvas, Look look)
    {
        var hem = look["length"] switch { "mini" => 68, "knee-length" => 82, _ => 96 };
        TopDrawings.Sleeves(canvas, look["sleeves"]);
        SkirtPart(canvas, 36, 46, (hem - 46) * 0.3 + 6, hem, true);
        TopDrawings.Torso(canvas, look["sleeves"], look["neckline"], bottom: 48, halfWidth: 15);
        canvas.Box(34.5, 45, 31, 4, 1, canvas.Shade);
    }

    private static void SkirtPart(SvgCanvas canvas, double left, double top, double spread, double hem, bool isFlared)
    {
        var right = 100 - left;
        canvas.Shape($"M{left},{top} L{right},{top} L{right + spread},{hem} Q50,{hem + (isFlared ? 6 : 0)} {left - spread},{hem} Z");
        if (isFlared) canvas.Line($"M44,{top + 6} L{44 - spread * 0.5},{hem} M50,{top + 6} L50,{hem + 2} M56,{top + 6} L{56 + spread * 0.5},{hem}", width: 0.7);
        else canvas.Line($"M50,{hem - 12} L50,{hem}", width: 1.2);
    }

    private static void Waist(SvgCanvas canvas, double left, double right, double top) => canvas.Box(left, top - 1, right - left, 6, 1, canvas.Shade);
}
