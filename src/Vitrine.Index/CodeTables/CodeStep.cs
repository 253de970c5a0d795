using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <summary>What a road was measured to take for a search; its bytes are those of the file.</summary>
/// <param name="Road">The road, as a number.</param>
/// <param name="K">Nearest codes wanted; 0 for all within the radius.</param>
/// <param name="Radius">Greatest distance; −1 for any.</param>
/// <param name="Queries">Queries that were asked.</param>
/// <param name="Visited">Codes that were compared, on average.</param>
/// <param name="Ms">Milliseconds on one thread, on average, on the machine that measured.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CodeStep(int Road, int K, int Radius, int Queries, double Visited, double Ms)
{
    public const int Bytes = 32;
}
