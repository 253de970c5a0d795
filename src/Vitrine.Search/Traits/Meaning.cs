namespace Vitrine.Search.Traits;

/// <summary>What a name may mean that names no value itself.</summary>
/// <param name="Names">Others for the same, or for what it is a kind of.</param>
/// <param name="IsThingOfItsOwn">Whether so many products have the name that the shop means more by it than by these: there a "polo" is a shirt, but other shirts are no polos.</param>
internal readonly record struct Meaning(IEnumerable<string> Names, bool IsThingOfItsOwn);
