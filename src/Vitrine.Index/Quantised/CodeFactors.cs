namespace Vitrine.Index;

/// <summary>
/// What a code needs besides itself to estimate inner products (RaBitQ: Gao and Long, SIGMOD 2024). A vector x of a cell with centroid c leaves the
/// residual r = x − c. The code u is a vector of few bits that points nearly as r does. Then, for a random rotation, of any y
/// <code>⟨r, y⟩ ≈ ‖r‖² / ⟨u, r⟩ · ⟨u, y⟩</code>
/// without bias, and with an error of about ‖y‖ · ‖r‖ · √(1/a² − 1) / √(D − 1), where a is the cosine of u and r (theorem 3.2). The smaller y, the
/// smaller the error; so of a query q only what the centroid does not say is estimated, y = q − t·c with t = ⟨q, c⟩ / ‖c‖²:
/// <code>⟨x, q⟩ = ⟨c, q⟩ + t·⟨r, c⟩ + ⟨r, q − t·c⟩ ≈ ⟨c, q⟩ + Scale · ⟨u, q⟩ + t · Shift</code>
/// since ⟨u, q − t·c⟩ = ⟨u, q⟩ − t·⟨u, c⟩, and whatever has no q in it is a number of the vector. So a query is prepared once for all cells.
/// </summary>
/// <param name="Scale">‖r‖² / ⟨u, r⟩.</param>
/// <param name="Shift">⟨r, c⟩ − Scale · ⟨u, c⟩.</param>
/// <param name="Spread">The error for ‖y‖ = 1, one standard deviation.</param>
internal readonly record struct CodeFactors(float Scale, float Shift, float Spread)
{
    /// <summary>Factors of a code; all 0 for a vector that is its centroid, whose estimate is exact.</summary>
    /// <param name="code">u, any scale.</param>
    /// <param name="residual">r, rotated.</param>
    /// <param name="centroid">c, rotated.</param>
    public static CodeFactors Of(ReadOnlySpan<float> code, ReadOnlySpan<float> residual, ReadOnlySpan<float> centroid)
    {
        double residualSquared = 0, codeSquared = 0, codeResidual = 0, codeCentroid = 0, residualCentroid = 0;
        for (var i = 0; i < code.Length; i++)
        {
            residualSquared += (double)residual[i] * residual[i];
            codeSquared += (double)code[i] * code[i];
            codeResidual += (double)code[i] * residual[i];
            codeCentroid += (double)code[i] * centroid[i];
            residualCentroid += (double)residual[i] * centroid[i];
        }

        if (residualSquared == 0)
            return default;
        var scale = residualSquared / codeResidual;
        var cosine = codeResidual / Math.Sqrt(residualSquared * codeSquared);
        var spread = Math.Sqrt(residualSquared * Math.Max(0, 1 / (cosine * cosine) - 1) / Math.Max(1, code.Length - 1));
        return new CodeFactors((float)scale, (float)(residualCentroid - scale * codeCentroid), (float)spread);
    }
}
