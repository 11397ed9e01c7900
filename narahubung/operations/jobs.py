"""What the worker does at night: backups and drills, if NARAHUBUNG_BACKUP_DIR names a folder, and the sweeping.

The first two are commands in a process of their own: they may take longer than the queue allows a job.
"""

import subprocess
import sys

from django.conf import settings

from narahubung.jobs import every
from narahubung.operations.strays import sweep


@every("30 1 * * *", "backup.daily")
def back_up():
    return begin("backup", "--daily") if settings.BACKUP_DIR else None


@every("30 3 * * 0", "backup.drill")
def rehearse():
    return begin("restore", "--drill") if settings.BACKUP_DIR else None


@every("50 2 * * *", "operations.sweep")
def sweep_strays():
    return sweep()


def begin(*command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "django", *command],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
