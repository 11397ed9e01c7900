"""What the worker does so that nothing is lost, if NARAHUBUNG_BACKUP_DIR names a folder for it.

Each is a command in a process of its own: it may take longer than the queue allows a job.
"""

import subprocess
import sys

from django.conf import settings

from narahubung.jobs import every


@every("30 1 * * *", "backup.daily")
def back_up():
    return begin("backup", "--daily") if settings.BACKUP_DIR else None


@every("30 3 * * 0", "backup.drill")
def rehearse():
    return begin("restore", "--drill") if settings.BACKUP_DIR else None


def begin(*command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "django", *command],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
