"""What else is done at the desk: writing down, messages, corrections, texts, and opening papers."""

from datetime import date

import pytest
from django.urls import reverse

from narahubung.complaints.desk import CannedAnswer
from narahubung.complaints.forms_entry import BY_STAFF, EntryForm
from narahubung.complaints.identity import Identity
from narahubung.complaints.models import Complaint
from narahubung.vault import matches

NOW = "2026-11-04 09:00+08:00"


@pytest.fixture
def rina(world, sign_in, time_machine):
    time_machine.move_to(NOW)
    return sign_in("rina")


def entry(world, **changes):
    return {
        "channel": "letter",
        "received_on": "2026-11-02",
        "agency": world.place("dinkes").pk,
        "title": "Obat habis",
        "text": "Obat tekanan darah habis sejak Senin.",
        "name": "Pak Jamal",
        "phone": "0813-0000-0000",
        "shield": "secret",
        **changes,
    }


def test_a_letter_is_written_down_and_its_clocks_start_with_its_stamp(world, rina, photo):
    response = rina.post(reverse("complaints:new"), entry(world, files=[photo("surat.png")]))
    assert response.status_code == 302
    file = Complaint.objects.get()
    assert (file.channel, file.shield, file.received_on) == ("letter", "secret", date(2026, 11, 2))
    assert file.deadlines.get(rule__code="sp4n.verify").due == date(2026, 11, 5)
    assert file.attachments.count() == 1
    assert file.events.get(kind="received").actor == world.rina.user
    assert Identity.objects.get().person().name == "Pak Jamal"

    slip = rina.get(response["Location"])
    assert file.reference in slip.content.decode()
    assert rina.get(response["Location"]).status_code == 200
    secret = slip.context["slip"]["secret"]
    assert matches(file.reference, secret, file.secret_digest)
    assert secret not in str(dict(rina.session))


def test_who_has_taken_nothing_in_has_no_slip(rina):
    assert rina.get(reverse("complaints:receipt"))["Location"] == reverse("complaints:new")


@pytest.mark.parametrize("channel", BY_STAFF)
def test_the_channel_is_kept(world, rina, channel):
    rina.post(reverse("complaints:new"), entry(world, channel=channel))
    assert Complaint.objects.get().channel == channel


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("channel", "portal"),
        ("received_on", "2026-11-05"),
        ("received_on", "2024-11-05"),
        ("happened_on", "2026-12-01"),
        ("text", ""),
        ("nik", "123"),
        ("email", "bukan-surel"),
        ("shield", "half"),
    ],
)
def test_what_cannot_be_is_asked_again_and_nothing_is_taken_in(world, rina, field, value):
    response = rina.post(reverse("complaints:new"), entry(world, **{field: value}))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Complaint.objects.exists()


def test_nobody_writes_down_for_an_agency_that_is_not_theirs(world, rina):
    other = entry(world, agency=world.place("disdukcapil").pk)
    assert rina.post(reverse("complaints:new"), other).status_code == 422


def test_a_clinic_writes_down_for_the_office_above_it(world, sign_in):
    budi = sign_in("budi")
    today = {
        "received_on": budi.get(reverse("complaints:new")).context["form"].initial["received_on"]
    }
    assert budi.post(reverse("complaints:new"), entry(world, **today)).status_code == 302
    assert Complaint.objects.get().agency == world.place("dinkes")


def test_those_who_only_look_write_nothing_down(world, sign_in):
    for name in ("hana", "wati", "agus"):
        assert sign_in(name).get(reverse("complaints:new")).status_code == 403


def test_the_entry_form_sets_only_what_is_allowed():
    assert list(EntryForm.base_fields) == [
        "channel",
        "received_on",
        "agency",
        "title",
        "text",
        "region",
        "place",
        "happened_on",
        "files",
        "name",
        "phone",
        "email",
        "nik",
        "address",
        "shield",
    ]


# Messages and corrections.


def test_a_message_says_who_reads_it(world, sign_in):
    file, budi = world.dispose(), sign_in("budi")
    say = reverse("complaints:say", args=[file.reference])
    budi.post(say, {"text": "Mohon tunggu.", "side": "both"})
    budi.post(say, {"text": "Loket ini lagi.", "side": "internal"})
    assert list(file.messages.values_list("side", flat=True)) == ["both", "internal"]
    assert budi.post(say, {"text": "", "side": "both"}).status_code == 422
    assert sign_in("hana").post(say, {"text": "x", "side": "both"}).status_code == 403
    assert sign_in("tono").post(say, {"text": "x", "side": "both"}).status_code == 404


