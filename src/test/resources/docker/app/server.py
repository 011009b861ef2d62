"""Says its version; behaves as the variables say: BROKEN fails the health check, EXIT ends at once, LATE listens after so many seconds."""

import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class App(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/slow"):
            time.sleep(7)
        status = 500 if self.path == "/health" and os.environ.get("BROKEN") else 200
        body = f"version {os.environ['VERSION']} {os.environ.get('GREETING', '')}\n".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *arguments):
        pass


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if os.environ.get("EXIT"):
    print("cannot open the database", file=sys.stderr)
    sys.exit(int(os.environ["EXIT"]))
time.sleep(float(os.environ.get("LATE", "0")))
server = ThreadingHTTPServer(("0.0.0.0", 8000), App)
server.request_queue_size = 128
if os.environ.get("BROKEN"):
    print("the migration is missing", flush=True)
server.serve_forever()
