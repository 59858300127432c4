namespace FaceRecMqtt.Faces.Detection;

/// <summary>One face as a detector saw it.</summary>
/// <param name="Box">Box, frame px.</param>
/// <param name="Score">Detector's probability, in [0, 1].</param>
/// <param name="Landmarks">Five points, frame px.</param>
public readonly record struct FaceDetection(FaceBox Box, float Score, FaceLandmarks Landmarks);
