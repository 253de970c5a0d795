namespace Vitrine.Catalogue;

/// <summary>One product of a catalogue.</summary>
/// <param name="Row">Dense number from 0, the same after every re-import: row i of features, codes and vectors is product row i.</param>
/// <param name="Id">The shop's own id.</param>
/// <param name="Title">The title as written by the shop, trimmed.</param>
/// <param name="Category">The finest category, an index into <see cref="CategoryTree"/>.</param>
/// <param name="Part">The part of the split.</param>
/// <param name="Attributes">Attribute name to value; empty cells of the table have no entry.</param>
public sealed record Product(int Row, string Id, string Title, int Category, Part Part, IReadOnlyDictionary<string, string> Attributes);
