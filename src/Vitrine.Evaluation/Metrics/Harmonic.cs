namespace Vitrine.Evaluation;

/// <summary>Harmonic numbers H(n) = 1 + 1/2 + … + 1/n, kept in a table that grows when a longer ranking comes.</summary>
internal static class Harmonic
{
    private static double[] table = Build(1024);

    /// <summary>The numbers H(0)…H(at least <paramref name="count"/>).</summary>
    public static double[] UpTo(int count)
    {
        var current = Volatile.Read(ref table);
        if (current.Length > count)
            return current;
        // Two threads may both build; either result is right, so there is no lock on the scoring path.
        current = Build(Math.Max(count + 1, 2 * current.Length));
        Volatile.Write(ref table, current);
        return current;
    }

    // Compensated (Kahan) summation keeps each entry within a rounding of the true value; average precision subtracts
    // neighbours of this table and multiplies the difference by the rank, which would magnify an accumulated error.
    private static double[] Build(int length)
    {
        var numbers = new double[length];
        double sum = 0, lost = 0;
        for (var n = 1; n < length; n++)
        {
            var term = 1.0 / n - lost;
            var next = sum + term;
            lost = next - sum - term;
            numbers[n] = sum = next;
        }

        return numbers;
    }
}
