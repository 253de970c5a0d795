namespace Vitrine.Catalogue;

/// <summary>What became of one product: it was put, whole, or it is gone. Done twice, it changes nothing more.</summary>
/// <param name="Sequence">Its number in the journal, from 1, without gaps.</param>
/// <param name="Id">The shop's id.</param>
/// <param name="Product">As it is now; null where it is gone.</param>
/// <param name="Photos">Its photos; those that the store had already come without bytes.</param>
internal sealed record StoreChange(long Sequence, string Id, ProductData? Product, IReadOnlyList<StoredPhoto> Photos);
