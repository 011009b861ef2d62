import http.server

http.server.HTTPServer(('0.0.0.0', 8090), http.server.SimpleHTTPRequestHandler).serve_forever()
