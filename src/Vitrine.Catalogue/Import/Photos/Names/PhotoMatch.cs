namespace Vitrine.Catalogue;

/// <summary>The files that a reference may mean.</summary>
/// <param name="Files">One: found. None: missing. Several: each fits as well as the others, and nobody guesses.</param>
/// <param name="Elsewhere">Where nothing fits: a file of that name in another folder than the reference says, for the message.</param>
internal readonly record struct PhotoMatch(IReadOnlyList<int> Files, int? Elsewhere = null);
