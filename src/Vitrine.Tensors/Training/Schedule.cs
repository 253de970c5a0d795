namespace Vitrine.Tensors.Training;

/// <summary>The factor of the learning rate at a step, counted from 0: <c>optimiser.RateFactor = schedule(optimiser.Steps);</c></summary>
public delegate float Schedule(long step);

/// <summary>The schedules of the field. Each depends on the step alone, so resuming needs no state of theirs.</summary>
public static class Schedules
{
    /// <summary>Always 1.</summary>
    public static Schedule Constant => _ => 1;

    /// <summary>Multiplied by <paramref name="factor"/> every <paramref name="every"/> steps.</summary>
    public static Schedule Step(long every, float factor) => step => (float)Math.Pow(factor, step / every);

    /// <summary>A straight line from <paramref name="start"/> at step 0 to <paramref name="end"/> at step <paramref name="steps"/>, then constant.</summary>
    public static Schedule Linear(long steps, float start = 1, float end = 0) =>
        step => (float)(start + (end - start) * Part(step, steps));

    /// <summary>Half a cosine from 1 at step 0 to <paramref name="end"/> at step <paramref name="steps"/>, then constant (Loshchilov and Hutter, 2017).</summary>
    public static Schedule Cosine(long steps, float end = 0) =>
        step => (float)(end + (1 - end) * 0.5 * (1 + Math.Cos(Math.PI * Part(step, steps))));

    /// <summary>
    /// One cycle (Smith and Topin, 2018): half a cosine up from 1/<paramref name="initialDivisor"/> to 1 over the first
    /// <paramref name="rising"/> part, then half a cosine down to 1/(initialDivisor·<paramref name="finalDivisor"/>). As PyTorch's OneCycleLR with the group's
    /// rate as the maximum.
    /// </summary>
    public static Schedule OneCycle(long steps, float rising = 0.3f, float initialDivisor = 25, float finalDivisor = 1e4f)
    {
        var top = (double)rising * steps - 1;
        var (low, final) = (1.0 / initialDivisor, 1.0 / ((double)initialDivisor * finalDivisor));
        return step => step <= top
            ? (float)Blend(low, 1, step / top)
            : (float)Blend(1, final, Math.Min(1, (step - top) / (steps - 1 - top)));
    }

    private static double Blend(double from, double to, double part) => to + (from - to) * 0.5 * (1 + Math.Cos(Math.PI * part));

    private static double Part(long step, long steps) => steps <= 0 ? 1 : Math.Min(1, (double)step / steps);
}
