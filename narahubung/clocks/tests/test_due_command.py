import json

import pytest
from django.core.management import CommandError, call_command

from narahubung.clocks.models import Holiday, Rule

EXAMPLE = ("sp4n.verify", "2026-03-17", "--zone", "Asia/Makassar")


@pytest.fixture
def due(capsys):
    def asked(*words):
        call_command("due", *words)
        return capsys.readouterr().out

    return asked


def test_the_date_comes_first_and_then_the_sum(law, due):
    first, sentence = due(*EXAMPLE).splitlines()
    assert first == "2026-03-27"
    assert sentence.startswith("3 hari kerja sejak Selasa 17 Maret 2026; 18 sampai 24 Maret libur")


def test_the_same_in_english(law, due):
    assert (
        "18 to 24 March are Nyepi, Idul Fitri and collective leave; so until Friday 27 March, SP4N-LAPOR!"
        in due(*EXAMPLE, "--language", "en")
    )


def test_programs_get_every_part_of_the_sum(law, due):
    answer = json.loads(due(*EXAMPLE, "--json"))
    assert answer["date"] == "2026-03-27"
    assert answer["ends_at"] == "2026-03-27T23:59:59+08:00"
    assert answer["days_counted"] == ["2026-03-25", "2026-03-26", "2026-03-27"]
    assert [off["day"][-2:] for off in answer["days_off"]] == [
        "18",
        "19",
        "20",
        "21",
        "22",
        "23",
        "24",
    ]
    assert answer["confidence"] == "high"
    assert set(answer["sentence"]) == {"id", "en"}


def test_it_answers_before_anything_was_loaded(db, due):
    assert not Rule.objects.exists()
    assert due(*EXAMPLE).startswith("2026-03-27\n")


def test_it_counts_with_the_days_that_an_operator_entered(law, due):
    Holiday.objects.create(
        day="2026-03-26", kind="regional", region_code="64", name_id="Erau", name_en="Erau"
    )
    assert due(*EXAMPLE, "--region", "64.02").startswith("2026-03-30\n")
    assert due(*EXAMPLE, "--region", "61").startswith("2026-03-27\n")


def test_six_days_a_week(law, due):
    assert due("sp4n.verify", "2026-04-09", "--week", "6").startswith("2026-04-13\n")


@pytest.mark.parametrize(
    "words, sentence",
    [
        (("sp4n.verfy", "2026-03-17"), r"sp4n\.verify"),
        (("uu25.answer", "2026-03-17"), r"uu25\.respond"),
        (("sp4n.verify", "17 Maret"), "17 Maret"),
        (("sp4n.verify", "2026-02-30"), "2026-02-30"),
        (("uu25.respond", "9999-12-30"), "9999"),
        (("sp4n.verify", "2026-03-17", "--zone", "WITA"), "Asia/Makassar"),
        (("sp4n.verify", "2026-03-17", "--zone", "../etc"), "Asia/Makassar"),
        (("pdp.breach", "2020-03-17"), "2020-03-17"),
        (("sp4n.verify", "2045-03-17"), "2045"),
    ],
)
def test_a_wrong_question_gets_one_clear_sentence(law, due, words, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        due(*words)
    assert "\n" not in str(refused.value)
