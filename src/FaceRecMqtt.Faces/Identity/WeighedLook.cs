namespace FaceRecMqtt.Faces.Identity;

/// <summary>What a look turned out to be worth.</summary>
/// <param name="PreNorm">Length before normalisation.</param>
/// <param name="Weight">Trust times grade, in [0, 1]; 0 decides nothing.</param>
/// <param name="Trust">Trust by pre_norm, in [0, 1].</param>
/// <param name="HasDirection">False for zero, NaN and infinity.</param>
/// <param name="IsGood">Good grade and trust enough.</param>
/// <param name="DecidesAlone">Good grade and full trust.</param>
internal readonly record struct WeighedLook(float PreNorm, float Weight, float Trust, bool HasDirection, bool IsGood, bool DecidesAlone);
