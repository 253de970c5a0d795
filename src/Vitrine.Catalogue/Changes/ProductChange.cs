namespace Vitrine.Catalogue;

/// <summary>What leads from one product to others that differ from it in one attribute alone.</summary>
/// <param name="Reference">The row that is started from.</param>
/// <param name="Attribute">The attribute that differs, as the shop calls it.</param>
/// <param name="From">Its value on the reference, in lower case.</param>
/// <param name="To">Its value on the targets, in lower case.</param>
/// <param name="Targets">Rows, at least one; none of them shows the reference's photo.</param>
/// <param name="Unchanged">Rows besides the reference that have its value still: what somebody who asks for the change does not want to see.</param>
public sealed record ProductChange(int Reference, string Attribute, string From, string To, IReadOnlyList<int> Targets, IReadOnlyList<int> Unchanged);
