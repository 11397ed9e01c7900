"""The pages of an office: focal points, card, history, decree and leave."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from narahubung.accounts.cards import folded, vcard
from narahubung.accounts.models import Appointment, DecreePaper, Role
from narahubung.accounts.tests.ways_in import enter, enter_confirmed
from narahubung.directory.models import OmbudsmanOffice
from narahubung.journal.chain import first_fault

R = Role


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def fitri(world):
    world.appoint("fitri", "Fitri, S.H.; M.Si", R.FOCAL_POINT, "dinkes")
    office = world.people["fitri"]
    office.office_phone, office.office_email = "0541-7001", "narahubung@dinkes.example"
    office.save()
    office.user.phone = "0812-9999-0000"
    office.user.save()
    return office


def examiner(world, province):
    office = OmbudsmanOffice.objects.create(code=f"X{province}", name=f"ORI {province}", seat="x")
    office.provinces.set(type(world.regency).objects.filter(code=province))
    user = world.appoint(f"eka-{province}", "Eka", R.NATIONAL_ADMIN, None)
    user.appointments.update(role=R.EXAMINER, office=office)
    world.people[f"eka-{province}"].refresh_from_db()
    return getattr(world, f"eka-{province}")


@pytest.mark.parametrize(
    "name, sees",
    [
        ("rina", True), ("budi", True), ("agus", True), ("wati", True), ("fitri", True),
        ("adi", True), ("dewi", False),
    ],
)  # fmt: skip
def test_who_opens_card_and_history(world, fitri, name, sees):
    client = enter(getattr(world, name))
    for path in (
        f"focal-points/{fitri.pk}/",
        f"focal-points/{fitri.pk}/card.vcf",
        "places/dinkes/",
    ):
        assert client.get(f"/accounts/{path}").status_code == (200 if sees else 404), path


def test_the_ombudsman_of_the_province_sees_it_and_another_does_not(world, fitri):
    type(world.regency).objects.get_or_create(code="61", defaults={"name": "Kalbar", "level": 1})
    for province, status in (("64", 200), ("61", 404)):
        client = enter(examiner(world, province))
        assert client.get(f"/accounts/focal-points/{fitri.pk}/").status_code == status
        assert client.get("/accounts/places/dinkes/").status_code == status
        listed = client.get("/accounts/focal-points/").content.decode()
        assert ("Fitri" in listed) == (status == 200)


def test_the_card_names_the_office_and_nothing_private(world, fitri):
    client = enter(world.rina)
    for path in ("", "card.vcf"):
        page = client.get(f"/accounts/focal-points/{fitri.pk}/{path}").content.decode()
        assert "0541-7001" in page and "narahubung@dinkes.example" in page
        assert "0812-9999-0000" not in page and fitri.user.email not in page


def test_a_vcard_cannot_be_broken_by_a_name(world, fitri):
    text = vcard(fitri)
    assert text.startswith("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Fitri\\, S.H.\\; M.Si\r\n")
    assert text.endswith("END:VCARD\r\n")
    fitri.user.name = "A\nTEL:1"
    assert "\r\nTEL:1" not in vcard(fitri)


def test_a_long_line_of_a_vcard_is_folded_and_reads_the_same():
    line = "ORG:" + "Dinas Pemberdayaan Masyarakat é " * 8
    lines = folded(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in lines)
    assert lines[0] + "".join(part[1:] for part in lines[1:]) == line


def test_the_page_of_an_agency_says_what_is_missing_and_who_answers(world, fitri):
    def page(slug="dinkes"):
        return enter(world.agus).get(f"/accounts/places/{slug}/").content.decode()

    assert "Belum ada wakil" in page()
    assert "Belum ada narahubung" in page("disdukcapil")
    Appointment.objects.filter(pk=fitri.pk).update(ends_on=timezone.localdate() - timedelta(1))
    assert "Belum ada narahubung" in page()
    context = enter(world.agus).get("/accounts/places/dinkes/").context
    assert [post.user.name for post in context["answering"]] == ["dr. Hana Prasetya"]


def test_the_history_names_each_holder_with_all_decrees(world, fitri):
    until = timezone.localdate() + timedelta(days=40)
    fitri.extend(world.adi, until, "800/77", date(2026, 11, 1), "Alasan pribadi.")
    fitri.end(world.adi, timezone.localdate(), "800/78", "Sakit berat.", "Catatan.")
    page = enter(world.rina).get("/accounts/places/dinkes/").content.decode()
    assert "800/77" in page and "800/78" in page and "Fitri" in page
    assert "Sakit berat" not in page and "Alasan pribadi" not in page
    assert "Hana" not in page.partition("history")[2]
    everybody = enter(world.rina).get("/accounts/places/dinkes/?role=all").content.decode()
    assert "Hana" in everybody.partition("history")[2]


def test_the_lists_cost_the_same_for_many(world, fitri, django_assert_max_num_queries):
    for n in range(30):
        world.appoint(f"orang-{n}", f"Orang {n}", R.FOCAL_POINT, "puskesmas-kuaro")
    client = enter(world.agus)
    with django_assert_max_num_queries(14):
        client.get("/accounts/focal-points/")
    with django_assert_max_num_queries(22):
        client.get("/accounts/places/puskesmas-kuaro/")


# The decree.


def scan():
    body = BytesIO()
    Image.new("RGB", (40, 40), "white").save(body, "PNG")
    return SimpleUploadedFile("SK narahubung.png", body.getvalue(), "image/png")


def record(client, office, **fields):
    return client.post(f"/accounts/people/appointments/{office.pk}/decree/", fields)


def test_scope_contact_and_scan_are_written_down(world, fitri):
    unit, health = world.place("puskesmas-kuaro"), world.term("substance", "health")
    fields = {"units": [unit.pk], "substances": [health.pk], "office_phone": "0541-1"}
    answer = record(enter(world.hana), fitri, **fields, scan=scan())
    assert answer.status_code == 302
    assert (list(fitri.units.all()), list(fitri.substances.all())) == ([unit], [health])
    event = fitri.user.events.get(kind="decree_recorded")
    paper = fitri.papers.get()
    assert event.facts["units"] == ["puskesmas-kuaro"]
    assert event.facts["sha256"] == paper.sha256
    assert first_fault(fitri.user.subject, fitri.user.events.all()) == ""
    assert paper.original.read() != paper.unsealed_original()


@pytest.mark.parametrize("name", ["rina", "budi", "fitri"])
def test_who_does_not_govern_the_office_writes_nothing(world, fitri, name):
    assert record(enter(getattr(world, name)), fitri).status_code == 403
    assert not fitri.user.events.exists()


def test_units_of_other_agencies_and_bad_files_are_refused(world, fitri):
    client = enter(world.hana)
    assert record(client, fitri, units=[world.place("disdukcapil").pk]).status_code == 422
    bad = SimpleUploadedFile("sk.png", b"MZ no picture", "image/png")
    assert record(client, fitri, scan=bad).status_code == 422
    assert not DecreePaper.objects.exists()


@pytest.mark.parametrize(
    "name, copy, original",
    [("hana", 200, 200), ("adi", 200, 200), ("fitri", 200, 403), ("rina", 403, 403),
     ("budi", 404, 404), ("dewi", 404, 404)],
)  # fmt: skip
def test_who_opens_the_scan(world, fitri, name, copy, original):
    record(enter(world.hana), fitri, scan=scan())
    paper = fitri.papers.get()
    client = enter_confirmed(getattr(world, name))
    path = f"/accounts/people/decrees/{paper.key}/"
    assert client.get(path).status_code == copy
    reason = {"reason": "Dicocokkan dengan arsip."}
    assert client.post(f"{path}original/", reason).status_code == original


def test_an_opened_original_is_what_was_sent_and_is_written_down(world, fitri):
    sent = scan()
    record(enter(world.hana), fitri, scan=sent)
    paper = fitri.papers.get()
    client = enter_confirmed(world.hana)
    path = f"/accounts/people/decrees/{paper.key}/original/"
    assert client.post(path, {"reason": "x"}).status_code == 422
    sent.seek(0)
    assert client.post(path, {"reason": "Dicocokkan dengan arsip."}).content == sent.read()
    assert fitri.user.events.get(kind="decree_opened").facts["intact"] is True
    DecreePaper.objects.update(sha256="0" * 64)
    assert client.post(path, {"reason": "Dicocokkan dengan arsip."}).status_code == 409


# Leave.


def leave(client, person, first=0, last=3, reason="Cuti tahunan"):
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(first), "ends_on": today + timedelta(last)}
    return client.post(f"/accounts/people/{person.pk}/leave/", {**days, "reason": reason})


def test_an_officer_writes_down_leave_and_comes_back(world, fitri):
    client = enter(world.fitri)
    assert leave(client, fitri.user).status_code == 302
    place = world.place("dinkes")
    on = Appointment.objects.responsible(place, R.FOCAL_POINT)
    assert [a.user.name for a in on] == ["dr. Hana Prasetya"]
    facts = fitri.user.events.get(kind="absent").facts
    assert "Cuti" not in str(facts)
    client.post(f"/accounts/people/leave/{fitri.user.absences.get().pk}/back/")
    assert Appointment.objects.responsible(place, R.FOCAL_POINT)[0].user == fitri.user
    assert fitri.user.events.filter(kind="back").exists()


@pytest.mark.parametrize(
    "name, status", [("hana", 302), ("adi", 302), ("rina", 403), ("dewi", 404), ("budi", 404)]
)
def test_who_writes_down_the_leave_of_another(world, fitri, name, status):
    assert leave(enter(getattr(world, name)), fitri.user).status_code == status
    assert fitri.user.absences.exists() == (status == 302)


def test_days_that_make_no_sense_are_refused_and_kept_as_typed(world, fitri):
    client = enter(world.fitri)
    for first, last in ((3, 1), (-9, -2)):
        answer = leave(client, fitri.user, first, last)
        assert answer.status_code == 422
        assert answer.context["form"]["reason"].value() == "Cuti tahunan"
    leave(client, fitri.user, 0, 3)
    assert leave(client, fitri.user, 2, 5).status_code == 422


def test_the_leave_of_somebody_else_cannot_be_ended(world, fitri):
    leave(enter(world.fitri), fitri.user)
    path = f"/accounts/people/leave/{fitri.user.absences.get().pk}/back/"
    assert enter(world.dewi).post(path).status_code == 404
    assert enter(world.rina).post(path).status_code == 403
    assert fitri.user.absences.in_force().exists()
