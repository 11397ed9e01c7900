"""A small disk that can be filled, for those who may mount one."""

import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(path, megabytes):
    path.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a small disk, and not everywhere")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def fill(folder, leave=0):
    """Take all room on a disk but some bytes; return the file that takes it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 65_536):
                pass
        except OSError:
            pass
        if leave:
            file.truncate(max(file.tell() - leave, 0))
    return ballast
