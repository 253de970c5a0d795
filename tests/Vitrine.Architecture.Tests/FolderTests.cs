using System.Collections.Immutable;

namespace Vitrine.Architecture.Tests;

/// <summary>Inside an assembly, too, arrows lead one way: a folder can be read, and moved, after those that it uses and without those that use it.</summary>
public class FolderTests
{
    public static TheoryData<string> Rooms => [.. ArrowTests.Names];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Folders_OfAnAssembly_HaveNoKnot(string name)
    {
        var arrows = Arrows(Room.Named(name));
        var knots = Knots.Of(arrows.Keys).Select(knot => string.Join(" | ", knot.Select(Shown))).ToList();
        Assert.True(knots.Count == 0,
            $"Folders of src/{name} use each other in a circle: {string.Join("; ", knots)}.\n"
            + $"{string.Join('\n', arrows.Where(arrow => knots.Any(knot => Holds(knot, arrow.Key))).Select(Said))}\n"
            + "Move a type to the folder that both may use, or turn the dependency round.");
    }

    [Fact]
    public void Symbols_OfEveryAssembly_TellTheFolderOfItsTypes()
    {
        foreach (var room in ArrowTests.Names.Select(Room.Named))
        {
            var folders = SourceFolders.Of(room);
            var lost = room.Types.Select(type => Outermost(type.FullName))
                .Where(type => type.StartsWith("Vitrine.", StringComparison.Ordinal) && !folders.ContainsKey(type));
            Assert.Empty(lost);
            Assert.True(folders.Values.Distinct().Count() > 1 || room.Name == "Vitrine.Search", $"All of {room.Name} seems to lie in one folder.");
        }
    }

    /// <summary>Which types of a folder use which of another, by the pair of folders.</summary>
    private static ImmutableSortedDictionary<(string From, string To), List<string>> Arrows(Room room)
    {
        var folders = SourceFolders.Of(room);
        return (from use in room.Uses
                where use.Where == room.Name
                let user = Outermost(use.User.FullName)
                let used = Outermost(use.Used.FullName)
                where folders.ContainsKey(user) && folders.ContainsKey(used) && folders[user] != folders[used]
                group $"{ShortName(user)} → {ShortName(used)}" by (folders[user], folders[used]))
            .ToImmutableSortedDictionary(arrow => arrow.Key, arrow => arrow.Distinct().Order(StringComparer.Ordinal).ToList());
    }

    private static bool Holds(string knot, (string From, string To) arrow)
    {
        var folders = knot.Split(" | ");
        return folders.Contains(Shown(arrow.From)) && folders.Contains(Shown(arrow.To));
    }

    private static string Said(KeyValuePair<(string From, string To), List<string>> arrow) =>
        $"{Shown(arrow.Key.From)} → {Shown(arrow.Key.To)}: {string.Join(", ", arrow.Value.Take(8))}{(arrow.Value.Count > 8 ? $" and {arrow.Value.Count - 8} more" : "")}";

    // The project's own folder has no name.
    private static string Shown(string folder) => folder.Length == 0 ? "." : folder;

    private static string Outermost(string type) => type.Split('+')[0];

    private static string ShortName(string type) => type[(type.LastIndexOf('.') + 1)..];
}
