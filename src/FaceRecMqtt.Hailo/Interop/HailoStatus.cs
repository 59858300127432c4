namespace FaceRecMqtt.Hailo.Interop;

/// <summary>What a call into HailoRT answers: <c>hailo_status</c> of 4.20 to 4.23.</summary>
/// <remarks>Source: <c>hailort.h</c>, <c>HAILO_STATUS_VARIABLES</c>. The library hands its own text out only for values it knows and reads past its table for negative ones, so names and words are kept here.</remarks>
internal enum HailoStatus
{
    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>Not initialised.</summary>
    Uninitialized = 1,

    /// <summary>An argument was refused.</summary>
    InvalidArgument = 2,

    /// <summary>The machine ran out of memory.</summary>
    OutOfHostMemory = 3,

    /// <summary>No answer in time.</summary>
    Timeout = 4,

    /// <summary>A buffer was too small.</summary>
    InsufficientBuffer = 5,

    /// <summary>Not possible in this state.</summary>
    InvalidOperation = 6,

    /// <summary>Not implemented by this library.</summary>
    NotImplemented = 7,

    /// <summary>A fault inside the library or the driver.</summary>
    InternalFailure = 8,

    /// <summary>A buffer is not aligned.</summary>
    DataAlignmentFailure = 9,

    /// <summary>A chunk is too large.</summary>
    ChunkTooLarge = 10,

    /// <summary>Unknown log level.</summary>
    InvalidLoggerLevel = 11,

    /// <summary>Closing failed.</summary>
    CloseFailure = 12,

    /// <summary>The file could not be opened.</summary>
    OpenFileFailure = 13,

    /// <summary>The file could not be read or written.</summary>
    FileOperationFailure = 14,

    /// <summary>The firmware speaks another control protocol.</summary>
    UnsupportedControlProtocolVersion = 15,

    /// <summary>The firmware is of another version than the library.</summary>
    UnsupportedFwVersion = 16,

    /// <summary>The device's answer was malformed.</summary>
    InvalidControlResponse = 17,

    /// <summary>The firmware refused a command.</summary>
    FwControlFailure = 18,

    /// <summary>Eth failure.</summary>
    EthFailure = 19,

    /// <summary>Eth interface not found.</summary>
    EthInterfaceNotFound = 20,

    /// <summary>Eth recv failure.</summary>
    EthRecvFailure = 21,

    /// <summary>Eth send failure.</summary>
    EthSendFailure = 22,

    /// <summary>Invalid firmware.</summary>
    InvalidFirmware = 23,

    /// <summary>Invalid context count.</summary>
    InvalidContextCount = 24,

    /// <summary>Invalid frame.</summary>
    InvalidFrame = 25,

    /// <summary>The file is no HEF this library can read.</summary>
    InvalidHef = 26,

    /// <summary>PCIe is not supported here.</summary>
    PcieNotSupportedOnPlatform = 27,

    /// <summary>Interrupted by a signal.</summary>
    InterruptedBySignal = 28,

    /// <summary>Start vdma channel fail.</summary>
    StartVdmaChannelFail = 29,

    /// <summary>Sync vdma buffer fail.</summary>
    SyncVdmaBufferFail = 30,

    /// <summary>Stop vdma channel fail.</summary>
    StopVdmaChannelFail = 31,

    /// <summary>Close vdma channel fail.</summary>
    CloseVdmaChannelFail = 32,

    /// <summary>Atr tables conf validation fail.</summary>
    AtrTablesConfValidationFail = 33,

    /// <summary>Event create fail.</summary>
    EventCreateFail = 34,

    /// <summary>Read event fail.</summary>
    ReadEventFail = 35,

    /// <summary>The driver refused an operation.</summary>
    DriverOperationFailed = 36,

    /// <summary>Invalid firmware magic.</summary>
    InvalidFirmwareMagic = 37,

    /// <summary>Invalid firmware code size.</summary>
    InvalidFirmwareCodeSize = 38,

    /// <summary>Invalid key certificate size.</summary>
    InvalidKeyCertificateSize = 39,

    /// <summary>Invalid content certificate size.</summary>
    InvalidContentCertificateSize = 40,

    /// <summary>Mismatching firmware buffer sizes.</summary>
    MismatchingFirmwareBufferSizes = 41,

    /// <summary>Invalid firmware cpu id.</summary>
    InvalidFirmwareCpuId = 42,

    /// <summary>Control response md5 mismatch.</summary>
    ControlResponseMd5Mismatch = 43,

    /// <summary>Get control response fail.</summary>
    GetControlResponseFail = 44,

    /// <summary>Get d2h event message fail.</summary>
    GetD2hEventMessageFail = 45,

