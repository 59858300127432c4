using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Tests.Video.Stills;

/// <summary>A second copy of the assemblies, in which OpenCV's native library cannot be found.</summary>
public sealed class OpenCvLibraryTests
{
    private delegate TResult DecodeCall<TLimits, TResult>(ReadOnlySpan<byte> file, TimeProvider time, TLimits? limits);

    private delegate byte[]? EncodeCall(ReadOnlySpan<byte> rgb, int width, int height, int quality, int maxBytes);

    [Fact]
    public void Where_it_is_there_nothing_is_wrong() => Assert.Null(OpenCvLibrary.Problem());

    [Fact]
    public void Where_it_is_missing_that_is_said_and_nothing_thrown()
    {
        var video = new WithoutOpenCv().LoadFromAssemblyPath(typeof(OpenCvLibrary).Assembly.Location);

        var problem = (string?)Type(typeof(OpenCvLibrary)).GetMethod(nameof(OpenCvLibrary.Problem))!.Invoke(null, null);
        Assert.Contains("apt install libgtk-3-0", problem, StringComparison.Ordinal);

        var encode = Type(typeof(JpegEncoder)).GetMethod(nameof(JpegEncoder.Encode))!.CreateDelegate<EncodeCall>();
        Assert.Null(encode(new byte[300], 10, 10, 85, 100_000));

        var refused = (object)typeof(OpenCvLibraryTests).GetMethod(nameof(Decode), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Type(typeof(PictureLimits)), Type(typeof(PictureResult)))
            .Invoke(null, [Type(typeof(PictureDecoder)).GetMethod(nameof(PictureDecoder.Decode))!, Pictures.Encoded(".png")])!;
        Assert.Contains($"Problem = {PictureProblem.Unavailable}", refused.ToString(), StringComparison.Ordinal);

        Type Type(Type known) => video.GetType(known.FullName!)!;
    }

    private static TResult Decode<TLimits, TResult>(MethodInfo decode, byte[] file)
        where TLimits : class => decode.CreateDelegate<DecodeCall<TLimits, TResult>>()(file, TimeProvider.System, null);

    private sealed class WithoutOpenCv() : AssemblyLoadContext("without OpenCV")
    {
        protected override Assembly? Load(AssemblyName name)
        {
            if (name.Name != "OpenCvSharp")
            {
                return null;
            }

            var openCv = LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "OpenCvSharp.dll"));
            NativeLibrary.SetDllImportResolver(openCv, (_, _, _) => throw new DllNotFoundException("libgtk-3.so.0: cannot open shared object file"));
            return openCv;
        }
    }
}
