using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Baselines.RandomRotation;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>More bits than the vectors have dimensions, so that two bases are drawn.</summary>
[LawsOf("random-rotation")]
public sealed class RandomRotationLaws(RandomRotationLaws.Trained trained) : ModelLaws(trained), IClassFixture<RandomRotationLaws.Trained>
{
    public sealed class Trained() : TrainedShop(new RotationMethod(Methods.Load), new TrainingRequest("m"))
    {
        private const string Rotated = "vectors";

        internal override void Train(string name, CancellationToken cancellation = default)
        {
            if (!System.IO.Directory.Exists(Directory(Rotated).Path))
                new CcaMethod().Train(Shop.Data, new TrainingRequest(Rotated) { Bits = 12 }, cancellation: cancellation);
            Method.Train(Shop.Data, new TrainingRequest(name) { Bits = 20, From = Rotated }, cancellation: cancellation);
        }
    }
}
