"""The same evidence under two instruments, and no guess about what the first did not ask."""

from decimal import Decimal

import pytest

from narahubung.assessment.reading import mapping, mappings, on_file, scheme_on_file
from narahubung.assessment.scoring import Answer
from narahubung.assessment.shadow import side_by_side


def test_every_mapping_leads_from_known_items_to_known_items():
    for one in mappings():
        first, second = scheme_on_file(one.first), scheme_on_file(one.second)
        for pair in one.pairs:
            assert pair.to in second.indicators
            assert pair.by and set(pair.by) <= set(first.indicators)
        assert len({pair.to for pair in one.pairs}) == len(one.pairs)
        assert one.confidence == "proposal"


@pytest.fixture
def shadow():
    first = scheme_on_file("2022-2024")

    def of(**values):
        given = [Answer(code, value, (f"{code}.pdf",)) for code, value in values.items()]
        second = scheme_on_file("2025")
        return side_by_side(mapping("2022-2024", "2025"), first, second, given, "dinkes")

    return of


def test_an_item_is_carried_by_its_share_of_the_way_and_keeps_its_evidence(shadow):
    found = shadow(**{"sarana-ruang": 3, "spm-capaian": 60})
    assert found.carried == ("proses-sarana", "output-spm")
    leaf = found.second.find("proses-sarana")
    assert (leaf.value, leaf.answers[0].evidence) == (3, ("sarana-ruang.pdf",))
    assert found.second.find("output-spm").value == 60


def test_several_items_are_carried_as_their_mean(shadow):
    found = shadow(**{"kompetensi-standar": 4, "kompetensi-tugas": 1})
    assert found.second.find("input-pengetahuan").value == Decimal("2.5")


def test_what_the_first_did_not_ask_stays_without_answer(shadow):
    found = shadow(**{"sarana-ruang": 4})
    assert {"kepercayaan-survei", "kepatuhan-produk"} <= set(found.bare)
    assert found.second.find("kepercayaan").exact is None
    assert len(found.carried) + len(found.bare) == len(scheme_on_file("2025").indicators)


def test_nobody_has_written_a_way_back():
    assert mapping("2025", "2022-2024") is None
    assert {"2022-2024", "2025"} <= set(on_file())
