"""The price list of a coffee shop: a page at /, the prices at /prices, and at /health whether they can be read."""

import html
import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "8000"))


def prices():
    with open("prices.json", encoding="utf-8") as file:
        menu = json.load(file)
    for drink, price in menu["prices"].items():
        if not isinstance(price, (int, float)):
            raise ValueError(f"prices.json: '{drink}' has no price")
    return menu


def page(menu):
    rows = "".join(
        f"<tr><td>{html.escape(drink)}</td><td>{price:.2f}</td></tr>" for drink, price in menu["prices"].items()
    )
    return (
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Coffee</title>"
        f"<h1>Prices of {html.escape(menu['season'])}</h1><table>{rows}</table></html>"
    )


class Shop(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        try:
            menu = prices()
        except (ValueError, OSError) as error:
            print(error, file=sys.stderr, flush=True)
            self.answer(500, "text/plain", str(error))
            return
        if self.path == "/":
            self.answer(200, "text/html", page(menu))
        elif self.path in ("/prices", "/health"):
            self.answer(200, "application/json", json.dumps(menu))
        else:
            self.answer(404, "text/plain", "There is nothing here")

    def answer(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"The shop is open at port {PORT}", flush=True)
    ThreadingHTTPServer(("", PORT), Shop).serve_forever()


if __name__ == "__main__":
    main()
