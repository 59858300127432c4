using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>How many threads compute one call of a model when the configuration leaves it open.</summary>
/// <remarks>
/// Measured on two x86-64 cores, one against two threads: SCRFD at 640 px 10.9 → 6.2 ms for 5 % more processor time, so it gets two where there
/// are two cores. MobileFaceNet 6.6 → 5.2 ms for 30 % more, RFB-320 1.30 → 1.28 ms for 45 % more, landmarks slower: these get one, and the other
/// core decodes. A recogniser file of 32 MB or more is a ResNet, whose layers are as large as a detector's.
/// </remarks>
internal static class ThreadRule
{
    private const long LargeFile = 32 << 20;

    /// <summary>Threads for a detector.</summary>
    /// <param name="asked">Configured number; 0 leaves it open.</param>
    /// <param name="family">Its family.</param>
    internal static int ForDetector(int asked, DetectorFamily family) => asked > 0 ? asked : family == DetectorFamily.Scrfd ? Two : 1;

    /// <summary>Threads for a recogniser.</summary>
    /// <param name="asked">Configured number; 0 leaves it open.</param>
    /// <param name="fileBytes">Size of its file.</param>
    internal static int ForRecogniser(int asked, long fileBytes) => asked > 0 ? asked : fileBytes >= LargeFile ? Two : 1;

    private static int Two => Math.Min(2, Environment.ProcessorCount);
}
