namespace FaceRecMqtt.Onnx.Graph;

/// <summary>What was changed in a model.</summary>
/// <param name="Denormals">Weights set to zero.</param>
/// <param name="PRelus"><c>PRelu</c> nodes replaced.</param>
internal readonly record struct RewriteCounts(int Denormals, int PRelus);
