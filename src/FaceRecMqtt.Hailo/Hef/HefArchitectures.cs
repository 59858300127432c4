using System.Globalization;

namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Which chip runs what. Source: the check at configuration in HailoRT 4.23: a Hailo-8 takes HEFs for 8, 8R and 8L, a Hailo-8L only its own.</summary>
public static class HefArchitectures
{
    /// <summary>How a HEF goes with a chip.</summary>
    /// <param name="architecture">What the HEF was compiled for.</param>
    /// <param name="chip">The chip.</param>
    public static HefFit FitOn(this HefArchitecture architecture, HailoChip chip) => (architecture, chip) switch
    {
        (HefArchitecture.Hailo8L, HailoChip.Hailo8L) => HefFit.Made,
        (HefArchitecture.Hailo8 or HefArchitecture.Hailo8P, HailoChip.Hailo8) => HefFit.Made,
        (HefArchitecture.Hailo8R or HefArchitecture.Hailo8L, HailoChip.Hailo8) => HefFit.Slower,
        _ => HefFit.Refused,
    };

    /// <summary>Why a chip refuses a HEF and what helps; null where it takes it.</summary>
    /// <param name="architecture">What the HEF was compiled for.</param>
    /// <param name="chip">The chip.</param>
    public static string? RefusalOn(this HefArchitecture architecture, HailoChip chip) => architecture.FitOn(chip) is HefFit.Refused
        ? $"The HEF is for a {architecture.ChipName()} and the device is a {chip.Name()}; take the model compiled for {chip.Key()} (Hailo Model Zoo, folder {chip.Key()})."
        : null;

    /// <summary>The chip a HEF is for, as it is sold.</summary>
    public static string ChipName(this HefArchitecture architecture) => architecture switch
    {
        HefArchitecture.Hailo8 or HefArchitecture.Hailo8P => "Hailo-8",
        HefArchitecture.Hailo8R => "Hailo-8R",
        HefArchitecture.Hailo8L => "Hailo-8L",
        HefArchitecture.Hailo15M => "Hailo-15M",
        HefArchitecture.Hailo10H => "Hailo-10H",
        HefArchitecture.Hailo15H => "Hailo-15H",
        _ => string.Create(CultureInfo.InvariantCulture, $"chip with the internal number {(int)architecture}"),
    };

    /// <summary>The name as Hailo's tools print it, such as HAILO8.</summary>
    public static string Key(this HefArchitecture architecture) => architecture switch
    {
        HefArchitecture.Hailo8 or HefArchitecture.Hailo8P => "HAILO8",
        _ when Enum.IsDefined(architecture) => architecture.ToString().ToUpperInvariant(),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)architecture}"),
    };

    /// <summary>Which chips run it, as a sentence without its end, such as "for Hailo-8; runs on a Hailo-8, not on a Hailo-8L".</summary>
    public static string RunsOnText(this HefArchitecture architecture) => architecture switch
    {
        HefArchitecture.Hailo8L => "for Hailo-8L; runs on a Hailo-8L and, slower than one compiled for it, on a Hailo-8",
        HefArchitecture.Hailo8R => "for Hailo-8R; runs on a Hailo-8R and, slower than one compiled for it, on a Hailo-8, not on a Hailo-8L",
        _ when architecture.FitOn(HailoChip.Hailo8) is HefFit.Made => "for Hailo-8; runs on a Hailo-8, not on a Hailo-8L",
        _ => $"for {architecture.ChipName()}; runs neither on a Hailo-8 nor on a Hailo-8L",
    };

    private static string Name(this HailoChip chip) => chip is HailoChip.Hailo8L ? "Hailo-8L" : "Hailo-8";

    private static string Key(this HailoChip chip) => chip is HailoChip.Hailo8L ? "hailo8l" : "hailo8";
}
