namespace Vitrine.Workbench.Recipe;

/// <summary>How good a shop's search is, in plain words.</summary>
internal static class ShopVerdict
{
    public static IReadOnlyList<string> Of(string storePath, string model, IProgress<WorkProgress>? progress, CancellationToken cancellation) => [];
}
