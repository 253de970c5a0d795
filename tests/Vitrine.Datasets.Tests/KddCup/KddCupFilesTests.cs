using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;

namespace Vitrine.Datasets.Tests.KddCup;

/// <summary>The small files beside the rows: answers, labels, submission.</summary>
public sealed class KddCupFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Answers_WriteThenRead_AreTheSame()
    {
        var answers = new Dictionary<string, IReadOnlySet<string>> { ["7"] = new HashSet<string> { "12", "a-3" }, ["8"] = new HashSet<string> { "007" } };
        KddCupAnswers.Write(folder.File("valid_answer.json"), answers);
        Assert.Equal("""{"7":[12,"a-3"],"8":["007"]}""", File.ReadAllText(folder.File("valid_answer.json")));
        Assert.Equal(answers, KddCupAnswers.Read(folder.File("valid_answer.json")));
    }

    [Theory]
    [InlineData("[]", "Array")]
    [InlineData("""{"1": 5}""", "'1'")]
    [InlineData("""{"1": [null]}""", "Null")]
    [InlineData("""{"1": [2], "1": [3]}""", "a second time")]
    [InlineData("""{"1": [2""", "broken JSON")]
    public void Answers_Damaged_AreRefused(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => KddCupAnswers.Read(folder.Write("a.json", content))).Message);

    [Fact]
    public void Labels_WriteThenRead_AreTheSame()
    {
        var labels = new Dictionary<long, string> { [0] = "others", [1] = "human,person", [32] = "shoe" };
        KddCupLabels.Write(folder.File("labels.txt"), labels);
        Assert.StartsWith("category_id\tcategory_name\n0\tothers\n", File.ReadAllText(folder.File("labels.txt")));
        Assert.Equal(labels, KddCupLabels.Read(folder.File("labels.txt")));
    }

    [Theory]
    [InlineData("category_id\tcategory_name\n1 shoe\n", "line 2")]
    [InlineData("1\tshoe\n1\tbag\n", "a second time")]
    [InlineData("1\t\n", "line 1")]
    public void Labels_Damaged_AreRefused(string content, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadDataException>(() => KddCupLabels.Read(folder.Write("l.txt", content))).Message);

    [Fact]
    public void Submission_FewCandidates_LeavesCellsEmpty()
    {
        KddCupSubmission.Write(folder.File("submission.csv"), [("4", ["9", "8", "7", "6", "5"]), ("3", ["1", "2"])]);
        Assert.Equal("query-id,product1,product2,product3,product4,product5\n4,9,8,7,6,5\n3,1,2,,,\n", File.ReadAllText(folder.File("submission.csv")));
    }

    [Fact]
    public void Submission_UnfitRanking_IsRefused()
    {
        var path = folder.File("submission.csv");
        Assert.Throws<ArgumentException>(() => KddCupSubmission.Write(path, [("4", ["1", "1"])]));
        Assert.Throws<ArgumentException>(() => KddCupSubmission.Write(path, [("4", ["1"]), ("4", ["2"])]));
        Assert.Throws<ArgumentException>(() => KddCupSubmission.Write(path, [("4", ["1", "2", "3", "4", "5", "6"])]));
        Assert.Throws<ArgumentException>(() => KddCupSubmission.Write(path, [("4", ["1,2"])]));
        Assert.False(File.Exists(path));
    }
}
