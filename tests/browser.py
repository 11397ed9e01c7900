"""Runs the journeys that need a real browser, or says in one sentence why it does not."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    if not chromium():
        sys.stdout.write("Chromium is absent, so the journeys in a browser are left out.\n")
        return 0
    return subprocess.run([sys.executable, "-m", "pytest", "-m", "browser"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
