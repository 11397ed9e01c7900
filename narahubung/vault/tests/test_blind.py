import pytest

from narahubung.vault import blind_index, normalise_email, normalise_phone


@pytest.mark.parametrize(
    "text, number",
    [
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("０８１２３４５６７８９０", "+6281234567890"),
        ("(021) 555-1234", "+62215551234"),
        ("12345", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_a_number_is_the_same_however_it_was_written(text, number):
    assert normalise_phone(text) == number


def test_an_address_is_the_same_however_it_was_written():
    assert normalise_email(" Sari@Example.ORG ") == "sari@example.org"


def test_the_same_value_is_found_again_and_nothing_else():
    assert blind_index("phone", "+6281234567890") == blind_index("phone", "+6281234567890")
    assert blind_index("phone", "+6281234567890") != blind_index("phone", "+6281234567891")
    assert blind_index("phone", "+6281234567890") != blind_index("name", "+6281234567890")
    assert len(blind_index("phone", "")) == 64


def test_a_fingerprint_needs_the_key_of_this_installation(tmp_path, settings):
    here = blind_index("phone", "+6281234567890")
    settings.VAULT_KEYS = tmp_path / "elsewhere"
    assert blind_index("phone", "+6281234567890") != here
