using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Recognition.SecondLooks;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The configuration in the words of Recognition.</summary>
internal static class RecognitionMapping
{
    /// <summary>How a camera's faces are looked for and decided.</summary>
    public static CameraRecognitionOptions ToRecognition(this CameraSection camera, RecognitionSection section) => new(camera.Name)
    {
        Search = new SearchOptions
        {
            MinDetectorScore = section.MinDetectorScore,
            MinFacePx = section.MinFacePx,
            FullPassEvery = section.FullPassEvery,
        },
        Tracker = new TrackerOptions { LostAfter = section.LostAfter },
        Identity = new IdentityOptions { GoodLooks = section.GoodLooks },
        MinFacePx = section.MinFacePx,
        EmbeddingsPerFrame = section.EmbeddingsPerFrame,
        StaleAfter = section.StaleAfter,
        MinSimilarity = camera.MinSimilarity,
    };

    /// <summary>When the CPU is asked and what that may cost.</summary>
    public static SecondLookOptions ToSecondLooks(this AutoSection section) => new()
    {
        PerSecond = section.EmbeddingsPerSecond,
        CpuShare = section.CpuShare,
        ImpostorCeiling = section.ImpostorCeiling,
    };

    /// <summary>When somebody is here.</summary>
    public static PresenceOptions ToPresence(this PresenceSection section) => new()
    {
        ArriveAfter = section.ArriveAfter,
        AwayAfter = section.AwayAfter,
        VisitGap = section.VisitGap,
    };

    /// <summary>Where the gallery is and how large a person may grow.</summary>
    public static GalleryOptions ToGallery(this NodeConfiguration configuration) =>
        new(configuration.GalleryPath) { SamplesPerPerson = configuration.Enrolment.SamplesPerPerson };

    /// <summary>What a face must offer to be learned from.</summary>
    public static EnrolmentOptions ToEnrolment(this EnrolmentSection section, RecognitionSection recognition) => new()
    {
        MinFacePx = section.MinFacePx,
        MinSharpness = section.MinSharpness,
        MinDetectorScore = recognition.MinDetectorScore,
    };
}
