"""Who is told of what happens to a report at the Ombudsman. An empty list says that silence is meant."""

from narahubung.accounts.models import Appointment, Role
from narahubung.complaints.wall import path_up
from narahubung.directory.models import OmbudsmanOffice
from narahubung.notify.people import Recipient, at_office, officers, told
from narahubung.notify.task_recipients import (
    desk_page,
    is_of_the_office,
    product_page,
    task_desk,
    task_unit,
)
from narahubung.reports.lifecycle import EARLY, Stage

R, S = Role, Stage
AT_THE_DESK = (S.INTAKE, *EARLY, S.AWAITING)
AT_THE_TOP = (S.RESOLUTION, S.DRAFTING, S.RECOMMENDED, S.MONITORING, S.OBJECTION)


def reporter(_event):
    return [Recipient(person=R.REPORTER)]


def desk(event):
    return at_office(event.report.office, R.INTAKE)


def heads(event):
    return at_office(event.report.office, R.OFFICE_HEAD)


def examiner(event):
    """Return the examiner of the file, as long as they are one."""
    posts = Appointment.objects.in_force().filter(role=R.EXAMINER, user=event.report.examiner_id)
    return told(posts.for_page())[:1]


def examiner_or_heads(event):
    return examiner(event) or heads(event)


def offered(event):
    """Return who may take up what another office offers."""
    return at_office(event.report.transferred_to, R.INTAKE, R.OFFICE_HEAD)


def sender(event):
    """Return the desk of the office that a report has left."""
    left = OmbudsmanOffice.objects.filter(code=event.facts.get("from_office", "")).first()
    return at_office(left, R.INTAKE)


def national(event):
    """Return those of the national office who have resolution, recommendations and objections."""
    office = OmbudsmanOffice.objects.filter(national=True).first()
    return at_office(office, R.OFFICE_HEAD)


def holders(event):
    """Return those in whose hands the report lies: there is always somebody."""
    report = event.report
    if report.transferred_to_id:
        return offered(event) or heads(event)
    if report.stage in AT_THE_TOP:
        return national(event) or heads(event)
    if report.stage in AT_THE_DESK or report.is_ended():
        return desk(event) or heads(event)
    return examiner_or_heads(event)


def other_side(event):
    return holders(event) if event.role == R.REPORTER else reporter(event)


def task_other_side(event):
    return task_desk(event) if is_of_the_office(event) else examiner_or_heads(event)


def focal_points(event):
    """Return who answers to the Ombudsman for the agency reported, today."""
    place = event.report.reported
    found = place and Appointment.objects.responsible(
        place, R.FOCAL_POINT, substance=event.report.substance
    )
    return told(found or ())


def heads_of_agency(event):
    return officers(event.report.reported, R.HEAD, R.STEWARD)


def superiors_of_agency(event):
    """Return the head above the agency reported, or who supervises it there."""
    above = event.report.superior or (event.report.reported and event.report.reported.parent)
    return officers(above, R.HEAD, R.STEWARD)


def inspectorate_of_agency(event):
    """Return the inspectorate of the government to which the agency reported belongs."""
    place = event.report.reported
    posts = Appointment.objects.in_force().filter(role=R.INSPECTORATE)
    return told(posts.filter(agency__parent__in=path_up(place)).for_page()) if place else []


def written_to(event):
    """Return the reporter, if the letter is to them: then its event is one of their own page."""
    return reporter(event) if event.public else []


