import pytest
from django.utils import translation
from django.utils.translation import trans_real

from narahubung.ui import catalogues


@pytest.fixture(scope="session", autouse=True)
def indonesian():
    """Compile what is in the tree, for compiled catalogues are never committed."""
    for folder in catalogues.app_folders():
        catalogues.compile_catalogue(folder)
    trans_real._translations.clear()


@pytest.fixture(autouse=True)
def in_indonesian():
    with translation.override("id"):
        yield
