namespace Vitrine.Serving.Kills;

/// <summary>What is known of one product: the version that was acknowledged, and the one that was sent after it and not acknowledged yet.</summary>
internal sealed class SentState
{
    /// <summary>The version of a product that is not there.</summary>
    public const int Gone = 0;

    private int? sent;

    /// <summary>The last version that was acknowledged; <see cref="Gone"/> for none.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Whether a write was sent whose answer did not come.</summary>
    public bool IsOpen => sent is not null;

    public void Send(int version) => sent = version;

    public void Acknowledge()
    {
        Acknowledged = sent!.Value;
        sent = null;
    }

    /// <summary>Whether a version may be there after a kill: the acknowledged one, or that which was on its way. What is found is known from then on.</summary>
    public bool MayBe(int version)
    {
        var may = version == Acknowledged || version == sent;
        (Acknowledged, sent) = (version, null);
        return may;
    }
}
