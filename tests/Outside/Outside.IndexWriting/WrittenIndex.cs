using System.Globalization;
using System.Numerics;
using Vitrine.Index;

namespace Outside.IndexWriting;

/// <summary>
/// An index whose every commit is known beforehand: commit g changes items drawn from the seed g, and notes its number with the data. So whatever state is found, it says which it claims to be, and
/// what it must hold.
/// </summary>
public static class WrittenIndex
{
    private const string CommitKey = "commit";
    private const int Items = 300;
    private const int ChangesOfCommit = 40;

    private static readonly IndexSchema Schema = new([9, 20], 6, VectorFormat.Float32) { Fields = [new("colour", FieldKind.Keyword), new("sizes", FieldKind.Keywords), new("price", FieldKind.Number)], HasGroups = true };

    /// <summary>An index without items, commit 0.</summary>
    public static void Create(string folder)
    {
        using var writer = IndexWriter.Create(folder, Schema);
        writer.Properties[CommitKey] = "0";
        writer.Commit();
    }

    /// <summary>Makes the next commit.</summary>
    /// <returns>Its number.</returns>
    public static int CommitNext(IndexWriter writer)
    {
        var commit = NumberOf(writer.Properties.AsReadOnly()) + 1;
        foreach (var (number, version) in Changes(commit))
        {
            if (version is null)
                writer.Delete(IdOf(number));
            else
                writer.Put(ItemOf(number, commit));
        }

        writer.Properties[CommitKey] = commit.ToString(CultureInfo.InvariantCulture);
        writer.Commit();
        return commit;
    }

    /// <summary>Opens it for <see cref="CommitNext"/>.</summary>
    public static IndexWriter Open(string folder) => IndexWriter.Open(folder, Schema);

    /// <summary>Compares what is found with what must be there.</summary>
    /// <returns>The commit that is found.</returns>
    /// <exception cref="InvalidDataException">An item is missing, is too many, or is another.</exception>
    public static int Check(string folder)
    {
        using var snapshot = IndexSnapshot.Open(folder);
        var commit = NumberOf(snapshot.Properties);
        var expected = new SortedDictionary<int, int>();
        for (var past = 1; past <= commit; past++)
        {
            foreach (var (number, version) in Changes(past))
            {
                if (version is null)
                    expected.Remove(number);
                else
                    expected[number] = version.Value;
            }
        }

        var found = snapshot.Items().Select(item => item.Id).Order(StringComparer.Ordinal).ToArray();
        var ids = expected.Keys.Select(IdOf).Order(StringComparer.Ordinal).ToArray();
        if (!found.SequenceEqual(ids))
            throw new InvalidDataException($"Commit {commit} holds {found.Length} items, expected {ids.Length}; one that differs: {found.Except(ids).Concat(ids.Except(found)).First()}.");
        var codes = snapshot.SearchCodes([0], Items + 1).ToDictionary(match => match.Id, match => match.Distance);
        foreach (var (number, version) in expected)
        {
            var item = ItemOf(number, version);
            if (snapshot.GroupOf(item.Id) != item.Group || item.Fields.Any(field => snapshot.FieldOf(item.Id, field.Key) is not { } value || !value.Equals(field.Value))
                || codes[item.Id] != BitOperations.PopCount(item.Code.Span[0]))
            {
                throw new InvalidDataException($"Commit {commit} holds another state of {item.Id} than that of commit {version}.");
            }
        }

        return commit;
    }

    private static IEnumerable<(int Number, int? Version)> Changes(int commit)
    {
        var random = new Random(commit);
        for (var change = 0; change < ChangesOfCommit; change++)
            yield return (random.Next(Items), random.Next(4) == 0 ? null : commit);
    }

    private static IndexItem ItemOf(int number, int version) => new(IdOf(number))
    {
        Row = number,
        Code = new ulong[] { (ulong)(number * 7919 + version * 104729) & ((1UL << 29) - 1) },
        Vector = new float[] { number, version, 1, 0, 0, 0 },
        Group = $"group-{version % 7}",
        Fields = { ["colour"] = $"colour {version % 5}", ["sizes"] = new[] { $"a{number % 3}", $"b{version % 3}" }, ["price"] = number + version / 16.0 },
    };

    private static string IdOf(int number) => $"item-{number}";

    private static int NumberOf(IReadOnlyDictionary<string, string> properties) => int.Parse(properties[CommitKey], CultureInfo.InvariantCulture);
}
