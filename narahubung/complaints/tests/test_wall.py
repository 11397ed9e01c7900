"""The wall: whom a complaint is about neither sees nor settles it, and hears nothing of it."""

import io

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment, Role, User
from narahubung.accounts.tests.ways_in import enter, enter_confirmed
from narahubung.complaints import papers
from narahubung.complaints.identity import Identity
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.models import Attachment, Complaint, Event, ReportedParty
from narahubung.complaints.tests.test_papers import photo
from narahubung.complaints.viewers import viewers
from narahubung.complaints.wall import judge_of
from narahubung.directory.models import Agency, OmbudsmanOffice, Region
from narahubung.documents import CleanFile, clean
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import Message
from narahubung.operations.world import SINCE, World


@pytest.mark.parametrize(
    ("place", "is_head", "judge"),
    [
        ("puskesmas-kuaro", False, "dinkes"),
        ("puskesmas-kuaro", True, "inspektorat"),
        ("dinkes", False, "inspektorat"),
        ("dinkes", True, "inspektorat"),
        ("inspektorat", False, None),
        ("kutai-raya", False, None),
        ("kutai-raya", True, None),
    ],
)
def test_it_goes_one_level_up(world, place, is_head, judge):
    assert judge_of(world.place(place), is_head) == (judge and world.place(judge))


def test_a_part_of_an_agency_without_a_government_is_judged_by_that_agency(world):
    police = world.found("polres", "Polres", Agency.Kind.POLICE, None)
    traffic = world.found("satlantas", "Satlantas", Agency.Kind.TECHNICAL_UNIT, "polres")
    assert judge_of(traffic, is_head=False) == police
    assert judge_of(police, is_head=False) is None


def about(world, place, is_head=False, **details):
    judge = judge_of(world.place(place), is_head)
    return world.submit(
        agency=judge or world.place(place),
        reported=world.place(place),
        about_head=is_head,
        **details,
    )


@pytest.mark.parametrize(
    ("place", "is_head", "seen_by"),
    [
        ("puskesmas-kuaro", False, "rina hana wati agus sari"),
        ("puskesmas-kuaro", True, "wati agus sari"),
        ("dinkes", False, "wati agus sari"),
        ("inspektorat", False, "agus sari"),
    ],
)
def test_who_sees_a_complaint_about_officers(world, place, is_head, seen_by):
    about(world, place, is_head)
    people = ("rina", "hana", "budi", "tono", "dewi", "wati", "agus", "adi", "sari")
    seeing = [p for p in people if Complaint.objects.visible_to(getattr(world, p)).exists()]
    assert seeing == seen_by.split()
    knowing = [p for p in people if Identity.objects.visible_to(getattr(world, p)).exists()]
    assert set(knowing) <= set(seeing)


def test_an_officer_with_an_office_elsewhere_does_not_see_it_there_either(world):
    """Budi of the clinic also manages complaints at the health office."""
    world.appoint("budi-dinkes", "Budi Santoso", Role.MANAGER, "dinkes")
    second = Appointment.objects.get(user__email__startswith="budi-dinkes")
    second.user = world.budi.user
    second.save()
    both = Officer(world.budi.user, second, offices=(second, world.budi.appointment))
    about(world, "puskesmas-kuaro")
    assert not Complaint.objects.visible_to(both).exists()
    assert world.budi.user.name not in {viewer.name for viewer in viewers(world.queue)}


def test_handing_up_in_mid_case_closes_every_door_at_once(world, client):
    world.dispose()
    world.queue.take("accept", by=world.budi)
    budi, page = enter(world.budi), world.queue.get_absolute_url()
    pulse = reverse("complaints:pulse", args=[world.queue.reference])
    assert (budi.get(page).status_code, budi.get(pulse).status_code) == (200, 204)
    dispatch_next()
    assert Message.objects.visible_to(world.budi).exists()

    world.queue.take(
        "hand_up", by=world.rina, about=world.place("puskesmas-kuaro"), note="Petugas."
    )
    assert (world.queue.agency, world.queue.unit) == (world.place("dinkes"), None)
    assert (budi.get(page).status_code, budi.get(pulse).status_code) == (404, 404)
    answer = reverse("complaints:move", args=[world.queue.reference, "answer"])
    assert budi.post(answer, {"text": "Sudah."}).status_code == 404
    with pytest.raises(Complaint.DoesNotExist):
        world.queue.say("Sudah.", by=world.budi)
    assert not Event.objects.visible_to(world.budi).exists()
    assert not Message.objects.visible_to(world.budi).exists()
    assert world.queue.reference not in budi.get(reverse("notify:notices")).content.decode()


