using System.Runtime.InteropServices;

namespace FaceRecMqtt.Node.CommandLine;

/// <summary>Rights of what this process creates.</summary>
internal static partial class ProcessRights
{
    private const uint OwnerOnly = 0b000_111_111;

    /// <summary>Files and folders made from now on are for their owner only (umask 077).</summary>
    public static void HideNewFiles() => _ = umask(OwnerOnly);

    [LibraryImport("libc")]
    private static partial uint umask(uint mask);
}
