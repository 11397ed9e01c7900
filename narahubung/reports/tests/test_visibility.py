"""Who sees a report, who knows the reporter, and from whom a file is closed."""

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.accounts.actors import Complainant, Reporter, Stranger, System
from narahubung.accounts.models import Role
from narahubung.operations.ombudsman import MURNI, TO_EXAMINATION, TO_PLENARY
from narahubung.reports.models import Attachment, Event, Identity, Message, Report

# fmt: off
SEEN = (
    # who       at the desk  examined by Bayu  on its way to Mira
    ("eka",     True,        True,             True),
    ("sinta",   True,        True,             True),
    ("bayu",    False,       True,             False),
    ("yoga",    False,       False,            False),
    ("mira",    False,       False,            True),
    ("joko",    True,        True,             True),
    ("laras",   True,        True,             True),
)
# fmt: on


@pytest.mark.parametrize(("name", "early", "examined", "transferred"), SEEN)
def test_who_sees_a_report(office, name, early, examined, transferred):
    actor = getattr(office, name)

    def sees(report):
        return Report.objects.visible_to(actor).filter(pk=report.pk).exists()

    first, second, third = office.submit(), office.submit(), office.submit()
    office.go(TO_EXAMINATION, second)
    office.go("register transfer", third)
    assert [sees(first), sees(second), sees(third)] == [early, examined, transferred]


@pytest.mark.parametrize(
    "name", ["rina", "hana", "budi", "tono", "dewi", "wati", "agus", "nadia", "adi"]
)
def test_nobody_of_an_agency_sees_anything_of_it_yet(world, office, name):
    report = office.submit()
    office.go(TO_EXAMINATION)
    report.say("Catatan", by=office.bayu)
    for model in (Report, Event, Message, Attachment, Identity):
        assert not model.objects.visible_to(getattr(world, name)).exists()
    assert not Report.objects.visible_to(Stranger()).exists()
    assert not Report.objects.visible_to(Complainant(report.pk)).exists()


def test_the_reporter_sees_their_own_file_without_what_is_between_officers(office):
    mine, other = office.submit(), office.submit()
    mine.say("Untuk pelapor", by=office.eka)
    mine.say("Antara kita", by=office.eka, side="internal")
    murni = Reporter(mine.pk)
    assert list(Report.objects.visible_to(murni)) == [mine]
    assert [m.text for m in Message.objects.visible_to(murni)] == ["Untuk pelapor"]
    assert {e.kind for e in Event.objects.visible_to(murni)} == {"received"}
    assert Identity.objects.visible_to(murni).get().person() == MURNI
    assert other.pk != mine.pk


def test_an_open_name_is_known_at_the_ombudsman_and_a_secret_one_on_no_page(office):
    report, hidden = office.submit(), office.submit(secret_identity=True)
    assert Identity.objects.visible_to(office.eka).get().report == report
    assert Identity.objects.openable_by(office.eka).get().report == hidden
    assert not Identity.objects.openable_by(office.yoga).exists()


def test_opening_a_secret_name_leaves_a_trace(office, world):
    report = office.submit(secret_identity=True)
    assert report.open_identity(office.eka, "Alamatnya harus dicocokkan.") == MURNI
    event = report.events.last()
    assert (event.kind, event.actor, event.public) == ("identity_opened", office.eka.user, True)
    for stranger in (office.mira, world.rina):
        with pytest.raises((PermissionDenied, Report.DoesNotExist)):
            report.open_identity(stranger, "Ingin tahu saja.")


def test_the_person_lies_sealed(office):
    report = office.submit()
    row = report.identity
    sealed = bytes(row.sealed)
    for word in ("Murni", "6469014107800002", "Pedagang", "Jalan Poros"):
        assert word.encode() not in sealed
    assert row.person() == MURNI
    assert Identity.objects.known_by("081255550202").get() == row


def test_who_declares_an_interest_loses_the_file_and_another_takes_it(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} examine")
    report.declare(office.bayu, has_conflict=True, note="Adik saya bekerja di sana.")
    assert report.examiner is None
    assert not Report.objects.visible_to(office.bayu).exists()
    assert report.holder == report.office
    with pytest.raises(PermissionDenied):
        report.assign(office.sinta, office.bayu.user)
    report.assign(office.sinta, office.yoga.user)
    assert Report.objects.visible_to(office.yoga).exists()


def test_an_examiner_does_nothing_before_the_declaration(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} examine")
    assert report.moves_for(office.bayu) == []
    office.go("declare")
    assert "ask_explanation" in [move.name for move in report.moves_for(office.bayu)]
    with pytest.raises(PermissionDenied):
        report.declare(office.bayu, has_conflict=False)


def test_who_stepped_aside_in_the_plenary_neither_examines_nor_sees_it(office):
    report = office.submit()
    office.go(TO_PLENARY)
    details = office.usual(report)["examine"]
    with pytest.raises(PermissionDenied):
        report.take("examine", by=office.sinta, recused=[office.bayu.user], **details)
    report.refresh_from_db()
    assert report.stage == "plenary"
    details = {**details, "examiner": office.yoga.user}
    report.take("examine", by=office.sinta, recused=[office.bayu.user, office.eka.user], **details)
    assert not Report.objects.visible_to(office.eka).exists()
    plenary = report.plenaries.get()
    assert (plenary.decision, plenary.chair) == ("examine", office.sinta.user)
    assert report.recusals.count() == 2


def test_nobody_moves_what_they_cannot_see(office):
    report = office.submit()
    with pytest.raises(Report.DoesNotExist):
        report.move("register", by=office.mira)


def test_the_house_itself_sees_all(office):
    office.submit()
    assert Report.objects.visible_to(System()).count() == 1
    assert System().role == Role.SYSTEM
