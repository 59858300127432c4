namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>The units of a bare H.264 or H.265 file, each with its start code.</summary>
internal static class NalUnits
{
    public static List<byte[]> Split(byte[] file)
    {
        var units = new List<byte[]>();
        var began = 0;
        for (var i = 3; i + 3 < file.Length; i++)
        {
            if (file[i] == 0 && file[i + 1] == 0 && file[i + 2] == 1)
            {
                var end = file[i - 1] == 0 ? i - 1 : i;
                if (end > began)
                {
                    units.Add(file[began..end]);
                    began = end;
                }
            }
        }

        units.Add(file[began..]);
        return units;
    }

    /// <summary>Whether it is a picture, of one slice as the clips of the tests have.</summary>
    public static bool IsPicture(byte[] unit, string codec)
    {
        var header = unit[unit.AsSpan().IndexOf((byte)1) + 1];
        // ITU-T H.264, table 7-1; H.265, table 7-1.
        return codec == "h264" ? (header & 0x1F) is 1 or 5 : (header >> 1 & 0x3F) < 32;
    }
}
