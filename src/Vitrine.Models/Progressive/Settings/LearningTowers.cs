namespace Vitrine.Models.Progressive;

/// <summary>What learns beside the composition.</summary>
public enum LearningTowers
{
    /// <summary>Nothing: all photos and texts are encoded once, before the first step.</summary>
    None,

    /// <summary>The text tower; photos are encoded once.</summary>
    Text,

    /// <summary>Both; every step sees photos.</summary>
    Both,
}
