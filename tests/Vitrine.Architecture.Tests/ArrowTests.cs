using System.Xml.Linq;

namespace Vitrine.Architecture.Tests;

/// <summary>Which assembly may use which. Data walks one way, and what a program may leave out (terminal, desk, datasets) nobody below it needs.</summary>
public class ArrowTests
{
    // What an assembly may use, directly or through another. Another arrow is a decision: it is written here, with its reason.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Vitrine.Tensors"] = [],
        ["Vitrine.Evaluation"] = [],
        ["Vitrine.Index"] = [],
        ["Vitrine.Client"] = [], // what speaks to a server by HTTP alone needs nothing of it
        ["Vitrine.VectorData"] = ["Vitrine.Index"], // the index as others' programs know a vector store; models reach it as embedding generators
        ["Vitrine.Postgres"] = ["Vitrine.Index"], // the index's contract on a server; nothing else knows that there are servers
        ["Vitrine.Catalogue"] = ["Vitrine.Tensors"], // features and word vectors are safetensors files
        ["Vitrine.Datasets"] = ["Vitrine.Catalogue", "Vitrine.Tensors"],
        ["Vitrine.Onnx"] = ["Vitrine.Catalogue", "Vitrine.Tensors"], // errors with their place; the number of threads

        // A training keeps the step with the best measured validation. A model that looks through a published network brings it along, so whoever loads one needs that.
        ["Vitrine.Models"] = ["Vitrine.Tensors", "Vitrine.Catalogue", "Vitrine.Evaluation", "Vitrine.Onnx"],
        ["Vitrine.Search"] = ["Vitrine.Models", "Vitrine.Index", "Vitrine.Catalogue"],
        ["Vitrine.Server"] = ["Vitrine.Search", "Vitrine.Models", "Vitrine.Index", "Vitrine.Catalogue"], // what answers customers needs nothing that trains or measures
        ["Vitrine.Workbench"] =
        [
            "Vitrine.Search", "Vitrine.Datasets", "Vitrine.Evaluation", "Vitrine.Models", "Vitrine.Onnx", "Vitrine.Index", "Vitrine.Catalogue", "Vitrine.Tensors",
        ],
        ["Vitrine.Cli"] =
        [
            "Vitrine.Workbench", "Vitrine.Server", "Vitrine.Postgres", "Vitrine.Search", "Vitrine.Datasets", "Vitrine.Evaluation", "Vitrine.Models", "Vitrine.Index",
            "Vitrine.Catalogue", "Vitrine.Tensors",
        ],
    };

    internal static IEnumerable<string> Names => Arrows.Keys;

    public static TheoryData<string> Rooms => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Types_OfAnAssembly_UseOnlyWhatItMayUse(string room)
    {
        var strangers = Room.Named(room).Uses
            .Where(use => use.Where != room && !Arrows[room].Contains(use.Where))
            .Select(use => $"{use.User.FullName} uses {use.Used.FullName} of {use.Where}")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(strangers.Count == 0,
            $"{room} may use {(Arrows[room].Length == 0 ? "no other assembly of ours" : string.Join(", ", Arrows[room]))}, but:\n{string.Join('\n', strangers)}\n"
            + "Move the type to where both may see it, or turn the dependency round.");
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_OfAnAssembly_ReferencesOnlyWhatItMayUse(string room)
    {
        var references = ReferencesOf(room);
        Assert.True(references.All(Arrows[room].Contains),
            $"src/{room} references {string.Join(", ", references.Except(Arrows[room]))}; the table in {nameof(ArrowTests)} has no such arrow.");
    }

    [Fact]
    public void Table_OfArrows_HasEveryProjectOfSrcAndNoCircle()
    {
        var projects = Directory.GetFiles(Path.Combine(RepositoryFolder.FullName, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(projects.Order(StringComparer.Ordinal), Arrows.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(Knots.Of(Arrows.SelectMany(row => row.Value.Select(used => (row.Key, used)))));
    }

    private static List<string> ReferencesOf(string room) =>
    [
        .. XDocument.Load(Path.Combine(RepositoryFolder.FullName, "src", room, $"{room}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)),
    ];
}
