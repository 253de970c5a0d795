namespace Vitrine.Tensors.Kernels;

/// <summary>Rows of a matrix turned into columns of a panel and back, tile by tile: each side is touched a cache line at a time.</summary>
internal static unsafe class Panels
{
    private const int Width = Chebyshev.PanelWidth;

    /// <summary>panel[node, lane] ← rows[lane, node]; lanes behind the last row are 0.</summary>
    public static void Pack(float* rows, int count, int nodes, float* panel)
    {
        if (count < Width)
            new Span<float>(panel, nodes * Width).Clear();
        for (var node = 0; node < nodes; node += Width)
        {
            var tile = Math.Min(Width, nodes - node);
            for (var lane = 0; lane < count; lane++)
            {
                var source = rows + (long)lane * nodes + node;
                var target = panel + (long)node * Width + lane;
                for (var i = 0; i < tile; i++)
                    target[i * Width] = source[i];
            }
        }
    }

    /// <summary>rows[lane, node] ← panel[node, lane] + bias[node], or with <paramref name="add"/> added to what is there.</summary>
    public static void Unpack(float* panel, int count, int nodes, float* bias, float* rows, bool add)
    {
        for (var node = 0; node < nodes; node += Width)
        {
            var tile = Math.Min(Width, nodes - node);
            for (var lane = 0; lane < count; lane++)
            {
                var source = panel + (long)node * Width + lane;
                var target = rows + (long)lane * nodes + node;
                if (bias is not null)
                {
                    for (var i = 0; i < tile; i++)
                        target[i] = source[i * Width] + bias[node + i];
                }
                else if (add)
                {
                    for (var i = 0; i < tile; i++)
                        target[i] += source[i * Width];
                }
                else
                {
                    for (var i = 0; i < tile; i++)
                        target[i] = source[i * Width];
                }
            }
        }
    }
}