# fmt: off
REPORT_RECIPIENTS = {
    "received":        [reporter, desk],
    "register":        [reporter],
    "check_formal":    [],
    "checked":         [],
    "ask":             [reporter],
    "complete":        [desk],
    "lapse":           [reporter],
    "check_material":  [reporter],
    "submit_plenary":  [heads],
    "examine":         [reporter, desk],
    "close_intake":    [reporter, desk],
    "transfer":        [reporter, offered],
    "take_up":         [reporter, sender, desk],
    "send_back":       [reporter, desk],
    "respond_at_once": [reporter, desk],
    "contact":         [reporter],
    "assigned":        [examiner],
    "declared":        [],
    "declined":        [heads],
    "recused":         [],
    "ask_explanation": [reporter],
    "explained":       [reporter],
    "ask_again":       [reporter],
    "waive_reply":     [reporter, examiner_or_heads],
    "summon":          [reporter],
    "heard":           [reporter],
    "call_police":     [reporter, heads],
    # An inspection that is known beforehand finds what was tidied up for it.
    "inspect":         [],
    "inspected":       [reporter],
    "conciliate":      [reporter],
    "mediate":         [reporter],
    "end_talks":       [reporter],
    "settle":          [reporter, examiner],
    "confer":          [heads],
    "examine_on":      [examiner_or_heads],
    "show_reporter":   [reporter],
    "commented":       [examiner_or_heads],
    "reexamine":       [reporter],
    "issue":           [reporter, examiner_or_heads],
    "close_unproven":  [reporter, desk, examiner],
    "deliver":         [reporter],
    "corrected":       [reporter, heads],
    "resolve":         [reporter, national],
    "resolved":        [reporter, examiner_or_heads],
    "draft":           [],
    "recommend":       [reporter, heads],
    "received_above":  [reporter],
    "carried_out":     [reporter, heads],
    "publish":         [reporter, heads],
    "object":          [national, heads, examiner],
    "uphold":          [reporter, examiner, heads],
    "dismiss":         [reporter, heads],
    "conclude":        [reporter],
    "withdraw":        [desk, examiner],
    "inform":          [],
    "missed":          [],
    "sitting":         [],
    "agreed":          [reporter],
    "clause_checked":  [reporter],
    # What was asked of an agency, item by item.
    "product_written":   [],
    "product_delivered": [],
    "item_reported":     [examiner_or_heads],
    "item_checked":      [reporter, focal_points],
    "asked_back":        [examiner_or_heads, heads],
    "supplied":          [national],
    # What lies on the focal point's desk; its reminders are told by task_mails.py.
    "task_opened":       [task_desk],
    "task_acknowledged": [],
    "task_unit":         [task_unit],
    "task_internal_due": [task_unit],
    "task_answered":     [examiner_or_heads],
    "task_time_asked":   [examiner_or_heads],
    "task_time_granted": [task_desk],
    "task_time_refused": [task_desk],
    "task_message":      [task_other_side],
    "task_withdrawn":    [task_desk],
    "message":         [other_side],
    "remark":          [],
    "letter_drafted":  [],
    "letter_revised":  [],
    "letter_reviewed": [],
    "letter_signed":   [],
    "letter_sent":     [written_to],
    "letter_received": [],
    "letter_voided":   [written_to],
    "letter_joined":   [],
    "identity_opened": [reporter],
    "overdue":         [reporter, holders, examiner, heads],
    "deadline_moved":  [reporter, holders],
    "contact_changed": [],
    "erasure_asked":   [holders],
    "erased":          [desk],
}

# After this, these must do something: what an officer keeps who wants only such mails.
REPORT_MUST_ACT = {
    "received":        desk,
    "complete":        desk,
    "submit_plenary":  heads,
    "close_intake":    desk,
    "transfer":        offered,
    "take_up":         desk,
    "send_back":       desk,
    "assigned":        examiner,
    "declined":        heads,
    "waive_reply":     examiner_or_heads,
    "confer":          heads,
    "examine_on":      examiner_or_heads,
    "commented":       examiner_or_heads,
    "issue":           examiner_or_heads,
    "close_unproven":  desk,
    "resolve":         national,
    "object":          national,
    "uphold":          examiner,
    "item_reported":   examiner_or_heads,
    "asked_back":      examiner_or_heads,
    "supplied":        national,
    "task_opened":     task_desk,
    "task_unit":       task_unit,
    "task_internal_due": task_unit,
    "task_answered":   examiner_or_heads,
    "task_time_asked": examiner_or_heads,
    "task_message":    task_other_side,
    "message":         other_side,
    "overdue":         holders,
}
# fmt: on

# What an officer opens who may not open the file itself: the address, made of the event, by its kind.
OPENS = {
    **{kind: desk_page for kind in REPORT_RECIPIENTS if kind.startswith("task_")},
    "item_reported": product_page,
    "item_checked": product_page,
}
