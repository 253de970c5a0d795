namespace Vitrine.Index;

/// <summary>Which road a search for near codes takes through a segment: the measured cost model.</summary>
/// <param name="Road">The road.</param>
/// <param name="Visited">Codes that it is expected to compare.</param>
/// <param name="ExpectedMs">Milliseconds expected; 0 where nothing was measured.</param>
/// <param name="ScanMs">Milliseconds that the scan is expected to take; 0 where nothing was measured.</param>
internal readonly record struct CodePlan(CodeRoad Road, double Visited, double ExpectedMs, double ScanMs)
{
    /// <summary>Where there is no choice.</summary>
    public static CodePlan OnlyScan => new(CodeRoad.Scan, 0, 0, 0);

    /// <summary>Plans a search.</summary>
    /// <param name="tables">The tables of the segment.</param>
    /// <param name="k">Hits wanted, where no radius says more.</param>
    /// <param name="radius">Greatest distance; null for any.</param>
    /// <param name="wanted">What was asked for.</param>
    /// <param name="passing">Share of the items that may be found, more than 0.</param>
    public static CodePlan For(CodeTables tables, long k, int? radius, CodeRoad wanted, double passing)
    {
        var scan = tables.Costs.FirstOrDefault(step => step.Road == (int)CodeRoad.Scan);
        // Of few items only these are read.
        var scanMs = scan.Ms * Math.Min(1, passing * CodeReading.AloneOverScan(tables.Codes.Layout.Words));
        var best = new CodePlan(CodeRoad.Scan, tables.Codes.Count * passing, scanMs, scanMs);
        foreach (var road in new[] { CodeRoad.Branches, CodeRoad.MultiIndex })
        {
            if (wanted is not (CodeRoad.Faster) && wanted != road || tables.Of(road) is null)
                continue;
            var step = Step(tables.Costs, road, k, radius, passing);
            if (wanted == road)
                return new CodePlan(road, step?.Visited ?? 0, step?.Ms ?? 0, scanMs);
            if (step is { } measured && measured.Ms < best.ExpectedMs)
                best = new CodePlan(road, measured.Visited, measured.Ms, scanMs);
        }

        return best;
    }

    /// <summary>The next step that finds as much. The k nearest that pass are among the k / share nearest.</summary>
    private static CodeStep? Step(IEnumerable<CodeStep> costs, CodeRoad road, long k, int? radius, double passing)
    {
        var steps = costs.Where(step => step.Road == (int)road && (radius is { } most ? step.Radius >= most : step.Radius < 0 && step.K >= k / passing));
        return steps.OrderBy(step => radius is null ? step.K : step.Radius).Select(step => (CodeStep?)step).FirstOrDefault();
    }
}