def test_a_correction_leaves_what_was_sent(world, sign_in):
    file, rina = world.dispose(), sign_in("rina")
    url = reverse("complaints:reclassify", args=[file.reference])
    kept = {"classification": file.classification_id, "category": file.category_id}
    assert rina.get(url).status_code == 200
    rina.post(url, {"title": "Antrean", "text_final": "Antrean lama.", "note": "Nama", **kept})
    text = file.text
    file.refresh_from_db()
    assert (file.title, file.text, file.text_final) == ("Antrean", text, "Antrean lama.")
    assert file.events.last().kind == "reclassified"
    page = rina.get(file.get_absolute_url()).content.decode()
    assert text in page and "Antrean lama." in page
    assert rina.post(url, {"title": ""}).status_code == 422


def test_a_correction_that_corrects_nothing_writes_nothing(world, sign_in):
    file, rina = world.dispose(), sign_in("rina")
    url = reverse("complaints:reclassify", args=[file.reference])
    before = file.events.count()
    same = {
        name: rina.get(url).context["form"][name].value()
        for name in ("title", "text_final", "classification", "category")
    }
    rina.post(url, same)
    assert file.events.count() == before


# Texts that are often sent.


def test_texts_are_offered_from_above_and_changed_at_home(world, sign_in):
    rina, budi = sign_in("rina"), sign_in("budi")
    new = reverse("complaints:canned_new")
    rina.post(new, {"title": "Jam buka", "text": "Kami buka pukul tujuh."})
    answer = CannedAnswer.objects.get()
    assert rina.post(new, {"title": "Jam buka", "text": "Lagi."}).status_code == 422
    assert "Jam buka" in budi.get(reverse("complaints:canned")).content.decode()
    for name in ("canned_edit", "canned_delete"):
        assert budi.post(reverse(f"complaints:{name}", args=[answer.pk])).status_code == 404
    assert sign_in("wati").get(reverse("complaints:canned")).status_code == 403

    rina.post(
        reverse("complaints:canned_edit", args=[answer.pk]), {"title": "Jam", "text": "Tujuh."}
    )
    answer.refresh_from_db()
    assert answer.text == "Tujuh."
    rina.post(reverse("complaints:canned_delete", args=[answer.pk]))
    assert not CannedAnswer.objects.exists()


def test_a_text_is_taken_over_behind_what_was_typed(world, sign_in):
    file, budi = world.dispose(), sign_in("budi")
    file.take("accept", by=world.budi)
    answer = CannedAnswer.objects.create(
        agency=world.place("dinkes"), title="Jam", text="Kami buka pukul tujuh."
    )
    foreign = CannedAnswer.objects.create(agency=world.place("disdukcapil"), title="X", text="Y")
    url = reverse("complaints:move", args=[file.reference, "answer"])
    typed = {"text": "Yth. Ibu,", "signatory": "Hana", "take_over_text": "1"}
    page = budi.post(url, {**typed, "canned": answer.pk})
    assert page.context["form"]["text"].value() == "Yth. Ibu,\n\nKami buka pukul tujuh."
    assert page.context["form"]["signatory"].value() == "Hana"
    assert not page.context["form"].is_bound
    for wrong in (foreign.pk, "", "x"):
        assert budi.post(url, {**typed, "canned": wrong}).status_code == 404


# Papers.


def test_a_paper_opens_in_a_closed_box_for_those_who_see_its_file(world, sign_in, photo):
    file, rina = world.dispose(), sign_in("rina")
    file.take("accept", by=world.budi)
    answer = reverse("complaints:move", args=[file.reference, "answer"])
    sign_in("budi").post(
        answer,
        {
            "kind": world.term("remedy", "full").pk,
            "text": "Sudah.",
            "signatory": "Hana",
            "files": [photo("../=loket.png")],
        },
    )
    url = reverse("complaints:file", args=[file.attachments.get().key])
    response = rina.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith('inline; filename="loket.png"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    assert sign_in("tono").get(url).status_code == 404
    assert sign_in("dewi").get(url).status_code == 404


def test_what_is_no_picture_is_only_for_taking_along(world, sign_in, photo):
    file, rina = world.submit(files=[]), sign_in("rina")
    paper = file.attachments.create(
        name="a.html", content_type="text/html", size=1, sha256="x", role="x"
    )
    paper.cleaned.save("a.html", photo())
    response = rina.get(reverse("complaints:file", args=[paper.key]))
    assert response["Content-Disposition"].startswith("attachment")
