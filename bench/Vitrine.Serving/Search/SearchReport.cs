using Vitrine.Serving.Load;

namespace Vitrine.Serving.Search;

/// <summary>How long a shop's search takes, one query after another in one process, and what it stands on.</summary>
/// <param name="Products">Of the store.</param>
/// <param name="Processors">Of the machine.</param>
/// <param name="OpenedAfter">Milliseconds until the first answer.</param>
/// <param name="All">Words alone.</param>
/// <param name="OneInHundred">With a condition that one product in a hundred meets, and facets.</param>
/// <param name="Half">With one that half of them meet, and facets.</param>
/// <param name="AllocatedKilobytes">Of managed memory, a query.</param>
/// <param name="Megabytes">Of the process at the end, mapped files among them.</param>
/// <param name="BytesPerProduct">The same, a product.</param>
/// <param name="IndexBytesPerProduct">Of the store's indexes on disk.</param>
internal sealed record SearchReport(int Products, int Processors, double OpenedAfter, Latencies All, Latencies OneInHundred, Latencies Half, double AllocatedKilobytes, long Megabytes, long BytesPerProduct, long IndexBytesPerProduct);
