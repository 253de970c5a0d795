namespace Vitrine.Catalogue.Images.Native;

/// <summary>
/// One call of a libvips operation by its name: arguments are set as properties, the operation is built, results are read back as
/// properties. <see cref="ToImage"/> and <see cref="ToBytes"/> end the call and free it; it is used once.
/// </summary>
internal sealed unsafe class VipsOperation
{
    private readonly string nickname;
    private nint operation;

    public VipsOperation(string nickname)
    {
        VipsRuntime.Ensure();
        this.nickname = nickname;
        operation = Libvips.vips_operation_new(nickname);
        if (operation == 0)
            throw new ImageLibraryException($"This libvips has no operation '{nickname}' ({VipsRuntime.TakeError()}): install its complete package.");
    }

    /// <summary>Also sets switches and enumerations: GObject converts the number.</summary>
    public VipsOperation Set(string name, int content)
    {
        var value = GValue.Of(GValue.Int);
        Libvips.g_value_set_int(ref value, content);
        return SetAndFree(name, ref value);
    }

    public VipsOperation Set(string name, double content)
    {
        var value = GValue.Of(GValue.Double);
        Libvips.g_value_set_double(ref value, content);
        return SetAndFree(name, ref value);
    }

    public VipsOperation Set(string name, string content)
    {
        var value = GValue.Of(GValue.String);
        Libvips.g_value_set_string(ref value, content);
        return SetAndFree(name, ref value);
    }

    public VipsOperation Set(string name, VipsImage content)
    {
        var value = GValue.Of(Libvips.vips_image_get_type());
        Libvips.g_value_set_object(ref value, content);
        return SetAndFree(name, ref value);
    }

    public VipsOperation Set(string name, params ReadOnlySpan<double> content)
    {
        var value = GValue.Of(Libvips.vips_array_double_get_type());
        fixed (double* first = content) Libvips.vips_value_set_array_double(ref value, first, content.Length);
        return SetAndFree(name, ref value);
    }

    /// <summary>Lends a buffer that must stay pinned as long as the result lives.</summary>
    public VipsOperation SetPinned(string name, byte* content, int bytes)
    {
        var value = GValue.Of(Libvips.vips_blob_get_type());
        Libvips.vips_value_set_blob(ref value, 0, content, (nuint)bytes);
        return SetAndFree(name, ref value);
    }

    /// <summary>Builds the operation and returns its result "out".</summary>
    /// <exception cref="ImageException">libvips refused: <see cref="ImageFault.Broken"/>, with its words.</exception>
    public VipsImage ToImage() => Run(Libvips.vips_image_get_type(), "out", static (ref GValue value) => VipsImage.Own(Libvips.g_value_dup_object(ref value)));

    /// <summary>Builds the operation and returns a copy of its result "buffer".</summary>
    /// <inheritdoc cref="ToImage" path="/exception"/>
    public byte[] ToBytes() => Run(Libvips.vips_blob_get_type(), "buffer", static (ref GValue value) =>
    {
        var buffer = Libvips.vips_value_get_blob(ref value, out var bytes);
        return new ReadOnlySpan<byte>(buffer, checked((int)bytes)).ToArray();
    });

    private delegate T Reading<T>(ref GValue value);

    private T Run<T>(nuint type, string output, Reading<T> read)
    {
        try
        {
            if (Libvips.vips_cache_operation_buildp(ref operation) != 0)
                throw new ImageException(ImageFault.Broken, VipsRuntime.TakeError());
            var value = GValue.Of(type);
            try
            {
                Libvips.g_object_get_property(operation, output, ref value);
                return read(ref value);
            }
            finally
            {
                Libvips.g_value_unset(ref value);
            }
        }
        finally
        {
            // A built operation holds its outputs and its outputs hold it: without the first call neither would ever go.
            Libvips.vips_object_unref_outputs(operation);
            Libvips.g_object_unref(operation);
            operation = 0;
        }
    }

    private VipsOperation SetAndFree(string name, ref GValue value)
    {
        ObjectDisposedException.ThrowIf(operation == 0, nickname);
        Libvips.g_object_set_property(operation, name, ref value);
        Libvips.g_value_unset(ref value);
        return this;
    }
}
