namespace Vitrine.Tensors.Kernels;

/// <summary>A number that is part of a generic method's type, so that the compiler makes a version of the method in which it is constant.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

internal readonly struct One : IConstant
{
    public static int Value => 1;
}

internal readonly struct Two : IConstant
{
    public static int Value => 2;
}

internal readonly struct Four : IConstant
{
    public static int Value => 4;
}

internal readonly struct Six : IConstant
{
    public static int Value => 6;
}

internal readonly struct Eight : IConstant
{
    public static int Value => 8;
}

internal readonly struct Twelve : IConstant
{
    public static int Value => 12;
}

/// <summary>How the steps of the reduction lie in memory.</summary>
internal interface IWalk
{
    static abstract bool IsListed { get; }
}

/// <summary>Each step the same distance from the last.</summary>
internal readonly struct Steps : IWalk
{
    public static bool IsListed => false;
}

/// <summary>The distances are listed.</summary>
internal readonly struct Listed : IWalk
{
    public static bool IsListed => true;
}
