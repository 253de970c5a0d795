namespace Vitrine.Index;

internal sealed class RowFilter(RowSet rows) : Filter
{
    public RowSet Wanted => rows;

    public override string ToString() => "a set of rows";

    internal override BoundFilter Bind(IndexSchema schema) => new Bound(rows, ToString());

    private sealed class Bound(RowSet rows, string text) : BoundFilter
    {
        private const int ChunkItems = 4096;

        // Of fewer rows than one in so many items each is looked up.
        private const int FewOneIn = 64;

        public override int Estimate(Segment segment) => Math.Min(segment.Count, rows.Count);

        public override PositionSet Evaluate(Segment segment, List<FilterStep>? steps)
        {
            var set = PositionSet.None(segment.Count);
            if (rows.Count < segment.Count / FewOneIn && segment.Places is { } places)
            {
                foreach (var row in rows.Rows())
                {
                    if (places.PositionOf(row) is >= 0 and var position)
                        set.Add(position);
                }

                steps?.Add(new FilterStep(text, "positions", set.Count));
                return set;
            }

            for (var start = 0; start < segment.Count; start += ChunkItems)
            {
                var chunk = segment.RowsAt(start, Math.Min(ChunkItems, segment.Count - start));
                for (var i = 0; i < chunk.Length; i++)
                {
                    if (rows.Contains(chunk[i]))
                        set.Add(start + i);
                }
            }

            steps?.Add(new FilterStep(text, "entries", set.Count));
            return set;
        }

        public override void Narrow(PositionSet set, Segment segment, List<FilterStep>? steps)
        {
            foreach (var position in set)
            {
                if (!rows.Contains(segment.RowAt(position)))
                    set.Remove(position);
            }

            steps?.Add(new FilterStep(text, "candidates", set.Count));
        }
    }
}
