"""Frozen instruments: loaded once, never changed, and the same to the cent wherever they are taken."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from narahubung.assessment.drafts import Overtaken
from narahubung.assessment.instruments import NotFit
from narahubung.assessment.loading import BadFile, load_instruments
from narahubung.assessment.models import Draft, Instrument, InstrumentEvent, Version
from narahubung.assessment.reading import files, fingerprint, frozen_text, on_file, read
from narahubung.assessment.scoring import Answer, score_unit
from narahubung.assessment.writing import toml_of
from narahubung.journal import guards
from narahubung.journal.chain import first_fault

pytestmark = pytest.mark.django_db


def test_the_house_brings_its_instruments_and_loading_again_changes_nothing(instruments):
    assert set(instruments) == {"2021", "2022-2024", "2025", "skm", "eight-conditions", "kipp"}
    assert {version.number for version in instruments.values()} == {1}
    assert load_instruments() == []
    assert all(version.is_genuine() for version in Version.objects.all())


def test_a_changed_file_becomes_a_new_version_and_the_old_one_stays(instruments, tmp_path):
    before = instruments["2025"]
    text = toml_of(before.said).replace("lowest = 88", "lowest = 90")
    path = tmp_path / "opinion.toml"
    path.write_text(text.replace("highest = 87.99", "highest = 89.99"))
    (after,) = load_instruments([path])
    assert (after.number, after.code) == (2, "2025")
    old = Version.objects.get(pk=before.pk)
    assert (old.text, old.sha256) == (before.text, before.sha256)
    assert [band.lowest for band in after.scheme.bands][0] == 90


def test_a_new_year_is_one_file_without_code(instruments, tmp_path, sign_in, capsys):
    """Nothing but a file: it is loaded, shown, and scores from the command line."""
    said = {**on_file()["2025"], "code": "2027", "name_id": "Opini 2027"}
    said["dimension"] = [dict(part) for part in said["dimension"]]
    for part, weight in zip(said["dimension"], ("20", "20", "20", "20", "20"), strict=True):
        part["weight"] = weight
    path, answers = tmp_path / "2027.toml", tmp_path / "answers.csv"
    path.write_text(toml_of(said))
    answers.write_text("government,unit,indicator,value\nbaru,dinkes,output-spm,80\n")
    call_command("assessment", "load", path)
    assert "Opini 2027" in sign_in("eka").get("/assessment/").content.decode()
    assert sign_in("eka").get("/assessment/instruments/2027/1/").status_code == 200
    capsys.readouterr()
    call_command("assessment", "score", str(path), answers)
    assert '"score": "20.00"' in capsys.readouterr().out


def test_a_file_with_problems_is_not_loaded_and_nothing_else_either(db, tmp_path):
    good, bad = tmp_path / "a.toml", tmp_path / "b.toml"
    good.write_text(toml_of(on_file()["skm"]))
    bad.write_text(toml_of({**on_file()["kipp"], "kind": "exam"}))
    with pytest.raises(BadFile, match=r"b\.toml"):
        load_instruments([good, bad])
    assert not Instrument.objects.exists()


CHANGES = [
    "UPDATE assessment_version SET text = 'x'",
    "UPDATE assessment_version SET sha256 = 'x'",
    "UPDATE assessment_version SET number = 9",
    "DELETE FROM assessment_version",
]


@pytest.mark.parametrize("words", CHANGES)
def test_the_database_refuses_to_change_what_is_frozen(instruments, words):
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)


def test_the_guard_of_the_versions_stands(db):
    assert Version in guards.guarded_models()
    assert guards.missing(connection) == []


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem + path.parent.name)
def test_taken_out_and_in_again_it_is_the_same_to_the_last_sign(instruments, path):
    version = instruments[read(path.read_text())["code"]]
    again = read(toml_of(version.said))
    assert fingerprint(frozen_text(again)) == version.sha256
    values = [Answer(code, one.scale.highest) for code, one in version.scheme.indicators.items()]
    assert str(score_unit(version.scheme, values).points) == "100.00"


def test_each_freezing_is_an_entry_of_the_ledger(instruments, office):
    instrument = instruments["2025"].instrument
    (event,) = instrument.events.all()
    assert event.facts["sha256"] == instruments["2025"].sha256
    instrument.refresh_from_db()
    entries = instrument.events.order_by("seq")
    chain = (instrument.chain_length, instrument.chain_head)
    assert first_fault(instrument.subject, entries, *chain) == ""


# Drafts.


def test_a_draft_is_written_and_frozen_by_two_people(draft, office, newest, fresh):
    said = {**draft.said, "legal_basis": "Pedoman 2027"}
    draft.write(office.bayu, said, draft.revision, "head")
    version = draft.freeze(office.laras)
    assert (version.code, version.number, version.source) == ("2027", 1, "draft")
    assert newest("2027").said["legal_basis"] == "Pedoman 2027"
    assert fresh(draft).became == version
    kinds = [event.kind for event in version.instrument.events.order_by("seq")]
    assert kinds == ["draft_begun", "draft_changed", "frozen"]


@pytest.mark.parametrize("name", ["bayu", "sinta", "joko", "eka", "mira"])
def test_nobody_but_the_head_of_the_national_office_freezes(draft, office, name):
    with pytest.raises(PermissionDenied):
        draft.freeze(getattr(office, name))


def test_who_changed_it_last_does_not_freeze_it(draft, office):
    draft.write(office.laras, draft.said, draft.revision, "head")
    with pytest.raises(PermissionDenied):
        draft.freeze(office.laras)


def test_a_draft_with_a_problem_is_not_frozen(draft, office):
    draft.write(office.bayu, {**draft.said, "band": []}, draft.revision, "band")
    with pytest.raises(NotFit):
        draft.freeze(office.laras)
    assert not Version.objects.filter(instrument__code="2027").exists()


def test_a_draft_that_changes_nothing_is_not_frozen(instruments, office):
    same = instruments["kipp"]
    draft = Draft.objects.submit(by=office.bayu, version=same, code="kipp", name=same.name_id)
    with pytest.raises(PermissionDenied):
        draft.freeze(office.laras)


def test_of_two_who_write_at_once_the_second_is_told(draft, office):
    seen = draft.revision
    draft.write(office.bayu, draft.said, seen, "head")
    with pytest.raises(Overtaken):
        draft.write(office.yoga, draft.said, seen, "head")


def test_a_dropped_draft_is_neither_written_nor_frozen(draft, office):
    draft.drop(office.bayu)
    for deed in (
        lambda: draft.write(office.bayu, draft.said, draft.revision, "head"),
        lambda: draft.freeze(office.laras),
        lambda: draft.drop(office.bayu),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(
    "name, versions, drafts",
    [
        ("eka", True, True),
        ("bayu", True, True),
        ("sinta", True, True),
        ("mira", True, False),
        ("joko", True, True),
        ("laras", True, True),
        ("rina", False, False),
        ("hana", False, False),
        ("agus", False, False),
    ],
)
def test_who_sees_instruments_and_drafts(draft, office, world, name, versions, drafts):
    actor = getattr(office if name in office.people else world, name)
    assert Version.objects.visible_to(actor).exists() is versions
    assert Draft.objects.visible_to(actor).exists() is drafts
    seen = InstrumentEvent.objects.visible_to(actor)
    assert seen.filter(kind="frozen").exists() is versions
    assert not seen.filter(kind="draft_begun").exists()


def test_the_desk_of_intake_begins_no_draft(instruments, office):
    with pytest.raises(PermissionDenied):
        Draft.objects.submit(by=office.eka, version=instruments["2025"], code="2027", name="x")
