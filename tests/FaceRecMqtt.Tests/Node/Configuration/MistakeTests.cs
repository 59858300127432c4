namespace FaceRecMqtt.Tests.Node.Configuration;

public sealed class MistakeTests
{
    [Theory]
    [InlineData("mqtt:\n  hots: x\n", "facerec.yaml:2:3: mqtt.hots: unknown key; did you mean host?")]
    [InlineData("broker: x\n", "facerec.yaml:1:1: broker: unknown key; known here: node, data, log, mqtt")]
    [InlineData("log:\n  port: 1\n", "facerec.yaml:2:3: log.port: unknown key; it belongs to mqtt")]
    [InlineData("mqtt:\n  port: 1\n  port: 2\n", "facerec.yaml:3:3: mqtt.port: this key stands twice; it stands at facerec.yaml:2:3 already")]
    [InlineData("mqtt:\n  port: 70000\n", "facerec.yaml:2:9: mqtt.port: 70000 is out of range; allowed: 1 to 65535")]
    [InlineData("mqtt:\n  port: many\n", "facerec.yaml:2:9: mqtt.port: `many` is not a whole number")]
    [InlineData("mqtt: broker\n", "facerec.yaml:1:7: mqtt: this is a section; write its keys below it: host, port")]
    [InlineData("mqtt:\n  host: [a, b]\n", "facerec.yaml:2:9: mqtt.host: this takes a single value")]
    [InlineData("mqtt:\n  host: ''\n", "facerec.yaml:2:9: mqtt.host: this is empty; leave the key out instead")]
    [InlineData("mqtt:\n  host: mqtt://broker\n", "facerec.yaml:2:9: mqtt.host: this is more than a host name")]
    [InlineData("mqtt:\n  timeout_s: 5s\n", "facerec.yaml:2:14: mqtt.timeout_s: `5s` is not a number (s); a bare number")]
    [InlineData("mqtt:\n  timeout_s: nan\n", "facerec.yaml:2:14: mqtt.timeout_s: `nan` is not a number (s)")]
    [InlineData("mqtt:\n  base_topic: a/#\n", "facerec.yaml:2:15: mqtt.base_topic: `a/#` is no topic")]
    [InlineData("mqtt:\n  password: x\n", "facerec.yaml:2:13: mqtt.password: a password without a username; add mqtt.username")]
    [InlineData("mqtt:\n  username: u\n  password: x\n  password_file: y\n", "facerec.yaml:4:18: mqtt.password_file: password and password_file are both given")]
    [InlineData("mqtt:\n  username: u\n  password_file: none\n", "facerec.yaml:3:18: mqtt.password_file: the file cannot be read; there is no such file")]
    [InlineData("mqtt:\n  tls:\n    enabled: true\n    ca_file: none.pem\n", "facerec.yaml:4:14: mqtt.tls.ca_file: there is no such file")]
    [InlineData("mqtt:\n  embedded:\n    address: 0.0.0.0\n", "facerec.yaml:3:14: mqtt.embedded.address: a broker that other machines can reach needs a login")]
    [InlineData("mqtt:\n  embedded:\n    address: here\n", "facerec.yaml:3:14: mqtt.embedded.address: `here` is no IP address")]
    [InlineData("mqtt:\n  discovery:\n    enabled: yes\n", "facerec.yaml:3:14: mqtt.discovery.enabled: `yes` is neither true nor false")]
    [InlineData("log:\n  level: inform\n", "facerec.yaml:2:10: log.level: `inform` is not one of: trace, debug, information, warning, error")]
    [InlineData("node:\n  name: My House\n", "facerec.yaml:2:9: node.name: `My House` is no name; use small letters, digits, - and _")]
    [InlineData("cameras:\n  name: x\n", "facerec.yaml:2:3: cameras: this is a list; begin each entry with `- `")]
    [InlineData("cameras:\n  - door\n", "facerec.yaml:2:5: cameras[0]: this entry has no keys; it takes name, source")]
    [InlineData("cameras:\n  - name: a\n", "facerec.yaml:2:5: cameras[0]: source is missing; for example `source: rtsp://")]
    [InlineData("cameras:\n  - {name: a, source: /a}\n  - {name: a, source: /b}\n", "facerec.yaml:3:12: cameras[1].name: the name a stands twice")]
    [InlineData("cameras:\n  - {name: A, source: /a}\n", "facerec.yaml:2:12: cameras[0].name: `A` is no name")]
    [InlineData("cameras:\n  - {name: a, source: 'rtmp://h/x'}\n", "facerec.yaml:2:23: cameras[0].source: this kind of address cannot be opened; it may begin with rtsp://")]
    [InlineData("cameras:\n  - {name: a, source: 'rtsp:/h/x'}\n", "facerec.yaml:2:23: cameras[0].source: this is no address; write two slashes")]
    [InlineData("cameras:\n  - {name: a, source: '192.168.1.20/stream1'}\n", "facerec.yaml:2:23: cameras[0].source: this is no address; write its kind before it, for example rtsp://192.168.1.20/stream1")]
    [InlineData("cameras:\n  - {name: a, source: 'rtsp://'}\n", "facerec.yaml:2:23: cameras[0].source: this is no address; for example rtsp://")]
    [InlineData("cameras:\n  - {name: a, source: 'rtsp://u:p@/1'}\n", "facerec.yaml:2:23: cameras[0].source: this is no address; for example rtsp://")]
    [InlineData("cameras:\n  - {name: a, source: 'rtsp://u:p@h/x', username: v}\n", "facerec.yaml:2:23: cameras[0].source: the login stands in the address and beside it")]
    [InlineData("cameras:\n  - {name: a, source: /a, transport: ucp}\n", "facerec.yaml:2:38: cameras[0].transport: `ucp` is not one of: tcp, udp; did you mean tcp?")]
    [InlineData("cameras:\n  - {name: a, source: /a, min_similarity: -0.5}\n", "facerec.yaml:2:43: cameras[0].min_similarity: -0.5 is out of range; allowed: 0 to 1")]
    [InlineData("backends:\n  - {threshold: -0.1}\n", "facerec.yaml:2:17: backends[0].threshold: -0.1 is out of range; allowed: 0 to 1")]
    [InlineData("backends:\n  - {kind: tpu}\n", "facerec.yaml:2:12: backends[0].kind: `tpu` is not one of: onnx")]
    [InlineData("backends: []\n", "facerec.yaml:1:11: backends: the list is empty")]
    [InlineData("backend: npu\n", "facerec.yaml:1:10: backend: no backend is named `npu`; there is: cpu")]
    [InlineData("backends:\n  - {detector_size: 333}\n", "facerec.yaml:2:21: backends[0].detector_size: not a multiple of 32; take 320")]
    [InlineData("commands:\n  allow: [[a]]\n", "facerec.yaml:2:10: commands.allow: this is a list of words")]
    [InlineData("commands:\n  allow: [all, ping]\n", "facerec.yaml:2:10: commands.allow: all or none stands alone")]
    [InlineData("commands:\n  allow: [Ping, ping]\n", "facerec.yaml:2:10: commands.allow: `Ping` is no command; did you mean ping?")]
    [InlineData("commands:\n  allow: [ping, pnig]\n", "facerec.yaml:2:10: commands.allow: `pnig` is no command; did you mean ping?")]
    [InlineData("commands:\n  allow: people/lst\n", "facerec.yaml:2:10: commands.allow: `people/lst` is no command; did you mean people/list?")]
    [InlineData("commands:\n  allow: [everything]\n", "facerec.yaml:2:10: commands.allow: `everything` is no command; there is: enroll, learn, people/list")]
    [InlineData("just words\n", "facerec.yaml:1:1: the file does not begin with keys; write lines such as `mqtt:`")]
    [InlineData("mqtt:\n\tport: 1\n", "facerec.yaml:2:1: a tab indents this line; indent with spaces")]
    [InlineData("mqtt:\n  port: 1\n bad: 2\n", "facerec.yaml:3:2: this is not valid YAML; look at the indentation")]
    [InlineData("mqtt: &a {}\n", "facerec.yaml:1:7: anchors (&) and aliases (*) are not used here")]
    [InlineData("mqtt:\n  password: *star\n", "facerec.yaml:2:13: anchors (&) and aliases (*) are not used here")]
    [InlineData("mqtt: !!map {}\n", "facerec.yaml:1:7: tags (!) are not used here")]
    [InlineData("mqtt: {}\n---\nlog: {}\n", "facerec.yaml:2:1: a second document begins; one file holds one document")]
    [InlineData("? [a]\n: b\n", "facerec.yaml:1:1: a key is not a word")]
    public void Mistake_is_told_with_file_line_and_hint(string yaml, string expected) =>
        Assert.StartsWith(expected, Parsed.OnlyProblem(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("all")]
    [InlineData("none")]
    [InlineData("[ping, people/list]")]
    [InlineData("[people, backend]")]
    public void Commands_may_be_named_alone_or_by_what_they_begin_with(string words) => Parsed.Good($"commands:\n  allow: {words}\n");

    [Fact]
    public void All_mistakes_are_told_at_once_in_the_order_of_the_file()
    {
        var problems = Parsed.Text("mqtt:\n  port: x\n  hots: y\nlog:\n  level: z\ncameras:\n  - name: a\n").Problems;
        Assert.Equal([2, 3, 5, 7], problems.Select(problem => problem.Position.Line));
    }

    [Fact]
    public void Text_that_is_not_UTF8_is_told_with_its_line()
    {
        var problem = Assert.Single(Parsed.Bytes([.. "node:\n  name: "u8, 0xE4, .. "\n"u8]).Problems);
        Assert.Equal("facerec.yaml:2:9: this is not UTF-8 text; save the file as UTF-8", problem.ToString());
    }

    [Fact]
    public void Binary_and_huge_files_are_refused()
    {
        Assert.Contains("not a text file", Assert.Single(Parsed.Bytes([.. "a: "u8, 0]).Problems).Message, StringComparison.Ordinal);
        Assert.Contains("larger than 256 KiB", Assert.Single(Parsed.Bytes(new byte[(256 * 1024) + 1]).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_ends_in_one_problem()
    {
        var yaml = "a: " + string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Contains("nested too deep", Parsed.OnlyProblem(yaml), StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_mistakes_are_counted_and_the_first_are_listed()
    {
        var problems = Parsed.Text(string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: {i}\n"))).Problems;
        Assert.Equal(51, problems.Count);
        Assert.Equal("facerec.yaml: 4950 more mistakes; is this the right file?", problems[^1].ToString());
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("{a: ")]
    [InlineData("a ")]
    [InlineData("a\n")]
    [InlineData("\"")]
    [InlineData("a: b\n")]
    [InlineData("- a\n")]
    [InlineData(": ")]
    [InlineData("[],")]
    [InlineData("#")]
    [InlineData("\n ")]
    [InlineData("--- a\n")]
    [InlineData("|\n x\n")]
    public void Largest_file_of_anything_is_read_or_refused_in_seconds(string piece)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Parsed.Text(string.Concat(Enumerable.Repeat(piece, (256 * 1024) / piece.Length)));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Missing_file_is_a_problem_and_no_exception()
    {
        var result = FaceRecMqtt.Node.Configuration.ConfigurationFile.Load("/nowhere/facerec.yaml");
        Assert.Equal("/nowhere/facerec.yaml: there is no such file", Assert.Single(result.Problems).ToString());
    }
}
