using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class EnvironmentTests
{
    [Fact]
    public void Environment_overrides_the_file()
    {
        var configuration = Parsed.Good("mqtt:\n  host: a\n  port: 1884\n", ("FACEREC__MQTT__HOST", "b"), ("FACEREC__LOG__LEVEL", "debug"));
        Assert.Equal("b", configuration.Mqtt.Host);
        Assert.Equal(1884, configuration.Mqtt.Port);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, configuration.Log.Level);
    }

    [Fact]
    public void Lists_are_set_by_index()
    {
        var configuration = Parsed.Good(
            "cameras:\n  - {name: a, source: /a}\n",
            ("FACEREC__CAMERAS__0__LOOP", "false"),
            ("FACEREC__CAMERAS__1__NAME", "b"),
            ("FACEREC__CAMERAS__1__SOURCE", "rtsp://h/b"),
            ("FACEREC__COMMANDS__ALLOW", "ping, people/list"));
        Assert.False(configuration.Cameras[0].Loop);
        Assert.Equal(["a", "b"], configuration.Cameras.Select(camera => camera.Name));
        Assert.Equal(["ping", "people/list"], configuration.Commands.Allow);
    }

    [Fact]
    public void Ten_and_more_entries_are_counted_as_numbers()
    {
        var variables = Enumerable.Range(0, 12).SelectMany(i => new[]
        {
            ($"FACEREC__CAMERAS__{i}__NAME", $"c{i}"), ($"FACEREC__CAMERAS__{i}__SOURCE", $"/v/{i}"),
        }).ToArray();
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"c{i}"), Parsed.Good("", variables).Cameras.Select(camera => camera.Name));
    }

    [Theory]
    [InlineData("FACEREC__MQTT__HOTS", "x", "environment FACEREC__MQTT__HOTS: mqtt.hots: unknown key; did you mean host?")]
    [InlineData("FACEREC__MQTT__PORT", "x", "environment FACEREC__MQTT__PORT: mqtt.port: `x` is not a whole number")]
    [InlineData("FACEREC__CAMERAS__3__NAME", "x", "environment FACEREC__CAMERAS__3__NAME: the index leaves a gap")]
    [InlineData("FACEREC____HOST", "x", "environment FACEREC____HOST: the name is no path of keys")]
    [InlineData("INFERENCE_BACKEND", "tpu", "environment INFERENCE_BACKEND: backend: `tpu` is no backend")]
    [InlineData("FACE_THRESHOLD_INSIGHTFACE", "high", "environment FACE_THRESHOLD_INSIGHTFACE: backends[0].threshold: `high` is not a number")]
    public void Mistake_in_the_environment_names_the_variable(string name, string value, string expected) =>
        Assert.StartsWith(expected, Parsed.OnlyProblem("", (name, value)), StringComparison.Ordinal);

    [Fact]
    public void Variables_of_the_earlier_installation_work()
    {
        var backend = Parsed.Good(
            "",
            ("INFERENCE_BACKEND", "insightface"),
            ("INSIGHTFACE_LOCATION", "/etc/insightface"),
            ("INSIGHTFACE_MODEL", "buffalo_sc"),
            ("FACE_THRESHOLD_INSIGHTFACE", "0.35")).ActiveBackend;
        Assert.Equal(("cpu", "buffalo_sc", "/etc/insightface", 0.35f), (backend.Name, backend.Pack, backend.ModelsFrom, backend.Threshold));
    }

    [Fact]
    public void Own_variables_override_those_of_the_earlier_installation() => Assert.Equal(
        0.5f,
        Parsed.Good("", ("FACE_THRESHOLD_INSIGHTFACE", "0.35"), ("FACEREC__BACKENDS__0__THRESHOLD", "0.5")).ActiveBackend.Threshold);

    [Fact]
    public void Hailo_installation_moves_over_unchanged_and_keeps_the_cpu_to_switch_to()
    {
        var configuration = Parsed.Good(
            "",
            ("INFERENCE_BACKEND", "hailo"),
            ("INSIGHTFACE_MODEL", "buffalo_sc"),
            ("HAILO_DET_HEF", "/etc/hailo/models/scrfd_10g.hef"),
            ("HAILO_REC_HEF", "/etc/hailo/models/w600k_mbf_int16_v2_calib_all.hef"),
            ("FACE_THRESHOLD_HAILO", "0.25"),
            ("HAILO_PRE_NORM_THRESHOLD_R50", "9.0"),
            ("HAILO_PRE_NORM_THRESHOLD_MOBILEFACENET", "5.5"));
        var hailo = configuration.ActiveBackend;
        Assert.Equal(
            ("hailo", BackendKind.Hailo, "/etc/hailo/models/scrfd_10g.hef", "/etc/hailo/models/w600k_mbf_int16_v2_calib_all.hef", 0.25f, 5.5f),
            (hailo.Name, hailo.Kind, hailo.DetectorHef, hailo.RecogniserHef, hailo.Threshold, hailo.PreNormLow));
        Assert.Equal(("cpu", "buffalo_sc"), (configuration.Backends[0].Name, configuration.Backends[0].Pack));
    }

    [Theory]
    [InlineData("arcface_r50.hef", 9.5f)]
    [InlineData("arcface_mobilefacenet.hef", 5.5f)]
    public void Gate_of_the_earlier_installation_is_the_one_of_the_recogniser_in_the_file(string recogniser, float low)
    {
        var configuration = Parsed.Good(
            $"backends: [{{name: cpu}}, {{name: npu, kind: hailo, recogniser_hef: /m/{recogniser}}}]",
            ("HAILO_PRE_NORM_THRESHOLD_R50", "9.5"),
            ("HAILO_PRE_NORM_THRESHOLD_MOBILEFACENET", "5.5"));
        Assert.Equal(low, configuration.Backends[1].PreNormLow);
        Assert.Equal("cpu", configuration.ActiveBackend.Name);
    }

    [Theory]
    [InlineData("{name: npu, kind: hailo, pack: starter}", "backends[0].pack: belongs to backends of kind onnx")]
    [InlineData("{name: cpu, detector_hef: /x.hef}", "backends[0].detector_hef: belongs to backends of kind hailo")]
    [InlineData("{name: npu, kind: hailo, pre_norm_low: 9, pre_norm_high: 5}", "backends[0].pre_norm_high: is below pre_norm_low")]
    public void Backend_with_keys_that_do_not_fit_is_refused(string backend, string expected) =>
        Assert.Contains(expected, Parsed.OnlyProblem($"backends: [{backend}]"), StringComparison.Ordinal);

    [Fact]
    public void Hailo_variables_without_a_hailo_backend_are_noted()
    {
        var result = Parsed.Text("", ("HAILO_REC_HEF", "/x.hef"), ("HAILO_PRE_NORM_THRESHOLD_R50", "9.0"));
        Assert.NotNull(result.Configuration);
        Assert.Equal(
            ["environment HAILO_REC_HEF", "environment HAILO_PRE_NORM_THRESHOLD_R50"],
            result.Notes.Select(note => note.Position.ToString()));
    }
}
