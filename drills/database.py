"""The database of a drill, and how it is killed."""

import signal
import time

from drills.kernel import children, is_left, tell


class SQLite:
    """A file: it lives in the processes of the house, and dies with them."""

    def __init__(self, path):
        self.url = f"sqlite:///{path}"


class Postgres:
    """A server of its own, as durable as in service."""

    def __init__(self, server):
        self.server = server
        self.url = server.get_uri()

    def kill(self):
        """Kill the postmaster and all who work for it, at one stroke."""
        first = self.server.get_pid()
        everyone = [first, *children(first)]
        for pid in everyone:
            tell(pid, signal.SIGKILL)
        while any(is_left(pid) for pid in everyone):
            time.sleep(0.01)
        # Where nobody buries the dead, the next server would take the old one for alive.
        for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (self.server.pgdata / lock).unlink(missing_ok=True)

    def start(self):
        """Start it on the files that it left; it recovers what was committed."""
        self.server.ensure_postgres_running()
        if self.server.get_uri() != self.url:
            raise RuntimeError("the database came back under another address")
