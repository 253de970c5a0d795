namespace Vitrine.Tensors.Layers;

/// <summary>
/// A gated recurrent unit, in one or both directions. Parameters as PyTorch's GRU of one layer: <c>weight_ih_l0</c> [3·hidden, in], <c>weight_hh_l0</c>
/// [3·hidden, hidden], <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, and the same with <c>_reverse</c>.
/// </summary>
public sealed class Gru : Module
{
    private readonly int hidden;
    private readonly (Tensor InputWeight, Tensor HiddenWeight, Tensor InputBias, Tensor HiddenBias)[] directions;

    /// <param name="inputs">Features of a step.</param>
    /// <param name="hidden">Features of the state.</param>
    /// <param name="random">Draws the first values, uniform in ±1/√hidden as PyTorch does.</param>
    /// <param name="bidirectional">Whether a second unit runs from the end.</param>
    public Gru(int inputs, int hidden, RandomSource random, bool bidirectional = false)
    {
        this.hidden = hidden;
        directions = new (Tensor, Tensor, Tensor, Tensor)[bidirectional ? 2 : 1];
        for (var d = 0; d < directions.Length; d++)
        {
            var suffix = d == 0 ? "l0" : "l0_reverse";
            directions[d] = (
                AddParameter($"weight_ih_{suffix}", [3 * hidden, inputs]).FanInUniform(random, hidden),
                AddParameter($"weight_hh_{suffix}", [3 * hidden, hidden]).FanInUniform(random, hidden),
                AddParameter($"bias_ih_{suffix}", [3 * hidden]).FanInUniform(random, hidden),
                AddParameter($"bias_hh_{suffix}", [3 * hidden]).FanInUniform(random, hidden));
        }
    }

    /// <param name="x">[batch, time, in].</param>
    /// <param name="lengths">Steps of each sequence that count; what lies after is ignored.</param>
    /// <returns>[batch, time, hidden], or 2·hidden in both directions (forward first); zeros after a sequence's end.</returns>
    public Tensor Forward(Tensor x, ReadOnlyMemory<int> lengths)
    {
        var forward = Run(x, lengths, 0);
        return directions.Length == 1 ? forward : Operations.Concat([forward, Run(x, lengths, 1)], axis: 2);
    }

    /// <summary>The last state of each direction: of forward after the last step, of reverse after the first.</summary>
    /// <param name="outputs">What <see cref="Forward"/> gave.</param>
    /// <param name="lengths">As there; each at least 1.</param>
    /// <returns>[batch, hidden], or 2·hidden in both directions.</returns>
    public Tensor Final(Tensor outputs, ReadOnlyMemory<int> lengths)
    {
        var (batch, time, width) = (outputs.Shape[0], outputs.Shape[1], outputs.Shape[2]);
        var steps = outputs.Reshape([batch * time, width]);
        var last = new int[batch];
        var first = new int[batch];
        for (var b = 0; b < batch; b++)
            (first[b], last[b]) = (b * time, b * time + lengths.Span[b] - 1);
        if (directions.Length == 1)
            return steps.Gather(last);
        return Operations.Concat([steps.Gather(last).Slice(1, 0, hidden), steps.Gather(first).Slice(1, hidden, hidden)], axis: 1);
    }

    private Tensor Run(Tensor x, ReadOnlyMemory<int> lengths, int direction)
    {
        var (inputWeight, hiddenWeight, inputBias, hiddenBias) = directions[direction];
        return x.Linear(inputWeight, inputBias).GruSequence(hiddenWeight, hiddenBias, lengths, reverse: direction == 1);
    }
}
