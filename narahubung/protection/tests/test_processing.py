import tomllib
from pathlib import Path

import pytest
from django.utils.translation import override

from narahubung.protection.processing import DATA, Incomplete, entry, register

RETENTION = DATA / "retention.toml"
WANTED = {
    *("complaints", "identity", "notices", "staff", "data_requests", "breaches", "abuse"),
    *("trainings", "mentorings"),
}


def test_every_kind_of_processing_says_all_that_the_law_wants():
    assert {row.code for row in register()} == WANTED
    for row in register():
        assert row.basis.startswith("UU 27/2022 Pasal 20")
        for language in ("id", "en"):
            with override(language):
                assert all(row.said().values())


@pytest.mark.parametrize("missing", ["purpose", "safeguards", "basis"])
def test_an_entry_that_lacks_something_is_refused(missing):
    row = {**vars(register()[0])}
    del row[missing]
    with pytest.raises(Incomplete, match=missing):
        entry(row)


def test_an_empty_sentence_is_no_safeguard():
    row = {**vars(register()[0]), "safeguards": {"id": "", "en": "x"}}
    with pytest.raises(Incomplete, match="both languages"):
        entry(row)


def test_what_is_named_of_retention_is_in_its_schedule():
    kinds = set(tomllib.loads(RETENTION.read_text(encoding="utf-8")))
    assert all(row.retention for row in register())
    assert {code for row in register() for code in row.retention} <= kinds


def test_everybody_reads_the_register_in_their_language(client, db):
    page = client.get("/privasi/pemrosesan/").content.decode()
    assert "Identitas pelapor" in page
    assert "UU 27/2022 Pasal 20" in page


def test_the_register_is_named_in_the_docs():
    assert "processing.toml" in (Path(__file__).parents[3] / "docs" / "dpia.md").read_text()
