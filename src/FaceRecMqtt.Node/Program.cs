using FaceRecMqtt.Node.CommandLine;

ProcessRights.HideNewFiles();
return await FacerecProgram.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
