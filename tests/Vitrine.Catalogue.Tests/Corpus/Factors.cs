namespace Vitrine.Catalogue.Tests.Corpus;

/// <summary>How the text of an export is written as bytes.</summary>
public enum TextKind
{
    Utf8,
    Utf8WithMark,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

/// <summary>What ends the lines of an export, also within quotes.</summary>
public enum LineEnd
{
    LineFeed,
    ReturnAndLineFeed,
    Return,
}

/// <summary>How an export names its photos.</summary>
public enum PhotoForm
{
    FileName,
    SubFolder,
    VersionedAddress,
    PercentEncodedAddress,
    UpperCase,
    WindowsPath,

    /// <summary>Two photos a product: in one cell, in a cell more, or in a row more, as the shop system does it.</summary>
    Several,
}

/// <summary>Where the photos lie.</summary>
public enum Packing
{
    Folder,
    Zip,
    TarGz,
}

/// <summary>What is odd or wrong about an export.</summary>
public enum Defect
{
    None,
    BlankRows,
    SepLine,
    TrailingEmptyCells,
    LeftOutEndCells,
    StrayQuote,
    EmptyId,
    MissingTitle,
    DuplicateId,
    MissingPhoto,
    HtmlEntities,
    ExcelIds,
}
