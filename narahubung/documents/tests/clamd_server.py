"""A server that speaks as clamd speaks (`zINSTREAM`, `zPING`) and knows one virus: the test pattern."""

import socketserver
import struct
import threading
from contextlib import contextmanager

from narahubung.documents.tests.corpus import VIRUS_PATTERN


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        match self.command():
            case b"zPING":
                self.wfile.write(b"PONG\0")
            case b"zINSTREAM":
                self.server.seen.append(self.file())
                self.wfile.write(self.server.verdict(self.server.seen[-1]))

    def command(self):
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        return command[:-1]

    def file(self):
        body = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            body += self.rfile.read(length)
        return body


def verdict(body):
    return b"stream: Eicar-Test-Signature FOUND\0" if VIRUS_PATTERN in body else b"stream: OK\0"


@contextmanager
def running(settings, kind=socketserver.ThreadingTCPServer, address=("127.0.0.1", 0)):
    with kind(address, Clamd) as server:
        server.seen, server.verdict = [], verdict
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        tcp = isinstance(address, tuple)
        settings.CLAMD = f"tcp://127.0.0.1:{server.server_address[1]}" if tcp else str(address)
        yield server
        server.shutdown()
