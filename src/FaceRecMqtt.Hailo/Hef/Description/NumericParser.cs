namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Reads how a layer is quantised (ProtoHEFEdgeLayerNumericInfo).</summary>
internal static class NumericParser
{
    /// <summary>Reads one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="channels">Channels of the layer; 0 where its scales count for the layer as a whole.</param>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static HefQuantization? Read(ArraySegment<byte> message, int channels)
    {
        var (zeroPoint, scale, lowest, highest) = (0f, 0f, 0f, 0f);
        List<float> zeroPoints = [];
        List<float> scales = [];
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    zeroPoint = field.Single;
                    break;
                case 2:
                    scale = field.Single;
                    break;
                case 3:
                    lowest = field.Single;
                    break;
                case 4:
                    highest = field.Single;
                    break;
                case 5 when channels > 0:
                    field.AppendDoubles(zeroPoints, channels);
                    break;
                case 6 when channels > 0:
                    field.AppendDoubles(scales, channels);
                    break;
            }
        }

        if (zeroPoints.Count == 0 && scales.Count == 0)
        {
            return scale == 0 ? null : new HefQuantization(zeroPoint, Positive(scale), lowest, highest, []);
        }

        return PerChannel(Filled(zeroPoints, zeroPoint, channels), Filled(scales, scale, channels), lowest, highest);
    }

    private static HefQuantization PerChannel(List<float> zeroPoints, List<float> scales, float lowest, float highest)
    {
        var channels = zeroPoints.Zip(scales, (zeroPoint, scale) => (zeroPoint, Positive(scale))).ToList();
        return new HefQuantization(channels[0].zeroPoint, channels[0].Item2, lowest, highest, channels);
    }

    private static List<float> Filled(List<float> values, float common, int channels) => values.Count switch
    {
        0 => [.. Enumerable.Repeat(common, channels)],
        _ when values.Count == channels => values,
        _ => throw HefException.Damaged($"a layer of {channels} channels has {values.Count} zero points or scales"),
    };

    private static float Positive(float scale) => scale > 0 ? scale : throw HefException.Damaged($"it has a layer with the scale {scale}");
}
