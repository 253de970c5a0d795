using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Tests.Images;

public class ImageResamplerTests
{
    /// <summary>Expected bytes from Pillow 9.4 (<c>Image.fromarray(a).resize((width, height), kernel)</c>) on the picture built below.</summary>
    [Theory]
    [InlineData(Resampling.Bicubic, 7, 5, "R318g5eLo5pwdnxMU1SDl3S4mcAqmV+JbItqkWt5c2F7lmxMcG2VmWQ1inJ3dXB/ZXSAhXaMjXmbaGJweJxAjpyUfG+EkHRug3uPh2F7jHZfh4RLfaByYFmLlXyoaWt3fIOaZ0yKonZM")]
    [InlineData(Resampling.Bicubic, 20, 4, "TlWgYGx7dZBYaLJ/d5mRl26Lt41fn55lbJaHi2leg2ZEU4hHaVdkdkiIam6rgmvcom+7u40ck64basI+e2Zejl+DnWWof5qPZoVkXVlKdYiHkHiXnkN/Z3R+WneAgEuAm2lom4Bee3lsZGOrY2ehfpMWln8rpGRcs4ZwkISFZ4GagYaKfGh9bUxyioVjg4RqZ16FgImnoZCWtm9ihG6qbXCoiG04eFlzdWKGkpkPfpQ9aIR8b62BiKt5lZd1WGqLWEuOfUuMmI6hn5OnkGWZYEthVWZsdKewl4N7jV93UlbFY0enhlpen54InHxNlFOa")]
    [InlineData(Resampling.Bicubic, 3, 15, "RYWYe31nbLCGbZKIeHlsiJJ+pJ5ud3Nzq2RwjXRki29qf1todl9wkGppbGRien+admJ6mX1ffYCMbGeIjIhlf3BlcnSRZYRvcmdzlH6Tampodm6FnoCHf2ZdmY6Ld3VrootQkI2IeWF/i31icXqBjVSnYFh/cXaId3iSgWN3dHaNZpJ/nG9u")]
    [InlineData(Resampling.Bilinear, 7, 5, "T3yAfpWJnpdweXdTW1mCkXmqmLU2kmKFb4dwkHB2eGZ6kWpVdWuNlWo9i3R1eHB+Z3WBgHWGjnmXbGVydZZFipiSfHGEk3Zzf3qNhGJ6jHZiiYJNe5l3ZmGLknyja2x5fX6UblSFnXNU")]
    [InlineData(Resampling.Bilinear, 20, 4, "VFuWZnB6d4xfbqh/epWJknGEqo1mmZZrbY+IhW1gfmpMWIZKbl1oeFCIbmyngmrHmnCtsowmkagmb7w9eGhrh2iGk2+gfpWJb4JtZ1tXf4GEj3eNmU57bHN8YnR+ek9/jmZtkXRmfHVvbmqcb3CVh5UglYIynmtXsIFxkICFboCXeoOJdmt9bU9zhX5ohH9xcGCHhIOdmoiTsm9oiHCbc3KZf3BJdV11dV96jY8agY1Bc4N1dbB+h6V5kpN4YmyKYlWNek6JkoeblomgjGSYZlVtX2pzd6Orj4CDiWSBWlW5ak6Zgl9impcUl3xOkFmP")]
    [InlineData(Resampling.Bilinear, 3, 15, "TIeTe3xqcKuCbpCEenpsiI98op1ueXdwq2VzindqiG5rg2FpemZyi2htdGVje3yRd2h6lHpjfnyIcW2Dh4Jpgm9scnSJYoRyd2x4jnyMb21oeHGCmH6HgWhfkoiHe3Zym4ZVi4eHfGaBinplc3uEi1OiYlqBdHiJd3aNgmV3dHaNaY1/mG1x")]
    public void Resize_AgainstPillow_IsBitExact(Resampling kernel, int width, int height, string expected)
    {
        var pixels = new byte[9 * 13 * 3];
        for (var y = 0; y < 9; y++)
        {
            for (var x = 0; x < 13; x++)
            {
                for (var c = 0; c < 3; c++)
                    pixels[(y * 13 + x) * 3 + c] = (byte)(x * 37 + y * 101 + c * 59 + x * y * c * 7);
            }
        }

        var resized = new RgbImage(13, 9, pixels).Resize(width, height, kernel);

        Assert.Equal(Convert.FromBase64String(expected), resized.Pixels);
    }

    [Fact]
    public void Resize_AnySize_IsExactAndKeepsAPlainColour()
    {
        var random = new Random(3);
        for (var i = 0; i < 100; i++)
        {
            var (width, height) = (random.Next(1, 200), random.Next(1, 200));
            var pixels = new byte[width * height * 3];
            Array.Fill<byte>(pixels, 77);

            var resized = new RgbImage(width, height, pixels).Resize(random.Next(1, 200), random.Next(1, 200));

            Assert.All(resized.Pixels, p => Assert.Equal(77, p));
        }
    }

    [Theory]
    [InlineData(Resampling.Bilinear)]
    [InlineData(Resampling.Bicubic)]
    public void Resize_ShrinkingStripes_Averages(Resampling kernel)
    {
        // One-pixel stripes of black and white: taking every fifth pixel would give stripes again, averaging gives grey.
        var pixels = new byte[200 * 200 * 3];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 % 2 * 255);

        var small = new RgbImage(200, 200, pixels).Resize(40, 40, kernel);

        Assert.InRange(small[20, 20][0], 118, 137);
    }
}
