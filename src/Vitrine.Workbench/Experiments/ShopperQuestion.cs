using Vitrine.Catalogue;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Workbench.Experiments;

/// <summary>What the task "shopper" asks in an experiment.</summary>
/// <param name="Attributes">As <c>eval --attributes</c>, once for each group of queries: "baseColour,category".</param>
/// <param name="Queries">How many at most, shared by the groups.</param>
public sealed record ShopperQuestion(IReadOnlyList<string> Attributes, int Queries)
{
    /// <summary>The same for the task.</summary>
    /// <param name="question">Null for the defaults.</param>
    /// <param name="part">Validation or test.</param>
    internal static ShopperOptions Options(ShopperQuestion? question, Part part) => question is null
        ? new ShopperOptions { Part = part }
        : new ShopperOptions { Part = part, Attributes = ShopperRequest.Lists(question.Attributes), MostQueries = question.Queries };
}
