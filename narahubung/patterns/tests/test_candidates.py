"""Who finds which files alike, and what nobody can learn from it."""

from datetime import timedelta

import pytest

from narahubung.accounts.actors import Stranger, System
from narahubung.clocks.calendar import today_in
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Region
from narahubung.operations.ombudsman import Ombudsman
from narahubung.patterns.candidates import alike, alike_for
from narahubung.patterns.following import count_words, follow_all
from narahubung.patterns.gists import question, question_of
from narahubung.patterns.models import Gist

ROAD = "Jalan Melati RT 03 berlubang besar di depan pasar, dua pengendara motor sudah jatuh."
AGAIN = "jln melati rt3 dpn psr bolong gede bgt, udh 2 org jatuh dr motor"
OTHER = "Obat hipertensi habis, pasien disuruh membeli di apotek luar."


@pytest.fixture
def road(world):
    file = world.submit(title="Jalan berlubang", text=ROAD)
    world.submit(title="Obat habis", text=OTHER)
    follow_all()
    return file


def asked(world, text=AGAIN, **fields):
    fields = {"agency": world.place("dinkes"), **fields}
    return question(text, today_in("Asia/Makassar"), **fields)


def found(world, name, **fields):
    actor = name if not isinstance(name, str) else getattr(world, name)
    return [c.file for c in alike_for(actor, asked(world, **fields)) if c.is_likely]


def test_the_same_matter_is_found_in_other_words_and_says_why(world, road):
    first, *_rest = alike_for(world.rina, asked(world))
    assert (first.kind, first.file) == ("complaint", road.pk)
    assert first.is_likely and {"same_street", "same_rt_rw", "same_agency"} <= set(first.signs)
    # The asker's own words, as they were written, the rarest first.
    assert {"melati", "bolong", "psr"} <= set(first.words)
    assert not set(first.words) - set(AGAIN.replace(",", " ").replace("rt3", "rt 3").split())


@pytest.mark.parametrize(
    "name, sees",
    [
        ("rina", True),
        ("hana", True),
        ("wati", True),
        ("budi", False),
        ("tono", False),
        ("dewi", False),
    ],
)
def test_nobody_finds_what_they_may_not_see(world, road, name, sees):
    assert found(world, name) == ([road.pk] if sees else [])


def test_a_stranger_finds_nothing(world, road):
    assert alike_for(Stranger(), asked(world)) == []


def test_whom_a_complaint_is_about_does_not_find_it(world):
    file = world.submit(
        text=ROAD,
        agency=world.place("inspektorat"),
        reported=world.place("dinkes"),
        about_head=True,
    )
    follow_all()
    assert found(world, "wati") == [file.pk]
    assert found(world, "rina") == found(world, "hana") == []


def test_hidden_files_change_neither_order_nor_score_nor_number(world, road):
    before = alike_for(world.rina, asked(world))
    for n in range(12):
        world.submit(agency=world.place("disdukcapil"), text=f"{ROAD} Bongkahan {n}.")
    follow_all()
    assert alike_for(world.rina, asked(world)) == before
    assert len(alike_for(System(), asked(world), 50)) == len(before) + 12


def test_reports_at_the_ombudsman_are_found_by_those_of_the_file_alone(world):
    ombudsman = Ombudsman(world)
    ombudsman.submit(text=ROAD, title="Jalan")
    follow_all()
    assert [c.kind for c in alike_for(ombudsman.eka, asked(world))] == ["report"]
    assert alike_for(ombudsman.mira, asked(world)) == alike_for(world.rina, asked(world)) == []


def test_a_file_is_not_its_own_like(world, road):
    twin = world.submit(title="Jalan berlubang", text=ROAD)
    follow_all()
    seen = alike_for(world.rina, question_of("complaint", twin))
    assert seen[0].file == road.pk and "same_text" in seen[0].signs
    assert twin.pk not in [c.file for c in seen]


def test_the_caller_may_narrow_what_is_searched(world, road):
    nothing = {"complaint": Complaint.objects.none()}
    assert alike(asked(world), nothing) == []
    only = {"complaint": Complaint.objects.filter(pk=road.pk)}
    assert [c.file for c in alike(asked(world), only)] == [road.pk]


def test_elsewhere_it_is_found_by_its_rare_words(world, road):
    assert found(world, "rina", agency=None, region="31.71") == [road.pk]


def test_a_year_later_only_the_same_text_is_found(world, road):
    Gist.objects.update(day=today_in("Asia/Makassar") - timedelta(days=400))
    assert found(world, "rina") == []
    (same,) = alike_for(world.rina, asked(world, ROAD))
    assert same.file == road.pk and {"same_text", "half_a_year"} <= set(same.signs)
    assert alike_for(world.rina, asked(world), days=500)[0].file == road.pk


def test_the_place_decides_between_two_of_the_same_words(world):
    here, there = (Region.objects.get(code=f"64.69.0{n}.2001") for n in (1, 2))
    files = [
        world.submit(text="Lampu jalan padam semua sejak Senin", region=r) for r in (there, here)
    ]
    follow_all()
    question_here = asked(world, "pju mati semua dari senin", region=here.code)
    ranked = [c.file for c in alike_for(world.rina, question_here)]
    assert ranked == [files[1].pk, files[0].pk]


@pytest.mark.parametrize("text", ["", "yang di ke", "\0", "\u200b" * 50, "a" * 1_000_000, "???"])
def test_what_says_nothing_finds_nothing(world, road, text):
    assert alike_for(world.rina, asked(world, text)) == []


def test_words_with_signs_of_the_engines_are_only_words(world, road):
    for text in ('lubang" OR *', "lubang:* & !pasar | (", "lubang'; --", "%s %(x)s lubang"):
        assert alike_for(world.rina, asked(world, text))[0].file == road.pk


def test_asking_costs_the_same_number_of_questions_whatever_is_there(
    world, road, django_assert_num_queries
):
    rina, what = world.rina, asked(world)
    count_words()
    assert rina.scope
    with django_assert_num_queries(5):
        alike_for(rina, what)
    for n in range(30):
        world.submit(text=f"{ROAD} Sudah {n} kali.")
    follow_all()
    with django_assert_num_queries(5):
        alike_for(rina, what)
