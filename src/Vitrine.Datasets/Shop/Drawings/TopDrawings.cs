namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>Garments of the upper body, laid flat, seen from the front.</summary>
internal static class TopDrawings
{
    public static void TShirt(SvgCanvas canvas, Look look)
    {
        Sleeves(canvas, look["sleeves"]);
        Torso(canvas, look["sleeves"], look["neckline"], bottom: 84, halfWidth: 21);
        canvas.Line("M29.5,80 L70.5,80");
    }

    public static void Shirt(SvgCanvas canvas, Look look)
    {
        Sleeves(canvas, look["sleeves"]);
        canvas.Shape("M41,17 L32,20 L29,42 L29,82 Q39,90 50,86 Q61,90 71,82 L71,42 L68,20 L59,17 L50,25 Z")
            .Line("M48,25 L48,86 M52.5,25 L52.5,86");
        canvas.Buttons(50.2, 32, 50.2, 80, 6).Box(56, 38, 9, 10, 1);
        if (look["collar"] == "pointed")
            canvas.Shape("M41,16 L50,24 L43,33 L36,19 Z", canvas.Main, 1.2).Shape("M59,16 L50,24 L57,33 L64,19 Z", canvas.Main, 1.2);
        else
            canvas.Shape("M40,12 L41,19 Q50,26 59,19 L60,12 Q50,18 40,12 Z", canvas.Main, 1.2);
    }

    public static void Sweater(SvgCanvas canvas, Look look)
    {
        Sleeves(canvas, "long");
        canvas.Shape("M7,69 L17,73 L15,79 L5,75 Z", canvas.Shade).Shape("M93,69 L83,73 L85,79 L95,75 Z", canvas.Shade);
        Torso(canvas, "long", look["neckline"], bottom: 80, halfWidth: 22);
        canvas.Box(28, 78, 44, 8, 1.5, canvas.Shade).Line("M32,79 V85 M37,79 V85 M42,79 V85 M47,79 V85 M52,79 V85 M57,79 V85 M62,79 V85 M67,79 V85");
    }

    public static void Hoodie(SvgCanvas canvas, Look look)
    {
        canvas.Shape("M34,24 C30,2 70,2 66,24 C62,34 38,34 34,24 Z", canvas.Main, 1.2);
        Sleeves(canvas, "long");
        canvas.Shape("M40,19 L32,21 L29,42 L29,84 L71,84 L71,42 L68,21 L60,19 Q50,33 40,19 Z")
            .Shape("M38,20 C38,8 62,8 62,20 Q50,33 38,20 Z", canvas.Shade)
            .Box(29, 81, 42, 6, 1.5, canvas.Shade)
            .Shape("M38,62 L62,62 L67,78 L33,78 Z", canvas.Main, 1.2)
            .Line("M45,27 L44,42", "#f3efe2", 1.4).Line("M55,27 L56,42", "#f3efe2", 1.4);
        if (look["closure"] == "zip") canvas.Line("M50,26 L50,86", SvgCanvas.Metal, 2.4).Line("M50,26 L50,86", SvgCanvas.Dark, 0.8, "1,1.2");
    }

    public static void Jacket(SvgCanvas canvas, Look look)
    {
        Sleeves(canvas, "long");
        canvas.Shape("M40,17 L31,20 L28,42 L29,78 L71,78 L72,42 L69,20 L60,17 Z")
            .Shape("M40,16 L50,44 L34,32 L35,18 Z", canvas.Shade, 1.2).Shape("M60,16 L50,44 L66,32 L65,18 Z", canvas.Shade, 1.2)
            .Shape("M42,16 L50,42 L58,16 Q50,20 42,16 Z", "#f3efe2")
            .Box(29, 74, 42, 7, 1, canvas.Shade);
        if (look["closure"] == "zip") canvas.Line("M50,43 L50,80", SvgCanvas.Metal, 2.6).Line("M50,43 L50,80", SvgCanvas.Dark, 0.8, "1,1.2");
        else canvas.Line("M50,43 L50,80").Buttons(53, 48, 53, 76, 4, 1.9);
        if (look["pockets"] == "two") canvas.Box(33, 54, 12, 13, 1.5, canvas.Shade, 1.2).Box(57, 54, 12, 13, 1.5, canvas.Shade, 1.2).Line("M33,58 H45 M57,58 H69");
    }

    public static void Coat(SvgCanvas canvas, Look look)
    {
        Sleeves(canvas, "long");
        canvas.Shape("M41,11 L31,16 L30,38 L24,95 L76,95 L70,38 L69,16 L59,11 Z").Line("M50,42 L50,95")
            .Shape("M41,10 L50,42 L33,30 L36,12 Z", canvas.Shade, 1.2).Shape("M59,10 L50,42 L67,30 L64,12 Z", canvas.Shade, 1.2)
            .Line("M30,68 L40,70 M70,68 L60,70", width: 1.6);
        if (look["closure"] == "belt")
            canvas.Shape("M28.5,51 L71.5,51 L72,58 L28,58 Z", canvas.Shade, 1.2).Box(46, 49.5, 8, 10, 1.5, SvgCanvas.Gold).Shape("M54,57 L60,74 L56,75 L50,58 Z", canvas.Shade);
        else
            canvas.Buttons(44, 47, 44, 75, 4, 2).Buttons(56, 47, 56, 75, 4, 2);
    }

    internal static void Sleeves(SvgCanvas canvas, string length)
    {
        if (length == "short")
            canvas.Shape("M36,19 L12,40 L21,50 L32,40 Z").Shape("M64,19 L88,40 L79,50 L68,40 Z").Line("M14.5,38.5 L23,47.5 M85.5,38.5 L77,47.5");
        else if (length == "long")
            canvas.Shape("M36,19 Q24,26 18,46 L5,74 L15,78 L32,44 Z").Shape("M64,19 Q76,26 82,46 L95,74 L85,78 L68,44 Z").Line("M7,70 L17,74 M93,70 L83,74");
    }

    internal static void Torso(SvgCanvas canvas, string sleeves, string neckline, double bottom, double halfWidth)
    {
        var (left, right) = (50 - halfWidth, 50 + halfWidth);
        var neck = neckline switch { "V" => "L50,38", "turtle" => "L50,17", _ => "C56,29 44,29" };
        var end = neckline == "round" ? " 40,17 Z" : " L40,17 Z";
        // Without sleeves the armholes cut into the shoulders.
        canvas.Shape(sleeves == "none"
            ? $"M40,17 L35,18 C38,32 36,38 {left},42 L{left},{bottom} L{right},{bottom} L{right},42 C64,38 62,32 65,18 L60,17 {neck}{end}"
            : $"M40,17 L32,20 L{left},42 L{left},{bottom} L{right},{bottom} L{right},42 L68,20 L60,17 {neck}{end}");
        if (neckline == "turtle") canvas.Box(39, 7, 22, 13, 2.5, canvas.Shade, 1.2).Line("M43,8 V19 M47,8 V19 M51,8 V19 M55,8 V19");
        else canvas.Line($"M60,17 {neck}{end[..^2]}", canvas.Shade, 2.4);
    }
}
