namespace Vitrine.Index;

/// <summary>Parts the vectors of a segment into cells and writes their file.</summary>
internal static class PartitionBuilder
{
    // Of rotation and first centroids: the same parts on every machine of the same kernels.
    private const ulong Seed = 0x5649_5452_494E_4531;

    // Cells that are coded before they are written: enough for all threads, little memory.
    private const int CellsPerWrite = 64;

    /// <summary>Builds the file; it is on the disk when this returns.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="vectors">Vectors of the segment.</param>
    /// <param name="segment">Checksum of the segment's header.</param>
    /// <param name="options">How.</param>
    /// <param name="done">Is told how many more items have their codes.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    public static void Build(string path, VectorSet vectors, uint segment, PartitionOptions options, Action<int> done, CancellationToken cancellation)
    {
        var rotation = new Rotation(vectors.Dimensions, Seed);
        var cells = options.CellsFor(vectors.Count);
        var sampled = (int)Math.Min(vectors.Count, (long)KMeans.SamplePerCell * cells);
        var sample = CellAssignment.Rotated(vectors, rotation, sampled, i => (int)((long)i * vectors.Count / sampled));
        var trained = KMeans.Train(sample, rotation.Dimensions, cells, Seed, options.Threads, cancellation);

        // Residuals are those from the centroids as they are stored, so their rounding costs nothing.
        var centroids = VectorSet.FromRows(trained, rotation.Dimensions, VectorFormat.Float16);
        for (var cell = 0; cell < cells; cell++)
            centroids.CopyVector(cell, trained.AsSpan(cell * rotation.Dimensions, rotation.Dimensions));
        var assigned = CellAssignment.Of(vectors, rotation, trained, options.Threads, cancellation);

        var shape = new CellShape(rotation.Dimensions, options.FourBits);
        using var file = new CellFileWriter(path, assigned, shape, trained);
        using var encoders = new ThreadLocal<CellEncoder>(() => new CellEncoder(vectors, rotation, shape));
        for (var first = 0; first < cells; first += CellsPerWrite)
        {
            var coded = new byte[Math.Min(CellsPerWrite, cells - first)][];
            QueryBatches.Run(coded.Length, 1, options.Threads, (i, _) =>
                coded[i] = encoders.Value!.Encode(assigned[first + i], trained.AsSpan((first + i) * rotation.Dimensions, rotation.Dimensions)), cancellation);
            for (var i = 0; i < coded.Length; i++)
            {
                file.Write(coded[i]);
                done(assigned[first + i].Length);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        file.Commit(segment, vectors, Seed);
    }
}
