"""A gateway for text messages on this machine: it keeps what it is given, and answers as it is told."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Taker(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.server.delay)
        if self.server.status == 200:
            self.server.kept.append((self.path, json.loads(body)))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        """What comes in is kept and not printed."""


class GatewayServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taker)
        self.status, self.delay, self.kept = 200, 0, []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        port = self.server_address[1]
        return f"json://petugas:sandi-kenari@127.0.0.1:{port}/kirim/{{to}}?rto=0.5&cto=0.5"

    def handle_error(self, request, client_address):
        """The client may well hang up on a slow server; that is what a test is about."""

    def __exit__(self, *args):
        self.shutdown()
        super().__exit__(*args)
