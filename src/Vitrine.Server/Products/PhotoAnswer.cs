using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;

namespace Vitrine.Server.Products;

/// <summary>The bytes of a photo. A browser may keep them: their tag says what they are.</summary>
internal static class PhotoAnswer
{
    private const string Kept = "private, max-age=3600";

    /// <param name="store">Where it lies.</param>
    /// <param name="row">The product's row.</param>
    /// <param name="request">Which photo, how wide.</param>
    public static IResult Of(CatalogueStore store, int row, PhotoRequest request)
    {
        var photo = store.PhotosOf(row)[request.Photo];
        var tag = new EntityTagHeaderValue($"\"{store.PhotoDigestOf(photo):x16}-{request.Width ?? 0}\"");
        return new Answer(store, photo, request.Width, tag);
    }

    private sealed class Answer(CatalogueStore store, int photo, int? width, EntityTagHeaderValue tag) : IResult
    {
        // The store is read here and now, while the request has it open.
        private readonly (byte[] Bytes, string MediaType) picture = Render(store.ReadPhoto(photo), width);

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = Kept;
            return Results.Bytes(picture.Bytes, picture.MediaType, entityTag: tag).ExecuteAsync(httpContext);
        }
    }

    // What a browser shows and runs no script in is sent as it is; everything else as a new JPEG.
    private static (byte[] Bytes, string MediaType) Render(byte[] file, int? width)
    {
        var header = ImageHeader.Read(file);
        if (MediaTypeOf(header.Format) is { } mediaType && (width is null || header.Width <= width))
            return (file, mediaType);
        var wanted = Math.Min(width ?? header.Width, header.Width);
        var height = Math.Max(1, (int)Math.Round((double)wanted * header.Height / header.Width));
        return (ImageEncoder.Jpeg(ImageDecoder.Decode(file, target: new TargetSize(wanted, height)), 85), "image/jpeg");
    }

    private static string? MediaTypeOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Avif => "image/avif",
        _ => null,
    };
}
