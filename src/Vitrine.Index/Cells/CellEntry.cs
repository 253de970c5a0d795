using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>A cell in the list of cells; its bytes are those of the file.</summary>
/// <param name="Start">Where its bytes begin in the section of cells.</param>
/// <param name="Count">Its items.</param>
/// <param name="CentroidSquared">‖c‖².</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CellEntry(long Start, int Count, float CentroidSquared)
{
    public const int Bytes = 16;
}
