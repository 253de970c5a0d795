using System.Text.Json;
using Vitrine.Models.Classifiers;

namespace Vitrine.Search.Traits;

/// <summary>What was learned to tell traits from vectors, kept beside them (<c>index/MODEL/traits.safetensors</c>): it tells them of products that came later.</summary>
internal sealed class TraitTeller
{
    private const string TraitsKey = "traits";

    private readonly LearnedClassifiers classifiers; // one for each trait

    private TraitTeller(IReadOnlyList<Trait> traits, LearnedClassifiers classifiers) => (Traits, this.classifiers) = (traits, classifiers);

    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>What some classifiers learned, one for each trait.</summary>
    public static TraitTeller Of(LinearClassifiers classifiers, IReadOnlyList<Trait> traits) => new(traits, LearnedClassifiers.Of(classifiers));

    /// <summary>How likely each value of a trait is.</summary>
    /// <param name="trait">Its number.</param>
    /// <param name="vector">Photo and title side by side, see <see cref="TraitLearner.Vectors"/>.</param>
    public float[] Probabilities(int trait, ReadOnlySpan<float> vector) => classifiers.Probabilities(trait, vector);

    public void Write(string path, IReadOnlyDictionary<string, string> notes) =>
        classifiers.Write(path, new Dictionary<string, string>(notes) { [TraitsKey] = JsonSerializer.Serialize(Traits) });

    /// <summary>What <see cref="Write"/> wrote, with its notes; null where there is no such file, or it cannot be read: it is learned anew by the next index.</summary>
    public static (TraitTeller Teller, IReadOnlyDictionary<string, string> Notes)? TryRead(string path)
    {
        if (LearnedClassifiers.TryRead(path) is not var (classifiers, notes))
            return null;
        try
        {
            var traits = JsonSerializer.Deserialize<Trait[]>(notes.GetValueOrDefault(TraitsKey, "null")) ?? [];
            return traits.Length == classifiers.Count ? (new TraitTeller(traits, classifiers), notes) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
