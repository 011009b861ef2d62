class Echo { void run() { HttpServer.create(new InetSocketAddress(8085), 0); } }
