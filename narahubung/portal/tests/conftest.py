"""A citizen in front of the pages: a browser without script, and a form that is filled like a person does."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape
from PIL import Image

STORY = "Loket tutup pukul sepuluh, padahal nomor antrean saya belum dipanggil."


def photo(name="loket.jpg"):
    body = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def words_in(response):
    return response.content.decode()


def hidden(response, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', words_in(response))
    return found[1]


class Citizen:
    """Somebody with a browser. `sleep` lets a few seconds pass, as they do while one writes."""

    def __init__(self, client, world, time_machine):
        self.client, self.world, self.time = client, world, time_machine

    def open_form(self):
        self.stamp = hidden(self.client.get("/lapor/"), "stamp")
        self.time.shift(20)
        return self.stamp

    def fill(self, **given):
        return {
            "stamp": getattr(self, "stamp", "") or self.open_form(),
            "text": STORY,
            "agency": self.world.place("dinkes").pk,
            "shield": "open",
            **given,
        }

    def preview(self, **given):
        return self.client.post("/lapor/", {"step": "preview", **self.fill(**given)})

    def send(self, **given):
        return self.client.post("/lapor/", {"step": "send", **self.fill(**given)})

    def complain(self, **given):
        """Go the whole way; return number and secret words as they stand on the receipt."""
        self.open_form()
        self.preview(**given)
        given.pop("files", None)
        assert self.send(**given).status_code == 303
        page = words_in(self.client.get("/lapor/tanda-terima/"))
        return re.findall(r'slip-word">([^<]+)<', page)

    def open_file(self, number, words):
        return self.client.post("/lacak/", {"number": number, "words": words})


@pytest.fixture
def citizen(client, world, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    time_machine.move_to("2026-11-16 09:00+08:00")
    return Citizen(client, world, time_machine)


def shows(response, text):
    return escape(text) in words_in(response)
