namespace Vitrine.Workbench.Charts;

/// <summary>What an axis shows: from and to, and round numbers in between.</summary>
internal sealed class ChartRange
{
    private static readonly double[] Steps = [1, 2, 5, 10];

    private readonly double from;
    private readonly double to;
    private readonly bool isLogarithmic;

    /// <param name="least">The smallest value.</param>
    /// <param name="largest">The largest.</param>
    /// <param name="isLogarithmic">Whether the axis grows by factors.</param>
    /// <param name="mostTicks">About how many numbers are written.</param>
    public ChartRange(double least, double largest, bool isLogarithmic, int mostTicks)
    {
        this.isLogarithmic = isLogarithmic;
        if (isLogarithmic)
        {
            (from, to) = (least, largest > least ? largest : 2 * least);
            Ticks = [.. Enumerable.Range((int)Math.Floor(Math.Log10(from)), 1 + (int)Math.Ceiling(Math.Log10(to)) - (int)Math.Floor(Math.Log10(from)))
                .SelectMany(power => Steps[..3].Select(step => step * Math.Pow(10, power))).Where(tick => tick >= from * 0.999 && tick <= to * 1.001)];
            return;
        }

        var span = largest > least ? largest - least : Math.Max(Math.Abs(largest), 1) * 0.1;
        var step = Step(span / mostTicks);
        (from, to) = (Math.Floor(least / step) * step, Math.Ceiling((least + span) / step) * step);
        Ticks = [.. Enumerable.Range(0, 1 + (int)Math.Round((to - from) / step)).Select(tick => from + tick * step)];
    }

    /// <summary>Numbers to write at the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Where on the axis a value stands, 0 … 1.</summary>
    public double Share(double value) => isLogarithmic ? Math.Log(value / from) / Math.Log(to / from) : (value - from) / (to - from);

    // The next of 1, 2 and 5 times a power of ten.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Steps.First(step => step * power >= least * 0.999) * power;
    }
}
