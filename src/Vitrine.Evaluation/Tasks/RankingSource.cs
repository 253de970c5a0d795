namespace Vitrine.Evaluation;

/// <summary>
/// Writes the distance of every gallery row to one query; smaller is nearer. Called from several threads at once, each with its own span.
/// </summary>
public delegate void DistanceSource(int query, Span<ushort> distances);

/// <summary>
/// Writes the score of every gallery row for one query; higher is better. Called from several threads at once, each with its own span.
/// </summary>
public delegate void ScoreSource(int query, Span<float> scores);
