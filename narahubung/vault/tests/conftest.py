import pytest


@pytest.fixture(autouse=True)
def key_folder(tmp_path, settings):
    settings.VAULT_KEYS = tmp_path / "secrets" / "vault"
    return settings.VAULT_KEYS
