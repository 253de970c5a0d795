namespace Vitrine.Tensors.Kernels;

/// <summary>What a Chebyshev filter reads, and where its result goes or its gradient comes from.</summary>
internal readonly unsafe struct ChebyshevPass
{
    public int Batch { get; init; }

    public int Nodes { get; init; }

    public int Order { get; init; }

    /// <summary>[batch, nodes].</summary>
    public float* X { get; init; }

    /// <summary>[order].</summary>
    public float* Theta { get; init; }

    /// <summary>[nodes]; null: none.</summary>
    public float* Bias { get; init; }

    /// <summary>[batch, nodes]: written forward, the gradient backward.</summary>
    public float* Y { get; init; }

    /// <summary>Rows in a panel: those of the last may not fill it.</summary>
    public int RowsOf(int panel) => Math.Min(Chebyshev.PanelWidth, Batch - panel * Chebyshev.PanelWidth);

    /// <summary>Where the rows of a panel begin.</summary>
    public float* RowAt(float* matrix, int panel) => matrix + (long)panel * Chebyshev.PanelWidth * Nodes;
}

/// <summary>Where the gradients of a Chebyshev filter go; null: they are not wanted.</summary>
internal readonly unsafe struct ChebyshevGradients
{
    /// <summary>[batch, nodes].</summary>
    public float* X { get; init; }

    public bool AddsToX { get; init; }

    /// <summary>[panels, order].</summary>
    public double* Thetas { get; init; }

    /// <summary>[panels, nodes].</summary>
    public float* Biases { get; init; }
}
