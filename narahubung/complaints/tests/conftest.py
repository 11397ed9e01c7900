"""A browser of each person of the world, signed in."""

from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image


@pytest.fixture(autouse=True)
def files_of_tests(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sign_in(world):
    def enter(name):
        user = world.people[name].user
        if not user.authenticator_set.exists():
            Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        client = Client()
        client.force_login(user)
        client.get("/notices/")
        return client

    return enter


@pytest.fixture
def photo():
    def take(name="loket.png"):
        body = BytesIO()
        Image.new("RGB", (8, 8), "navy").save(body, "PNG")
        return SimpleUploadedFile(name, body.getvalue(), "image/png")

    return take
