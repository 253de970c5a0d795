namespace Vitrine.Datasets.Shop.Drawings;

/// <summary>Bags, standing, seen from the front.</summary>
internal static class BagDrawings
{
    public static void Handbag(SvgCanvas canvas, Look look)
    {
        if (look["strap"] == "handle") canvas.Line("M34,46 C34,16 66,16 66,46", canvas.Shade, 5).Line("M34,46 C34,16 66,16 66,46", canvas.Seam, 0.8);
        else canvas.Line("M20,48 C14,-8 86,-8 80,48", canvas.Shade, 2.6);
        canvas.Shape("M20,44 L80,44 L88,86 Q88,90 84,90 L16,90 Q12,90 12,86 Z", outline: 1.2);
        if (look["closure"] == "flap") canvas.Shape("M19,43 L81,43 L84,62 Q50,80 16,62 Z", canvas.Shade, 1.4).Box(45, 64, 10, 9, 2, SvgCanvas.Gold);
        else canvas.Line("M22,49 H78", SvgCanvas.Metal, 2.6).Line("M22,49 H78", SvgCanvas.Dark, 0.8, "1,1.2").Box(74, 48, 3.5, 10, 1.5, SvgCanvas.Gold);
        canvas.Ellipse(look["strap"] == "handle" ? 34 : 20.5, 46, 2, 2, SvgCanvas.Gold).Ellipse(look["strap"] == "handle" ? 66 : 79.5, 46, 2, 2, SvgCanvas.Gold);
    }

    public static void Backpack(SvgCanvas canvas, Look look)
    {
        canvas.Line("M42,16 C42,4 58,4 58,16", canvas.Shade, 4)
            .Line("M26,34 C12,44 14,70 22,84", canvas.Shade, 6).Line("M74,34 C88,44 86,70 78,84", canvas.Shade, 6)
            .Shape("M24,34 C24,10 76,10 76,34 L78,84 Q78,92 70,92 L30,92 Q22,92 22,84 Z", outline: 1.3)
            .Line("M28,40 C30,20 70,20 72,40", SvgCanvas.Dark, 1.6);
        if (look["pocket"] == "front")
            canvas.Box(30, 54, 40, 31, 5, canvas.Shade, 1.4).Line("M33,61 H67", SvgCanvas.Metal, 2).Box(62, 61, 3, 8, 1, SvgCanvas.Gold);
    }

    public static void Clutch(SvgCanvas canvas, Look look)
    {
        if (look["strap"] == "chain") canvas.Line("M12,42 C14,4 86,4 88,42", SvgCanvas.Gold, 2.6, "3,2.6");
        canvas.Box(9, 38, 82, 42, 4, outline: 1.3).Shape("M10,39 L90,39 L50,66 Z", canvas.Shade, 1.3).Ellipse(50, 63, 3.6, 3.6, SvgCanvas.Gold);
    }
}
