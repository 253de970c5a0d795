using Vitrine.Catalogue;

namespace Vitrine.Datasets.Matlab;

/// <summary>A .mat file that cannot be understood.</summary>
/// <param name="file">Which.</param>
/// <param name="found">What was found.</param>
/// <param name="expected">What was expected.</param>
public sealed class MatFormatException(string file, string found, string expected)
    : CatalogueException($"{file}: {found}; expected {expected}.", "Save the variable again in MATLAB: save(file, name, '-v7') or, above 2 GB, '-v7.3'.");
