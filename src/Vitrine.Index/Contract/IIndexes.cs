namespace Vitrine.Index;

/// <summary>Indexes by their names, in one place: a folder, or a database. Safe to use from several threads.</summary>
public interface IIndexes
{
    /// <summary>The names of those that are there, in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Where an index is kept, for messages; without passwords.</summary>
    string PlaceOf(string name);

    /// <summary>Whether an index of this name is there.</summary>
    bool Exists(string name);

    /// <summary>Opens the last committed state.</summary>
    /// <exception cref="IndexFormatException">There is none, or it is damaged.</exception>
    /// <exception cref="IndexUnavailableException">Its server does not answer.</exception>
    IIndexSnapshot Open(string name);

    /// <summary>Creates an index; one that is there is replaced at the first commit, until then it stays.</summary>
    /// <exception cref="ArgumentException">The schema makes no sense.</exception>
    /// <exception cref="IOException">Another writer is at work, or its server does not answer.</exception>
    IIndexWriter Create(string name, IndexSchema schema);

    /// <summary>Opens an index for changes.</summary>
    /// <param name="name">The index.</param>
    /// <param name="expected">The form of the items that will come; null for whatever the index holds.</param>
    /// <exception cref="IndexFormatException">There is none, or one of another form, or it is damaged.</exception>
    /// <exception cref="IOException">Another writer is at work, or its server does not answer.</exception>
    IIndexWriter Change(string name, IndexSchema? expected = null);
}
