using System.Globalization;
using Vitrine.Tensors.Files;

namespace Vitrine.Tensors.Training;

/// <summary>Random states as metadata of a file, four hexadecimal words.</summary>
internal static class RandomStates
{
    public static void Save(SafeTensorsWriter file, string name, RandomSource random)
    {
        var state = random.State;
        file.Metadata[Key(name)] = $"{state.A:x16}-{state.B:x16}-{state.C:x16}-{state.D:x16}";
    }

    public static void Load(SafeTensors file, string name, RandomSource random)
    {
        var words = file.Metadata.GetValueOrDefault(Key(name), "").Split('-');
        Span<ulong> state = stackalloc ulong[4];
        var isGood = words.Length == 4;
        for (var i = 0; i < 4 && isGood; i++)
            isGood = ulong.TryParse(words[i], NumberStyles.AllowHexSpecifier, null, out state[i]);
        if (!isGood || state.IndexOfAnyExcept(0UL) < 0)
            throw new SafeTensorsException($"{file.Path} lacks the random state '{name}'; it is no checkpoint of this training.");
        random.State = new RandomState(state[0], state[1], state[2], state[3]);
    }

    private static string Key(string name) => $"random.{name}";
}