    /// <summary>Mutex init fail.</summary>
    MutexInitFail = 46,

    /// <summary>The driver ran out of descriptors.</summary>
    OutOfDescriptors = 47,

    /// <summary>The firmware does not know this command.</summary>
    UnsupportedOpcode = 48,

    /// <summary>User mode rate limiter not supported.</summary>
    UserModeRateLimiterNotSupported = 49,

    /// <summary>Rate limit maximum bandwidth exceeded.</summary>
    RateLimitMaximumBandwidthExceeded = 50,

    /// <summary>Ansi to utf16 conversion failed.</summary>
    AnsiToUtf16ConversionFailed = 51,

    /// <summary>Utf16 to ansi conversion failed.</summary>
    Utf16ToAnsiConversionFailed = 52,

    /// <summary>Unexpected interface info failure.</summary>
    UnexpectedInterfaceInfoFailure = 53,

    /// <summary>Unexpected arp table failure.</summary>
    UnexpectedArpTableFailure = 54,

    /// <summary>Mac address not found.</summary>
    MacAddressNotFound = 55,

    /// <summary>No ipv4 interfaces found.</summary>
    NoIpv4InterfacesFound = 56,

    /// <summary>Shutdown event signaled.</summary>
    ShutdownEventSignaled = 57,

    /// <summary>Thread already activated.</summary>
    ThreadAlreadyActivated = 58,

    /// <summary>Thread not activated.</summary>
    ThreadNotActivated = 59,

    /// <summary>Thread not joinable.</summary>
    ThreadNotJoinable = 60,

    /// <summary>Not found.</summary>
    NotFound = 61,

    /// <summary>The connection to the device was closed.</summary>
    CommunicationClosed = 62,

    /// <summary>The transfer was aborted.</summary>
    StreamAbort = 63,

    /// <summary>The driver is not installed.</summary>
    DriverNotInstalled = 64,

    /// <summary>Not available.</summary>
    NotAvailable = 65,

    /// <summary>Traffic control failure.</summary>
    TrafficControlFailure = 66,

    /// <summary>Invalid second stage.</summary>
    InvalidSecondStage = 67,

    /// <summary>Invalid pipeline.</summary>
    InvalidPipeline = 68,

    /// <summary>The model is not activated.</summary>
    NetworkGroupNotActivated = 69,

    /// <summary>Vstream pipeline not activated.</summary>
    VstreamPipelineNotActivated = 70,

    /// <summary>The device ran out of memory.</summary>
    OutOfFwMemory = 71,

    /// <summary>The stream is not activated.</summary>
    StreamNotActivated = 72,

    /// <summary>Another process uses the device.</summary>
    DeviceInUse = 73,

    /// <summary>No free device.</summary>
    OutOfPhysicalDevices = 74,

    /// <summary>The device is of another architecture.</summary>
    InvalidDeviceArchitecture = 75,

    /// <summary>Driver and library are of different versions.</summary>
    InvalidDriverVersion = 76,

    /// <summary>The HailoRT service did not answer.</summary>
    RpcFailed = 77,

    /// <summary>The HailoRT service is of another version.</summary>
    InvalidServiceVersion = 78,

    /// <summary>Not supported by this device.</summary>
    NotSupported = 79,

    /// <summary>Nms burst invalid data.</summary>
    NmsBurstInvalidData = 80,

    /// <summary>The machine ran out of contiguous memory.</summary>
    OutOfHostCmaMemory = 81,

    /// <summary>The queue is full.</summary>
    QueueIsFull = 82,

    /// <summary>The memory is already mapped.</summary>
    DmaMappingAlreadyExists = 83,

    /// <summary>The buffers do not meet the device's needs.</summary>
    CantMeetBufferRequirements = 84,

    /// <summary>The driver's answer was malformed.</summary>
    DriverInvalidResponse = 85,

    /// <summary>The driver does not know this call.</summary>
    DriverInvalidIoctl = 86,

    /// <summary>The device did not answer the driver in time; it may need a reset.</summary>
    DriverTimeout = 87,

    /// <summary>The driver's call was interrupted.</summary>
    DriverInterrupted = 88,

    /// <summary>The connection was refused.</summary>
    ConnectionRefused = 89,

    /// <summary>The driver's wait was cancelled.</summary>
    DriverWaitCanceled = 90,

    /// <summary>The HEF is damaged.</summary>
    HefFileCorrupted = 91,

    /// <summary>The HEF is of a kind this library cannot read.</summary>
    HefNotSupported = 92,

    /// <summary>The HEF was compiled for another device.</summary>
    HefNotCompatibleWithDevice = 93,
}
