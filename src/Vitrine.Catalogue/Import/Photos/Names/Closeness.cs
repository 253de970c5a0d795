namespace Vitrine.Catalogue;

/// <summary>How exactly the last names of a file's path are those that a reference asks for. Smaller is closer.</summary>
internal enum Closeness
{
    /// <summary>The same characters.</summary>
    Same,

    /// <summary>The same text in another Unicode form: "é" in one character or in two.</summary>
    SameText,

    /// <summary>The photo's ending in another letter case, or none asked for.</summary>
    SameStem,

    /// <summary>Another letter case, or another photo ending. Neither is closer than the other: "Lamp.jpg" may mean lamp.jpg as well as Lamp.png.</summary>
    OtherCaseOrEnding,

    OtherCaseAndEnding,

    /// <summary>The same only when the file's own name is taken for percent-encoded, as downloaders leave it: "a%20b.jpg" for "a b.jpg".</summary>
    Encoded,

    Different,
}
