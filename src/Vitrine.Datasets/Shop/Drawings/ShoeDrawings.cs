namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>One shoe of the pair, seen from the side, the toe to the right.</summary>
internal static class ShoeDrawings
{
    public static void Sneaker(SvgCanvas canvas, Look look)
    {
        var isHigh = look["shaft"] == "high";
        canvas.Shape(isHigh
                ? "M11,70 L15,22 Q25,26 36,22 L41,46 C50,54 60,57 70,58 C84,60 91,63 91,70 Z"
                : "M11,70 C11,60 12,52 15,45 Q25,50 36,43 C44,53 58,57 70,58 C84,60 91,63 91,70 Z")
            .Shape("M74,58.5 C85,60 91,63 91,70 L70,70 Q70,62 74,58.5 Z", SvgCanvas.Sole)
            .Shape("M10,68 L92,68 Q94,79 88,79 L13,79 Q8,78 10,68 Z", SvgCanvas.Sole).Line("M11,74 H92");
        canvas.Shape(isHigh ? "M15,22 Q25,26 36,22 L36.5,27 Q25,31 14.5,27 Z" : "M15,45 Q25,50 36,43 L38,46 Q26,54 14,49 Z", canvas.Shade);
        if (look["fastening"] == "laces")
        {
            for (var i = 0; i < (isHigh ? 5 : 3); i++)
            {
                // From the toe upwards along the instep.
                var (x, y) = i < 3 ? (58 - 7 * i, 54 - 2.5 * i) : (39.5 - 1.5 * (i - 3), 41 - 7.5 * (i - 3));
                canvas.Line($"M{x - 4.5},{y + 5.5} L{x + 3},{y - 0.5}", "#ffffff", 2.2);
            }
        }
        else
        {
            canvas.Shape("M40,48 L50,54 L46,66 L36,60 Z", SvgCanvas.Dark);
        }
    }

    public static void Sandal(SvgCanvas canvas, Look look)
    {
        var isPlatform = look["sole"] == "platform";
        canvas.Shape("M12,66 L12,34 Q26,26 40,36 L40,43 Q26,34 18,41 L20,66 Z", canvas.Main);
        if (look["straps"] == "crossed")
            canvas.Shape("M40,66 L51,66 L78,50 L71,43 Z", canvas.Main).Shape("M87,67 L76,67 L49,46 L56,39 Z", canvas.Main);
        else
            canvas.Shape("M43,66 L47,45 Q54,40 60,46 L58,67 Z", canvas.Main).Shape("M66,67 L68,51 Q75,48 81,56 L84,67 Z", canvas.Main);
        canvas.Box(33, 33, 6, 8, 1, SvgCanvas.Gold)
            .Shape(isPlatform
                ? "M10,62 Q50,68 90,64 Q94,70 90,84 L12,84 Q8,76 10,62 Z"
                : "M10,64 Q50,70 90,66 Q94,70 90,73 Q50,76 12,72 Q8,70 10,64 Z", isPlatform ? "#c9a77c" : "#a9825a")
            .Line(isPlatform ? "M10,69 Q50,75 92,71" : "M11,67 Q50,73 92,69", canvas.Seam);
    }

    public static void Heel(SvgCanvas canvas, Look look)
    {
        canvas.Shape(look["heel"] == "stiletto" ? "M12,46 L24,56 L18.5,88 L15.5,88 Z" : "M11,46 L33,62 L31,88 L14,88 Z", canvas.Shade);
        if (look["strap"] == "ankle")
            canvas.Line("M14,48 C8,26 34,18 36,32 C37,40 22,38 12,42", canvas.Main, 4).Box(33, 28, 5, 6, 1, SvgCanvas.Gold);
        canvas.Shape("M12,44 C16,38 22,42 26,50 C36,66 50,70 62,68 C76,66 90,74 94,84 Q94,88 90,88 L66,88 C48,86 34,74 25,62 Q14,56 12,44 Z")
            .Line("M66,87.5 L92,87.5", SvgCanvas.Dark, 1.6).Line("M26,50 C36,66 50,70 62,68", canvas.Seam, 1.2);
    }

    public static void Boot(SvgCanvas canvas, Look look)
    {
        var top = look["shaft"] == "knee-high" ? 6 : 40;
        canvas.Shape($"M24,{top} L54,{top} L53,58 C66,62 86,64 88,80 L25,80 Q22,60 24,{top} Z")
            .Shape($"M24,{top} L54,{top} L54,{top + 6} L23.7,{top + 6} Z", canvas.Shade).Line("M53,58 Q44,64 40,80")
            .Line($"M32,{top + 8} L31,{top + 26}", width: 1.2);
        if (look["heel"] == "flat") canvas.Shape("M23,79 L89,79 L89,84 L23,84 Z", SvgCanvas.Dark);
        else canvas.Shape("M24,79 L89,79 L89,83 L56,83 L46,82 L44,96 L26,96 Z", SvgCanvas.Dark);
    }
}
