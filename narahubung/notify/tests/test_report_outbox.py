"""The outbox with events of both kinds of file: the same once, the same wall, the same rest at night."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from narahubung.accounts.tests.ways_in import enter
from narahubung.cases.erasure import Reason
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import Message, Snag, Undelivered
from narahubung.notify.report_recipients import REPORT_RECIPIENTS
from narahubung.operations.ombudsman import MURNI, TO_EXAMINATION, TO_PLENARY, Ombudsman
from narahubung.reports.jobs import erase_asked
from narahubung.reports.models import Event

WITH_MAIL = replace(MURNI, email="murni@example.org")


@pytest.fixture
def office(world):
    office = Ombudsman(world)
    office.submit(person=WITH_MAIL, by=world.system)
    return office


def outbox():
    return sorted(
        f"{m.recipient.split(':')[0]} {m.channel} {m.state}" for m in Message.objects.all()
    )


def text(response):
    return response.content.decode()


def test_desk_and_reporter_are_told_on_the_page_and_by_mail(office, mailoutbox):
    assert dispatch_next() == 1
    assert outbox() == ["reporter email waiting", "user email waiting", "user in_app sent"]
    assert deliver_due() == 2
    assert sorted(mail.to[0].split("@")[0] for mail in mailoutbox) == ["eka", "murni"]
    [to_murni] = [mail for mail in mailoutbox if mail.to == ["murni@example.org"]]
    assert to_murni.subject == "Ada kabar untuk Anda"
    assert dispatch_next() == 0 and deliver_due() == 0


def test_events_of_both_kinds_are_told_in_one_round(office):
    office.world.submit()
    assert dispatch_next() == 2
    assert {bool(m.event_id) for m in Message.objects.all()} == {True, False}


def test_a_message_is_of_one_event_and_nobody_is_told_twice(office):
    office.world.submit()
    dispatch_next()
    complaint = Message.objects.exclude(event=None).first()
    report = Message.objects.exclude(report_event=None).first()
    twin = Message(report_event=report.report_event, recipient=report.recipient)
    twin.channel = report.channel
    both = Message(event=complaint.event, report_event=report.report_event, recipient="user:0")
    for wrong in (twin, both, Message(recipient="user:0")):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save(force_insert=True)
    for wrong in (Snag(), Snag(event=complaint.event, report_event=report.report_event)):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save(force_insert=True)


def test_a_report_that_cannot_be_told_waits_aside_and_is_seen(office, monkeypatch):
    def break_down(_event):
        raise LookupError("no such group")

    with monkeypatch.context() as patch:
        patch.setitem(REPORT_RECIPIENTS, "received", [break_down])
        office.world.submit()
        assert dispatch_next() == 2
    snag = Snag.objects.get()
    assert snag.file == office.report and snag.attempts == 1
    page = text(enter(office.world.adi).get("/notices/undelivered/"))
    assert office.report.reference in page
    Snag.objects.all().again()
    assert dispatch_next() == 1
    assert not Snag.objects.exists()


def test_what_waited_for_somebody_who_stepped_aside_is_taken_back(office, mailoutbox):
    office.go(TO_EXAMINATION)
    office.report.log("overdue", office.world.system)
    dispatch_next()
    assert Message.objects.filter(user=office.bayu.user, channel="email").exists()
    office.report.step_aside(office.bayu.user, office.sinta, "")
    dispatch_next()
    deliver_due()
    assert not [mail for mail in mailoutbox if mail.to[0].startswith("bayu@")]
    assert not Message.objects.visible_to(office.bayu).exists()
    assert office.report.number not in text(enter(office.bayu).get("/notices/"))


def test_notices_and_their_number_show_both_kinds(office):
    office.go(TO_PLENARY)
    dispatch_next()
    client = enter(office.sinta)
    page = text(client.get("/notices/"))
    assert office.report.number in page and "rapat pleno" in page.lower()
    assert '<span class="count">1</span>' in page
    notice = Message.objects.visible_to(office.sinta).get()
    answer = client.post(f"/notices/{notice.pk}/open/")
    assert answer.url == office.report.get_absolute_url()
    assert '<span class="count">' not in text(client.get("/notices/"))


def test_the_desk_and_the_head_of_the_office_see_whom_no_message_reached(office):
    dispatch_next()
    lost = Message.objects.filter(recipient="reporter")
    lost.update(state="failed", error="bad_address", attempts=6)
    for who in (office.eka, office.sinta):
        page = text(enter(who).get("/notices/undelivered/"))
        assert office.report.reference in page and "pelapor" in page
        assert "Murni" not in page and office.report.title not in page
    for who in (office.mira, office.world.rina):
        assert not Undelivered.objects.visible_to(who).exists()
    assert enter(office.bayu).get("/notices/undelivered/").status_code == 404
    mine = Undelivered.objects.visible_to(office.world.adi).failed().get()
    assert enter(office.mira).post(f"/notices/undelivered/{mine.pk}/settle/").status_code == 404
    enter(office.eka).post(f"/notices/undelivered/{mine.pk}/settle/")
    assert Message.objects.get(pk=mine.pk).settled_by == office.eka.user


def test_nothing_is_sent_to_a_phone_at_night(world, settings, time_machine, monkeypatch):
    monkeypatch.setattr("narahubung.notify.contacts.open_ways", lambda: ["email", "sms"])
    time_machine.move_to("2026-11-20 22:00+08:00", tick=False)
    office = Ombudsman(world)
    office.submit(person=replace(WITH_MAIL, way="sms"))
    dispatch_next()
    told = Message.objects.get(recipient="reporter")
    assert told.next_attempt_at.isoformat() == "2026-11-20T23:00:00+00:00"


def test_erasing_a_reporter_settles_what_still_waits(office, mailoutbox):
    office.go("register")
    dispatch_next()
    assert Message.objects.filter(recipient="reporter", state="waiting").exists()
    office.report.take("withdraw", by=office.reporter, note="")
    office.report.erase(office.world.system, Reason.ASKED)
    assert set(Message.objects.filter(recipient="reporter").values_list("state", flat=True)) == {
        "erased"
    }
    dispatch_next()
    deliver_due()
    assert not [mail for mail in mailoutbox if mail.to == ["murni@example.org"]]


def test_a_wish_to_be_erased_is_kept_until_the_report_has_ended(office):
    office.go("register")
    office.report.ask_erasure(office.reporter)
    assert office.report.ask_erasure(office.reporter) is None
    assert erase_asked() == 0
    office.report.take("withdraw", by=office.reporter, note="")
    assert erase_asked() == 1
    office.report.refresh_from_db()
    assert office.report.erased_at and not office.report.text
    assert Event.objects.filter(report=office.report, kind="erased").count() == 1


def test_opening_a_secret_name_tells_the_reporter(world, mailoutbox):
    office = Ombudsman(world)
    office.submit(person=WITH_MAIL, secret_identity=True)
    dispatch_next()
    deliver_due()
    mailoutbox.clear()
    office.report.open_identity(office.eka, "Perlu dihubungi tentang berkas asli.")
    dispatch_next()
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [["murni@example.org"]]
