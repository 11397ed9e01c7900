"""The site to which somebody flees who leaves quickly. It is another origin, and remembers what it was asked."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Weather(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(dict(self.headers))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Cuaca</title>Cerah")

    def log_message(self, *args):
        """The tests look at what was asked."""


@contextmanager
def weather_site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        server.asked = []
        server.url = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
