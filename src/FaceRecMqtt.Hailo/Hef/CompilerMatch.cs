using System.Globalization;
using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Which HailoRT a compiler's HEFs need. Source: the change log of the Hailo Model Zoo, v2.14 to v2.18.</summary>
public static class CompilerMatch
{
    private const uint CompilerMajor = 3;
    private const uint OldestMinor = 30;
    private const uint NewestMinor = 33;
    private const uint MinorsApart = 10;

    /// <summary>The HailoRT that came with the compiler of a HEF, revision 0; null where it is not known.</summary>
    /// <param name="facts">The HEF.</param>
    public static HailoVersion? HailoRTOf(HefFacts facts) =>
        HailoVersion.Parse(facts.CompilerText) is { Major: CompilerMajor, Minor: >= OldestMinor and <= NewestMinor } compiler
            ? new HailoVersion(4, compiler.Minor - MinorsApart, 0)
            : null;

    /// <summary>Why an installed HailoRT may refuse a HEF and what helps; null where nothing is known against it.</summary>
    /// <param name="facts">The HEF.</param>
    /// <param name="library">The installed library.</param>
    public static string? DoubtAbout(HefFacts facts, HailoVersion library) =>
        HailoRTOf(facts) is { } made && (made.Major, made.Minor).CompareTo((library.Major, library.Minor)) > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The HEF was compiled with the Dataflow Compiler {facts.CompilerText}, made for HailoRT {made.Major}.{made.Minor}; the installed {library} is older and may refuse it. Update HailoRT with its driver, or take the model of an older Model Zoo.")
            : null;
}
