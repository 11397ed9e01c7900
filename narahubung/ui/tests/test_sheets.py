from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from narahubung.ui.sheets import joined

CSS = Path(__file__).parents[1] / "static/ui/css"


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "narahubung.ui.sheets.OneSheetStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_the_joined_sheet_imports_nothing_and_keeps_its_layers():
    text = joined(CSS / "app.css")
    assert "@import" not in text
    assert text.startswith("@layer reset, tokens, base")
    assert text.count("{") == text.count("}")
    for path in CSS.rglob("*.css"):
        if path.name != "app.css":
            assert path.read_text() in text, path.name


def test_what_is_collected_is_one_sheet_with_a_name_of_its_own(collected):
    name = staticfiles_storage.stored_name("ui/css/app.css")
    assert name != "ui/css/app.css"
    for path in (collected / name, collected / "ui/css/app.css"):
        assert "@import" not in path.read_text()
    assert (collected / f"{name}.gz").exists()
