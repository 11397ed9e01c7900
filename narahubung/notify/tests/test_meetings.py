"""Who is told of meetings: each once, with a calendar that fits, and nobody of what is no more true."""

from datetime import timedelta
from email import message_from_bytes

from django.core import mail
from icalendar import Calendar

from narahubung.collaboration.jobs import notice_late
from narahubung.collaboration.meetings_lifecycle import HAPPENED
from narahubung.collaboration.tests.conftest import (  # noqa: F401
    decision,
    held,
    meeting,
    office,
    series,
)
from narahubung.notify.jobs import work_on_meetings
from narahubung.notify.meetings import MEETING_RECIPIENTS
from narahubung.notify.models import DecisionMail, MeetingMail


def post():
    """Let the worker do its round and return (to, method, sequence) of what went out."""
    mail.outbox.clear()
    work_on_meetings()
    work_on_meetings()
    return sorted(read(sent) for sent in mail.outbox)


def read(sent):
    [to] = sent.to
    message = message_from_bytes(sent.message().as_bytes())
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            assert part.get_param("method") == calendar["method"]
            return to.partition("@")[0], str(calendar["method"]), calendar.events[0]["sequence"]
    return to.partition("@")[0], sent.subject, ""


def test_it_is_settled_for_every_event_who_is_told():
    assert set(MEETING_RECIPIENTS) == set(HAPPENED)


def test_each_invited_person_gets_one_invitation(world, meeting):  # noqa: F811
    meeting.take("invite", by=world.eka)
    told = post()
    assert [row[1:] for row in told] == [("REQUEST", 0)] * 3
    assert {"eka", "fitri"} < {row[0] for row in told}
    assert post() == []


def test_a_planned_meeting_tells_nobody(world, meeting):  # noqa: F811
    meeting.reschedule(world.eka, meeting.starts_at, meeting.ends_at, "Balai kota")
    assert post() == []
    assert not MeetingMail.objects.exists()
    meeting.take("cancel", by=world.eka, note="Banjir")
    assert post() == []


def test_moved_and_cancelled_everybody_gets_the_next_version(world, meeting):  # noqa: F811
    meeting.take("invite", by=world.eka)
    post()
    later = meeting.starts_at + timedelta(days=1)
    meeting.reschedule(world.eka, later, later + timedelta(hours=2), "Balai kota")
    assert {row[1:] for row in post()} == {("REQUEST", 1)}
    meeting.take("cancel", by=world.eka, note="Banjir")
    assert {row[1:] for row in post()} == {("CANCEL", 2)}
    assert MeetingMail.objects.count() == 9


def test_a_version_overtaken_before_it_was_sent_is_never_sent(world, meeting):  # noqa: F811
    meeting.take("invite", by=world.eka)
    later = meeting.starts_at + timedelta(days=1)
    meeting.reschedule(world.eka, later, later + timedelta(hours=2), "Balai kota")
    assert {row[1:] for row in post()} == {("REQUEST", 1)}


def test_a_guest_invited_later_gets_the_invitation_alone(world, meeting):  # noqa: F811
    meeting.take("invite", by=world.eka)
    post()
    meeting.invite_more(world.eka, world.hana.user, world.place("dinkes"))
    meeting.invite_more(world.eka, world.hana.user, world.place("dinkes"))
    assert post() == [("hana", "REQUEST", 0)]


def test_who_wants_no_mails_or_has_left_gets_none(world, meeting):  # noqa: F811
    meeting.take("invite", by=world.eka)
    fitri = world.people["fitri"]
    fitri.revoked_at = meeting.starts_at
    fitri.save(update_fields=["revoked_at"])
    assert "fitri" not in {row[0] for row in post()}


def test_a_late_decision_tells_the_focal_point_and_after_a_week_the_head(
    world,
    decision,  # noqa: F811
    time_machine,
):
    assert "fitri" in {row[0] for row in post()}
    start = decision.meeting.starts_at
    time_machine.move_to(start + timedelta(days=15))
    notice_late()
    assert [row[0] for row in post()] == ["fitri"]
    time_machine.move_to(start + timedelta(days=22))
    notice_late()
    notice_late()
    assert [row[0] for row in post()] == ["hana"]
    assert post() == []


def test_a_warning_overtaken_by_the_deed_is_not_sent(world, decision, time_machine):  # noqa: F811
    post()
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=15))
    notice_late()
    decision.report_done(world.hana, "Sudah.")
    assert [row[0] for row in post()] == ["eka"]
    assert DecisionMail.objects.filter(sent_at=None).exists()


def test_of_a_decision_the_owner_and_the_convenor_are_told_in_turn(world, decision):  # noqa: F811
    post()
    decision.report_done(world.fitri, "Sudah.")
    assert [row[0] for row in post()] == ["eka"]
    decision.give_back(world.sinta, "Belum.")
    assert [row[0] for row in post()] == ["fitri"]


def test_the_mail_of_a_decision_says_what_it_is(world, decision):  # noqa: F811
    work_on_meetings()
    [sent] = [m for m in mail.outbox if m.to == [world.fitri.user.email] and not m.attachments]
    assert decision.text in sent.body and decision.get_absolute_url() in sent.body
