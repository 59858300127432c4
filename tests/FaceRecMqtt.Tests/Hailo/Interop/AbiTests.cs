using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Tests.Hailo.Interop;

public sealed class AbiTests
{
    public static TheoryData<string> Versions => ["4.20", "4.21", "4.22", "4.23"];

    private static readonly (Type Type, string Native)[] Structs =
    [
        (typeof(LibraryVersion), "hailo_version_t"), (typeof(FirmwareVersion), "hailo_firmware_version_t"), (typeof(DeviceId), "hailo_device_id_t"),
        (typeof(VDeviceParams), "hailo_vdevice_params_t"), (typeof(DeviceIdentity), "hailo_device_identity_t"),
        (typeof(SupportedFeatures), "hailo_device_supported_features_t"), (typeof(ExtendedInformation), "hailo_extended_device_information_t"),
        (typeof(ChipTemperature), "hailo_chip_temperature_info_t"), (typeof(StreamFormat), "hailo_format_t"), (typeof(ImageShape), "hailo_3d_image_shape_t"),
        (typeof(QuantInfo), "hailo_quant_info_t"), (typeof(VStreamInfo), "hailo_vstream_info_t"), (typeof(VStreamParams), "hailo_vstream_params_t"),
        (typeof(NamedVStreamParams), "hailo_input_vstream_params_by_name_t"), (typeof(NamedVStreamParams), "hailo_output_vstream_params_by_name_t"),
        (typeof(GroupParams), "hailo_configure_network_group_params_t"), (typeof(ConfigureParams), "hailo_configure_params_t"),
        (typeof(LatencyResult), "hailo_latency_measurement_result_t"),
        (typeof(TemperatureAlarm), "hailo_health_monitor_temperature_alarm_notification_message_t"),
        (typeof(OvercurrentAlarm), "hailo_health_monitor_overcurrent_alert_notification_message_t"),
        (typeof(ClockChange), "hailo_health_monitor_clock_changed_notification_message_t"), (typeof(Notification), "hailo_notification_t"),
    ];

    private static readonly (Type Type, string Native, string Prefix)[] Enums =
    [
        (typeof(HailoStatus), "hailo_status", "HAILO_"), (typeof(DeviceArchitecture), "hailo_device_architecture_t", "HAILO_ARCH_"),
        (typeof(SchedulingAlgorithm), "hailo_scheduling_algorithm_t", "HAILO_SCHEDULING_ALGORITHM_"), (typeof(FormatType), "hailo_format_type_t", "HAILO_FORMAT_TYPE_"),
        (typeof(FormatOrder), "hailo_format_order_t", "HAILO_FORMAT_ORDER_"), (typeof(StreamDirection), "hailo_stream_direction_t", "HAILO_"),
        (typeof(LatencyMeasurement), "hailo_latency_measurement_flags_t", "HAILO_LATENCY_"), (typeof(NotificationKind), "hailo_notification_id_t", "HAILO_NOTIFICATION_ID_"),
        (typeof(PowerMeasurement), "hailo_power_measurement_types_t", "HAILO_POWER_MEASUREMENT_TYPES__"),
    ];

    [Theory, MemberData(nameof(Versions))]
    public void Structs_have_the_sizes_and_offsets_of_the_headers(string version)
    {
        var abi = AbiFile.Of(version);
        List<string> wrong = [];
        foreach (var (type, native) in Structs)
        {
            // The longer struct of later versions serves 4.20 too: the library fills only what it knows.
            var size = SizeOf(type);
            if (size != abi.SizeOf(native) && !(type == typeof(ExtendedInformation) && version == "4.20" && size > abi.SizeOf(native)))
            {
                wrong.Add($"{native}: {size}, not {abi.SizeOf(native)}");
            }

            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
            {
                var (name, expected) = Expected(abi, native, field.Name);
                var offset = field.GetCustomAttribute<FieldOffsetAttribute>()!.Value;
                if (expected is not { } there || there.Offset != offset || (there.Size != SizeOf(field.FieldType) && !IsPart(type, field.Name)))
                {
                    wrong.Add($"{native}.{name}: {offset} ({SizeOf(field.FieldType)}), not {expected}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Enums_have_the_values_of_the_headers(string version)
    {
        var abi = AbiFile.Of(version);
        List<string> wrong = [];
        foreach (var (type, native, prefix) in Enums)
        {
            var values = abi.Enum(native).ToDictionary(pair => pair.Key.Replace("_", "", StringComparison.Ordinal), pair => pair.Value, StringComparer.OrdinalIgnoreCase);
            foreach (var name in Enum.GetNames(type))
            {
                var key = (prefix + name + (type == typeof(StreamDirection) ? "_STREAM" : "")).Replace("_", "", StringComparison.Ordinal);
                var isLater = version == "4.20" && type == typeof(HailoStatus) && (int)Enum.Parse(type, name) > 90;
                if (!isLater && (!values.TryGetValue(key, out var value) || value != Convert.ToInt64(Enum.Parse(type, name), null)))
                {
                    wrong.Add($"{native}: {name}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Versions))]
    public void Every_status_of_the_headers_has_its_native_name_and_words(string version)
    {
        foreach (var (name, value) in AbiFile.Of(version).Enum("hailo_status").Where(pair => !pair.Key.Contains("STATUS_COUNT") && !pair.Key.Contains("MAX_ENUM")))
        {
            Assert.Equal(name, StatusText.NativeName((HailoStatus)value));
            Assert.EndsWith($"({name}, {value})", StatusText.Of((HailoStatus)value), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(-1), InlineData(94), InlineData(int.MinValue), InlineData(int.MaxValue)]
    public void Status_no_known_library_gives_has_its_number(int status) => Assert.Equal($"an unknown status ({status})", StatusText.Of((HailoStatus)status));

    [Theory, MemberData(nameof(Versions))]
    public void Functions_have_the_names_and_parameter_counts_of_the_headers(string version)
    {
        var abi = AbiFile.Of(version);
        var functions = typeof(HailoRT).GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Where(method => method.Name.StartsWith("hailo_", StringComparison.Ordinal)).ToList();
        Assert.True(functions.Count > 30);
        Assert.Empty(functions.Where(method => abi.Signature(method.Name) is not { } signature || Parameters(signature) != method.GetParameters().Length).Select(method => method.Name));
    }

    private static int Parameters(string signature) => Regex.Match(signature, @"\((.*)\)").Groups[1].Value.Split(',').Length;

    // The first group stands for the array of eight, the three bodies for the union.
    private static (string Name, (int Offset, int Size)? Expected) Expected(AbiFile abi, string native, string field)
    {
        var name = native == "hailo_notification_t" && field is "Temperature" or "Overcurrent" or "Clock" ? "body" : SnakeCase(field);
        return (name, abi.Field(native, name));
    }

    private static bool IsPart(Type type, string field) => (type == typeof(ConfigureParams) && field == "NetworkGroupParams") || (type == typeof(Notification) && field is "Temperature" or "Overcurrent" or "Clock");

    private static string SnakeCase(string name) => name switch
    {
        nameof(ChipTemperature.Ts0Temperature) => "ts0_temperature",
        nameof(ChipTemperature.Ts1Temperature) => "ts1_temperature",
        _ => JsonNamingPolicy.SnakeCaseLower.ConvertName(name),
    };

    private static int SizeOf(Type type) => type.IsEnum ? 4 : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
