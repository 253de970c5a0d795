namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>Things for head, eyes, wrist, neck and waist.</summary>
internal static class AccessoryDrawings
{
    public static void Cap(SvgCanvas canvas, Look look)
    {
        canvas.Shape("M14,62 C12,22 66,18 70,60 Z", outline: 1.2).Line("M42,31 C34,40 32,52 33,62 M42,31 C52,40 56,50 57,60")
            .Shape("M64,56 C80,54 96,62 95,68 C84,66 70,66 14,66 Q13,63 14,61 L70,60 Z", canvas.Shade, 1.2).Ellipse(42, 30.5, 2.6, 1.8, canvas.Shade);
        if (look["badge"] == "badge") canvas.Ellipse(57, 47, 7, 7.5, "#ffffff").Line("M54,47 L56.5,50 L60.5,44", SvgCanvas.Dark, 1.6);
    }

    public static void Beanie(SvgCanvas canvas, Look look)
    {
        if (look["pompom"] == "pompom")
            canvas.Ellipse(50, 20, 11, 11, canvas.Shade).Line("M42,16 L46,20 M50,11 V17 M58,16 L54,20 M42,24 L46,22 M58,24 L54,22", width: 1.2);
        canvas.Shape("M22,70 C20,16 80,16 78,70 Z", outline: 1.2).Box(19, 66, 62, 17, 4, canvas.Shade, 1.2)
            .Line("M26,67 V82 M33,67 V82 M40,67 V82 M47,67 V82 M54,67 V82 M61,67 V82 M68,67 V82 M74,67 V82", width: 1.2);
    }

    public static void Hat(SvgCanvas canvas, Look look)
    {
        var brim = look["brim"] == "wide" ? 45 : 31;
        canvas.Ellipse(50, 66, brim, brim * 0.24, outline: 1.2)
            .Shape("M28,65 C30,28 38,24 50,28 C62,24 70,28 72,65 Q50,73 28,65 Z", outline: 1.2)
            .Shape("M28.5,56 Q50,64 71.5,56 L72,65 Q50,73 28,65 Z", ShopPalette.Mix(canvas.Main, "#000000", 0.6));
    }

    public static void Watch(SvgCanvas canvas, Look look)
    {
        var isMetal = look["band"] == "metal";
        canvas.Shape("M39,4 L61,4 L62,38 L38,38 Z", isMetal ? SvgCanvas.Metal : canvas.Main).Shape("M38,62 L62,62 L61,96 L39,96 Z", isMetal ? SvgCanvas.Metal : canvas.Main);
        if (isMetal) canvas.Line("M39,9 H61 M39,15 H61 M39,21 H61 M38,27 H62 M38,69 H62 M38,75 H62 M39,81 H61 M39,87 H61 M39,93 H61 M46,4 V34 M54,4 V34 M46,66 V96 M54,66 V96", SvgCanvas.Dark, 0.8);
        else canvas.Line("M42,6 V32 M58,6 V32 M42,68 V94 M58,68 V94", "#f3efe2", 0.9, "2,1.6").Buttons(50, 76, 50, 90, 3, 1, SvgCanvas.Dark);
        canvas.Box(70, 47, 6, 6, 1.5, SvgCanvas.Gold);
        // The colour sits on the dial of a metal watch and on the band of a leather one.
        var (rim, dial) = (isMetal ? SvgCanvas.Metal : SvgCanvas.Gold, isMetal ? canvas.Main : "#fbf8ee");
        if (look["dial"] == "round") canvas.Ellipse(50, 50, 22, 22, rim, 1.2).Ellipse(50, 50, 18, 18, dial);
        else canvas.Box(28, 28, 44, 44, 4, rim, 1.2).Box(32, 32, 36, 36, 2, dial);
        var hands = dial == "#fbf8ee" || ShopPalette.Contrast(look.Colour) != "#f6f1e4" ? SvgCanvas.Dark : "#ffffff";
        canvas.Line("M50,50 V38 M50,50 L58,55", hands, 2).Line("M50,34.5 V36.5 M50,63.5 V65.5 M34.5,50 H36.5 M63.5,50 H65.5", hands, 1.6);
    }

