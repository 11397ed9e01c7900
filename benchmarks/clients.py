"""Closed-loop clients: each keeps one connection open, and asks again as soon as it was answered."""

import http.client
import threading
import time
from dataclasses import dataclass, field

HOST = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Load:
    """What came of it: how long each request took, and how long all together."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def __add__(self, other):
        return Load(self.times + other.times, self.seconds + other.seconds)


class Refused(Exception):
    """The server answered otherwise than a measured request must be answered."""


class Client:
    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def ask(self, method, path, body=None, headers=None, expect=200):
        """Return seconds, headers and body of one answer."""
        start = time.perf_counter()
        self.connection.request(method, path, body, headers or {})
        answer = self.connection.getresponse()
        read = answer.read()
        seconds = time.perf_counter() - start
        if answer.status != expect:
            raise Refused(f"{method} {path}: {answer.status}, not {expect}")
        return seconds, answer.headers, read

    def close(self):
        self.connection.close()


def press(port: int, number: int, seconds: float, requests) -> Load:
    """Let `number` clients send from their own iterator of requests for so many seconds."""
    load, faults = Load(), []
    until = time.perf_counter() + seconds

    def work(own):
        client, times = Client(port), []
        try:
            for request in own:
                times.append(client.ask(*request)[0])
                if time.perf_counter() >= until:
                    break
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            client.close()
            load.times.extend(times)

    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(requests(n),)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - start
    if faults:
        raise faults[0]
    return load
