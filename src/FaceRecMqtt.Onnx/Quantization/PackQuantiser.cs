using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Recognition;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Writes a custom pack whose recogniser is the quantised one of an installed pack; all else is the installed pack's.</summary>
public static class PackQuantiser
{
    /// <summary>Quantises a pack's recogniser.</summary>
    /// <param name="pack">The installed pack.</param>
    /// <param name="crops">Aligned faces to calibrate with, each interleaved RGB, <c>[112, 112, 3]</c>; other people than those it will be tried on.</param>
    /// <param name="options">How.</param>
    /// <param name="folder">Receives manifest and models; must not exist, or be empty.</param>
    /// <param name="stopping">Ends it; nothing is left in the folder then.</param>
    /// <exception cref="QuantiseException">The recogniser cannot be quantised.</exception>
    /// <exception cref="PackException">A file cannot be read, or the folder cannot be written.</exception>
    public static QuantisedModel Write(
        InstalledPack pack, IReadOnlyList<byte[]> crops, QuantiseOptions options, string folder, CancellationToken stopping = default)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        DemandEmpty(target);
        var recogniser = pack.Manifest.Recogniser;
        var published = QuantisedPackFiles.Published(pack, recogniser.File);
        var inputs = new CalibrationInputs([1, 3, AlignedFace.Size, AlignedFace.Size], crops.Select(crop => Tensor(crop, recogniser.Input)));
        var model = Quantiser.Quantise(published, inputs, options, stopping);
        var staging = target + ".writing";
        try
        {
            QuantisedPackFiles.Write(pack, model.File, options.Mode, staging);
            stopping.ThrowIfCancellationRequested();
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(staging, target);
        }
        catch (Exception fault) when (FileBytes.IsDiskFault(fault))
        {
            throw new PackException(PackFault.Disk, $"the quantised pack cannot be written to {target}: {fault.Message}", fault);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }

        return model;
    }

    private static void DemandEmpty(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new PackException(PackFault.Disk, $"{folder} is there already and not empty; name a new folder");
        }
    }

    private static float[] Tensor(byte[] crop, InputFormat format)
    {
        var tensor = new float[AlignedFace.Bytes];
        Recogniser.Fill(crop, tensor, format);
        return tensor;
    }
}
