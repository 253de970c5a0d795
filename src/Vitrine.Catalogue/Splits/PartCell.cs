namespace Vitrine.Catalogue;

/// <summary>The part of a split as tables of published data write it.</summary>
internal static class PartCell
{
    /// <summary>The names that are understood, in any letter case.</summary>
    public const string Names = "train, validation (val, valid, dev) or test";

    /// <summary>Null where it is none of them.</summary>
    public static Part? Read(string cell) => cell.ToLowerInvariant() switch
    {
        "train" or "training" => Part.Train,
        "validation" or "val" or "valid" or "dev" => Part.Validation,
        "test" or "testing" => Part.Test,
        _ => null,
    };
}
