using Vitrine.Search.Fusion;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Shop;

/// <summary>What was made of the products of a store, beside the galleries of a model.</summary>
/// <param name="Words">Their words; closed with the signals.</param>
/// <param name="Traits">What a model's vectors tell of them; null: nothing.</param>
/// <param name="Weights">What each signal counts; null: nothing was fitted.</param>
internal sealed record ShopKnowledge(WordIndex Words, ProductTraits? Traits, FusionWeights? Weights);