def test_a_name_stands_behind_the_wall_with_its_file(world):
    """Rina of the office that judges is named beside the clinic: her office alone opens nothing to her."""
    for shield, question in (("open", "visible_to"), ("secret", "openable_by")):
        world.submit(shield=shield)
        may = getattr(Identity.objects, question)
        assert may(world.rina).filter(complaint=world.queue).exists()
        world.queue.take(
            "hand_up",
            by=world.hana,
            about=world.place("puskesmas-kuaro"),
            officer=world.rina.user,
            note="Menyangkut pengelola.",
        )
        assert world.queue.agency == world.place("dinkes")
        assert not may(world.rina).filter(complaint=world.queue).exists()
    known = Identity.objects.visible_to(world.rina)
    assert not known.known_by(world.sari_person.phone).exists()


def offered(world):
    world.submit()
    world.queue.take("verify", by=world.rina)
    pass_on(world)


def pass_on(world):
    reason = world.term("pass_on_reason", "other_agency")
    there = world.place("disdukcapil")
    world.queue.take("pass_on", by=world.rina, to_agency=there, reason=reason)


# By which step a file goes elsewhere, what went before, and whose pages close with it.
GOES_ELSEWHERE = {
    "give_back": (World.dispose, lambda w: w.queue.take("give_back", by=w.budi), "budi"),
    "pass_on": (World.dispose, pass_on, "budi"),
    "take_over": (offered, lambda w: w.queue.take("take_over", by=w.dewi), "rina"),
    "decline": (offered, lambda w: w.queue.take("decline", by=w.dewi), "dewi"),
}


@pytest.mark.parametrize("step", GOES_ELSEWHERE)
def test_a_file_that_goes_elsewhere_closes_the_open_pages_at_once(world, step):
    before, goes, name = GOES_ELSEWHERE[step]
    before(world)
    person = getattr(world, name)
    client, page = enter(person), world.queue.get_absolute_url()
    pulse = reverse("complaints:pulse", args=[world.queue.reference])
    assert f'src="{pulse}"' in client.get(page).content.decode()
    assert client.get(pulse).status_code == 204
    assert Event.objects.visible_to(person).exists()

    goes(world)

    assert (client.get(page).status_code, client.get(pulse).status_code) == (404, 404)
    say = reverse("complaints:say", args=[world.queue.reference])
    assert client.post(say, {"text": "Masih terbuka?", "side": "both"}).status_code == 404
    for model in (Event, Identity, papers.Attachment, papers.Message):
        assert not model.objects.visible_to(person).exists()


def pages_of(world, client):
    """Yield each page on which a file, a paper of it or the name behind it can stand open."""
    file, paper = world.queue, world.queue.attachments.get()
    yield client.get(file.get_absolute_url())
    yield client.get(reverse("complaints:move", args=[file.reference, "pass_on"]))
    yield client.get(reverse("complaints:reclassify", args=[file.reference]))
    yield client.get(reverse("complaints:trail", args=[paper.key]))
    yield client.get(reverse("complaints:original", args=[paper.key]))
    yield client.get(reverse("complaints:identity", args=[file.reference]))
    told = {"reason": "Pemeriksaan membutuhkan saksi."}
    yield client.post(reverse("complaints:identity", args=[file.reference]), told)


