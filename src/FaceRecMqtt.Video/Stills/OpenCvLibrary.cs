using OpenCvSharp;

namespace FaceRecMqtt.Video.Stills;

/// <summary>Whether still pictures can be read and written here: OpenCV's native library may be missing.</summary>
public static class OpenCvLibrary
{
    /// <summary>What is lost without it and what helps.</summary>
    public const string Cure =
        "Still pictures need OpenCV, whose library cannot be loaded here. On Debian for x86-64: apt install libgtk-3-0 libatomic1. "
        + "Other machines learn people from the live camera instead.";

    /// <summary>Tries to load OpenCV.</summary>
    /// <returns>Null when it works, else what is wrong and what helps.</returns>
    public static string? Problem()
    {
        try
        {
            using var pixel = new Mat(1, 1, MatType.CV_8UC1);
            return null;
        }
        catch (Exception e) when (IsMissing(e))
        {
            return Cure;
        }
    }

    /// <summary>Keeps OpenCV from writing a line to stderr for every broken picture that someone sends.</summary>
    internal static void Silence() => Cv2.SetLogLevel(LogLevel.SILENT);

    // OpenCvSharp loads its library in a type initializer, which wraps the cause.
    internal static bool IsMissing(Exception e) =>
        e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || e is TypeInitializationException
        || (e is OpenCvSharpException && e.InnerException is not null && IsMissing(e.InnerException));
}
