namespace Vitrine.Index;

/// <summary>What a facet counts: the terms of a field, or of paths every node on the way to them.</summary>
internal sealed class FacetNodes
{
    private readonly FieldForm form;
    private readonly MergedTerms terms;
    private readonly List<Node> nodes = []; // of paths: parents before their children, siblings in order
    private readonly int[] ofTerm = [];

    public FacetNodes(FieldForm form, MergedTerms terms)
    {
        (this.form, this.terms) = (form, terms);
        if (form.Kind != FieldKind.Path)
            return;
        ofTerm = new int[terms.Count];
        for (var (term, last) = (0, -1); term < ofTerm.Length; term++)
            ofTerm[term] = last = Add(term, terms[term].Length, last);
    }

    /// <summary>How many there are.</summary>
    public int Count => IsTree ? nodes.Count : terms.Count;

    private bool IsTree => form.Kind == FieldKind.Path;

    /// <summary>The node of a term.</summary>
    public int Of(int term) => IsTree ? ofTerm[term] : term;

    /// <summary>The node above; −1 for none.</summary>
    public int Parent(int node) => IsTree ? nodes[node].Parent : -1;

    /// <summary>The value of a node.</summary>
    public FieldValue Value(int node) => FieldTerms.Value(form, IsTree ? Bytes(node) : terms[node]);

    /// <summary>Adds to each node what its branch counts.</summary>
    public void AddUp(long[] counts)
    {
        for (var node = nodes.Count - 1; node >= 0; node--)
        {
            if (nodes[node].Parent >= 0)
                counts[nodes[node].Parent] += counts[node];
        }
    }

    /// <summary>The node of the first bytes of a term, made where it is new; terms come in order, so that it is new unless it lies on the way to the last.</summary>
    private int Add(int term, int length, int last)
    {
        var path = terms[term][..length];
        for (var node = last; node >= 0; node = nodes[node].Parent)
        {
            if (Bytes(node).SequenceEqual(path))
                return node;
        }

        var above = FieldTerms.ParentLength(path);
        var parent = above < 0 ? -1 : Add(term, above, last);
        nodes.Add(new Node(term, length, parent));
        return nodes.Count - 1;
    }

    private ReadOnlySpan<byte> Bytes(int node) => terms[nodes[node].Term][..nodes[node].Length];

    /// <param name="Term">A term that begins with its path.</param>
    /// <param name="Length">Bytes of its path.</param>
    /// <param name="Parent">The node above; −1 for none.</param>
    private readonly record struct Node(int Term, int Length, int Parent);
}