def test_every_page_of_a_file_asks_whether_it_may_stay_open(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = CleanFile("foto.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF asli")
    world.submit(shield="secret", files=[paper])
    world.dispose()
    pulse = reverse("complaints:pulse", args=[world.queue.reference])
    seen = list(pages_of(world, enter_confirmed(world.rina)))
    assert world.sari_person.name in seen[-1].content.decode()
    for page in seen:
        assert page.status_code == 200
        assert f'<still-open src="{pulse}">' in page.content.decode()
        assert "still-open.js" in page.content.decode()


def test_what_waited_to_be_sent_is_taken_back(world):
    world.dispose()
    dispatch_next()
    mail.outbox.clear()
    world.queue.take(
        "hand_up", by=world.rina, about=world.place("puskesmas-kuaro"), note="Petugas."
    )
    dispatch_next()
    deliver_due()
    assert world.budi.user.email not in {to for sent in mail.outbox for to in sent.to}


def test_nobody_whom_it_is_about_is_told(world):
    about(world, "puskesmas-kuaro", is_head=True)
    world.queue.take("verify", by=world.wati)
    world.queue.say("Kami mulai memeriksa.", by=world.wati)
    dispatch_next()
    told = set(Message.objects.exclude(user=None).values_list("user__name", flat=True))
    assert told == {world.wati.user.name}


def test_the_inspectorate_settles_what_is_given_to_it(world):
    about(world, "puskesmas-kuaro", is_head=True)
    file, wati, home = world.queue, world.wati, world.place("inspektorat")
    file.take("verify", by=wati)
    supervisory = world.term("classification", "complaint_supervisory")
    health = world.term("category", "health")
    file.take("dispose", by=wati, unit=home, classification=supervisory, category=health)
    file.take("accept", by=wati)
    file.take("examine", by=wati)
    file.take("decide", by=wati, note="Kepala puskesmas ditegur tertulis.")
    remedy = world.term("remedy", "full")
    file.take("answer", by=wati, kind=remedy, text="Selesai.", signatory="Wati Kusuma")
    file.take("close", by=wati, note="Pelapor menerima.")
    assert file.stage == Stage.CLOSED


def test_the_papers_of_an_inquiry_are_not_for_the_complainant(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    about(world, "puskesmas-kuaro", is_head=True)
    file, wati, home = world.queue, world.wati, world.place("inspektorat")
    file.take("verify", by=wati)
    supervisory = world.term("classification", "complaint_supervisory")
    health = world.term("category", "health")
    file.take("dispose", by=wati, unit=home, classification=supervisory, category=health)
    file.take("accept", by=wati)
    file.take("examine", by=wati, files=[clean(io.BytesIO(photo()), "surat-tugas.jpg")])
    file.take("decide", by=wati, note="Ditegur.", files=[clean(io.BytesIO(photo()), "saksi.jpg")])
    assert Attachment.objects.visible_to(wati).count() == 2
    assert not Attachment.objects.visible_to(world.sari).exists()


def test_in_the_files_of_others_an_inspectorate_only_looks_on_and_raises_the_wall(world):
    world.dispose()
    assert {move.name for move in world.queue.moves_for(world.wati)} == {"hand_up"}
    world.queue.take("accept", by=world.budi)
    assert {move.name for move in world.queue.moves_for(world.wati)} == {"hand_up"}


@pytest.mark.parametrize("unit", ["puskesmas-kuaro"])
def test_it_cannot_be_given_to_those_whom_it_is_about(world, unit):
    about(world, "puskesmas-kuaro")
    world.queue.take("verify", by=world.rina)
    ordinary = world.term("classification", "complaint_ordinary")
    health = world.term("category", "health")
    with pytest.raises(PermissionDenied):
        world.queue.take(
            "dispose",
            by=world.rina,
            unit=world.place(unit),
            classification=ordinary,
            category=health,
        )
    world.queue.refresh_from_db()
    assert world.queue.stage == Stage.VERIFYING


def test_a_supervisory_complaint_names_whom_it_is_about_before_it_leaves_the_desk(world):
    world.submit()
    world.queue.take("verify", by=world.rina)
    terms = {
        "classification": world.term("classification", "complaint_supervisory"),
        "category": world.term("category", "health"),
    }
    kuaro, senaken = world.place("puskesmas-kuaro"), world.place("puskesmas-senaken")
    with pytest.raises(PermissionDenied):
        world.queue.take("dispose", by=world.rina, unit=kuaro, **terms)
    page = reverse("complaints:move", args=[world.queue.reference, "dispose"])
    keys = {name: term.pk for name, term in terms.items()}
    refused = enter(world.rina).post(page, {"unit": kuaro.pk, "about": kuaro.pk, **keys})
    assert refused.status_code == 422
    assert "unit" in refused.context["form"].errors
    world.queue.refresh_from_db()
    world.queue.take("dispose", by=world.rina, unit=kuaro, about=senaken, **terms)
    assert not Complaint.objects.visible_to(world.tono).exists()
    assert Complaint.objects.visible_to(world.budi).exists()


def test_a_file_at_the_unit_does_not_become_supervisory_behind_the_wall(world):
    world.dispose()
    supervisory = world.term("classification", "complaint_supervisory")
    with pytest.raises(PermissionDenied):
        world.queue.reclassify(by=world.rina, classification=supervisory)
    page = reverse("complaints:reclassify", args=[world.queue.reference])
    told = {"title": "A", "classification": supervisory.pk, "category": world.queue.category_id}
    assert enter(world.rina).post(page, told).status_code == 422


def test_one_officer_alone_can_be_kept_out(world):
    """Rina's own conduct is complained of; Hana, who heads the same office, may be, too, so both are out."""
    world.submit()
    world.queue.take(
        "hand_up",
        by=world.hana,
        about=world.place("dinkes"),
        officer=world.rina.user,
        note="Menyangkut pengelola.",
    )
    assert world.queue.agency == world.place("inspektorat")
    for name in ("rina", "hana"):
        assert not Complaint.objects.visible_to(getattr(world, name)).exists()
    assert ReportedParty.objects.get().user == world.rina.user


@pytest.fixture
def eka(world):
    """Eka takes in reports at the Ombudsman's office of the province."""
    office = OmbudsmanOffice.objects.create(code="BPN", name="Ombudsman Kaltim", seat="Balikpapan")
    office.provinces.add(Region.objects.get(code="64"))
    user = User.objects.create_user("eka@ombudsman.example", name="Eka Damayanti")
    letter = {"decree_number": "1/2025", "decree_date": SINCE, "starts_on": SINCE}
    return Officer(
        user, Appointment.objects.create(user=user, role=Role.INTAKE, office=office, **letter)
    )


def test_where_nobody_inside_is_left_the_ombudsman_has_it(world, eka):
    about(world, "inspektorat")
    assert world.queue.stage == Stage.ESCALATED
    assert Complaint.objects.visible_to(eka).exists()
    assert "Eka Damayanti" in {viewer.name for viewer in viewers(world.queue)}
    assert not Identity.objects.visible_to(eka).exists()
    dispatch_next()
    told = Message.objects.exclude(user=None).values_list("user__name", flat=True)
    assert set(told) == {"Eka Damayanti"}
    client = enter(eka)
    listed = client.get(reverse("complaints:list")).content.decode()
    assert world.queue.reference in listed
    say = reverse("complaints:say", args=[world.queue.reference])
    told = client.post(say, {"text": "Kami telah menerimanya.", "side": "both"})
    assert told.status_code == 302
    assert world.queue.messages.get().author.startswith("Eka")


def test_an_office_of_another_province_sees_nothing_of_it(world, eka):
    office = OmbudsmanOffice.objects.create(code="BJM", name="Ombudsman Kalsel", seat="Banjarmasin")
    Appointment.objects.filter(user=eka.user).update(office=office)
    other = Officer(eka.user, Appointment.objects.get(user=eka.user))
    about(world, "inspektorat")
    assert not Complaint.objects.visible_to(other).exists()


def test_a_pulse_keeps_nobody_signed_in(world, time_machine):
    time_machine.move_to("2026-11-20 09:00+08:00")
    world.dispose()
    client = enter(world.budi)
    client.get(world.queue.get_absolute_url())
    pulse = reverse("complaints:pulse", args=[world.queue.reference])
    for minute in ("10", "20", "29"):
        time_machine.move_to(f"2026-11-20 09:{minute}+08:00")
        assert client.get(pulse, headers={"x-pulse": "1"}).status_code == 204
    time_machine.move_to("2026-11-20 09:31+08:00")
    assert client.get(pulse, headers={"x-pulse": "1"}).status_code == 302
