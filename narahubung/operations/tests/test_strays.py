"""What no row names is swept, once it is a day old; what a row names never is."""

import io
import os
import time

import pytest

from narahubung.complaints.models import Attachment
from narahubung.complaints.tests.test_papers import photo
from narahubung.documents import clean
from narahubung.operations.strays import A_DAY, sweep


@pytest.fixture
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def aged(path):
    long_ago = time.time() - A_DAY - 60
    os.utime(path, (long_ago, long_ago))
    return path


def stray(shelf, name):
    path = shelf / "complaints" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half a photo")
    return path


def test_an_old_stray_is_swept_and_a_new_one_waits(db, shelf):
    old, new = aged(stray(shelf, "old")), stray(shelf, "new")
    assert sweep() == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_what_a_row_names_stays(world, shelf):
    world.submit(files=[clean(io.BytesIO(photo()), "loket.jpg")])
    kept = [path for path in shelf.rglob("*") if path.is_file()]
    assert len(kept) == 2  # the copy that is shown, and the sealed original
    for path in kept:
        aged(path)
    assert sweep() == 0
    paper = Attachment.objects.get()
    assert paper.cleaned.read()
    assert paper.unsealed_original() == photo()