    public static void Sunglasses(SvgCanvas canvas, Look look)
    {
        const string Lens = "#33373f";
        // A wider frame in the seam's colour below gives the frame its outline.
        foreach (var (frame, width) in (IEnumerable<(string, double)>)[(canvas.Seam, 7.6), (canvas.Main, 6)])
        {
            canvas.Line("M44,46 Q50,40 56,46", frame, width - 1).Line("M12,44 L5,38 M88,44 L95,38", frame, width - 1);
            if (look["frame"] == "round")
            {
                canvas.Ellipse(28, 51, 16.5, 16.5, Lens, width, frame).Ellipse(72, 51, 16.5, 16.5, Lens, width, frame);
            }
            else if (look["frame"] == "square")
            {
                canvas.Box(11, 38, 33, 27, 4, Lens, width, frame).Box(56, 38, 33, 27, 4, Lens, width, frame);
            }
            else
            {
                foreach (var path in (string[])["M8,34 Q30,36 44,46 Q42,66 26,65 Q12,62 8,34 Z", "M92,34 Q70,36 56,46 Q58,66 74,65 Q88,62 92,34 Z"])
                    canvas.Shape(path, Lens).Line(path, frame, width);
            }
        }

        canvas.Line("M20,46 L27,41 M64,46 L71,41", "#aeb6c2", 1.6);
    }

    public static void Belt(SvgCanvas canvas, Look look)
    {
        canvas.Line("M24,46 C2,20 98,20 88,46", canvas.Seam, 13).Line("M24,46 C2,20 98,20 88,46", canvas.Shade, 11.4)
            .Line("M22,60 C40,70 68,72 94,62", canvas.Seam, 14).Line("M22,60 C40,70 68,72 94,62", canvas.Main, 12.4)
            .Line("M88,44 Q93,52 92,60", canvas.Seam, 10).Line("M88,44 Q93,52 92,60", canvas.Main, 8.6)
            .Line("M23,44 Q14,54 24,62", canvas.Main, 8).Buttons(50, 68.5, 74, 67.5, 4, 1.3, SvgCanvas.Dark);
        if (look["buckle"] == "round") canvas.Ellipse(25, 62, 14, 14, "none", 5, SvgCanvas.Gold);
        else canvas.Box(12, 49, 26, 26, 2, "none", 5, SvgCanvas.Gold);
        canvas.Line("M25,62 L40,66", SvgCanvas.Gold, 3);
    }

    public static void Scarf(SvgCanvas canvas, Look look)
    {
        if (look["fringe"] == "fringe")
        {
            canvas.Line("M31,84 L29,96 M35,85 L34,97 M39,85 L39,97 M43,85 L44,97 M47,84 L49,96", canvas.Main, 1.8)
                .Line("M53,74 L52,86 M57,75 L57,87 M61,75 L62,87 M65,75 L67,87 M69,74 L72,86", canvas.Main, 1.8);
        }

        canvas.Shape("M54,36 L66,34 L71,76 L51,76 Z", outline: 1.2).Shape("M36,38 L50,40 L49,86 L29,86 Z", outline: 1.2)
            .Shape("M50,8 C22,8 20,26 26,34 C34,46 66,46 74,34 C80,26 78,8 50,8 Z M50,15 C66,15 68,21 65,25 C58,31 42,31 35,25 C32,21 34,15 50,15 Z", outline: 1.2)
            .Line("M28,30 C40,42 60,42 72,30");
    }

    public static void Tie(SvgCanvas canvas, Look look)
    {
        if (look["shape"] == "long")
        {
            canvas.Shape("M46,20 L54,20 L63,80 L50,96 L37,80 Z", outline: 1.2).Shape("M42,5 L58,5 L55,21 L45,21 Z", outline: 1.4);
        }
        else
        {
            canvas.Shape("M46,46 C34,34 20,30 9,32 Q5,50 9,68 C20,70 34,66 46,54 Z", outline: 1.3).Shape("M54,46 C66,34 80,30 91,32 Q95,50 91,68 C80,70 66,66 54,54 Z", outline: 1.3)
                .Line("M20,44 L38,49 M20,56 L38,51 M80,44 L62,49 M80,56 L62,51").Box(43, 42, 14, 16, 4, outline: 1.4);
        }
    }
}
