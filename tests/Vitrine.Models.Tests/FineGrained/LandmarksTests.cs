using Vitrine.Models.FineGrained;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.FineGrained;

public sealed class LandmarksTests
{
    private const int Features = 5;

    [Fact]
    public void Nearness_OfPhotos_IsTheGaussianOfTheDistanceInUnitsOfItsMean()
    {
        using var landmarks = new Landmarks(3, Features);
        using var scope = Scope.Begin(recordGradients: false);
        var places = Photos(3, seed: 1);
        landmarks.Place(places);
        var photos = Photos(4, seed: 2);
        places.Data[..Features].CopyTo(photos.Data); // the first is a landmark itself

        var nearness = landmarks.Nearness(photos);

        var mean = 0.0;
        for (var i = 0; i < 9; i++)
            mean += Distance(places, i / 3, places, i % 3) / 9;
        for (var i = 0; i < 12; i++)
            Assert.Equal(Math.Exp(-2 * Distance(photos, i / 3, places, i % 3) / mean), nearness.Data[i], 1e-5);
        Assert.Equal(1, nearness.Data[0], 1e-5);
    }

    [Fact]
    public void Nearness_OfOnePhotoManyTimes_IsOne()
    {
        using var landmarks = new Landmarks(2, Features);
        using var scope = Scope.Begin(recordGradients: false);
        var same = Tensor.Zeros([2, Features]);
        landmarks.Place(same);

        Assert.All(landmarks.Nearness(same).Data.ToArray(), one => Assert.Equal(1, one));
    }

    private static Tensor Photos(int count, ulong seed)
    {
        var random = new RandomSource(seed);
        return Tensor.From([.. Enumerable.Range(0, count * Features).Select(_ => random.NextSingle())], [count, Features]);
    }

    private static double Distance(Tensor ones, int one, Tensor others, int other) =>
        Enumerable.Range(0, Features).Sum(i => Math.Pow(ones.Data[one * Features + i] - others.Data[other * Features + i], 2));
}
