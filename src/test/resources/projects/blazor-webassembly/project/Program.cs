await WebAssemblyHostBuilder.CreateDefault(args).Build().RunAsync();
