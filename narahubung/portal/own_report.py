"""All that a reporter has given and all that was recorded of the report, in plain values: the part of `own_data` that differs."""

from django.utils import timezone

from narahubung.portal import report_story
from narahubung.portal.doors import REPORT
from narahubung.reports.identity import ReportingPerson
from narahubung.reports.viewers import viewers

GIVEN = ("title", "text", "expectation", "earlier_effort", "place", "reported_name")
DAYS = ("happened_on", "received_at", "received_on", "opened_on", "closed_at")


def person_of(report, actor) -> ReportingPerson:
    identity = REPORT.visible("Identity", actor).select_related("report").first()
    return identity.person() if identity else ReportingPerson()


def gathered(report, actor) -> dict:
    """Return it without the facts of the entries, which are codes of the office about others."""
    return {
        "number": report.reference,
        "made_at": timezone.now(),
        "about_you": vars(person_of(report, actor)),
        "report": {
            **{field: getattr(report, field) for field in (*GIVEN, *DAYS)},
            "register_number": report.number,
            "secret": report.secret_identity,
            "access": str(report.access),
            "stage": report.stage_label if report.is_ended() else report_story.standing_of(report),
            "office": report.office.name,
            "agency": report.reported and report.reported.name,
            "conclusion": report.get_conclusion_display(),
            "closed_because": report.closing_reason and str(report.closing_reason),
            "complaint": report.complaint and report.complaint.reference,
        },
        "history": [happened(event) for event in report_story.events_of(report, actor)],
        "who_sees_it": [vars(viewer) for viewer in viewers(report)],
    }


def happened(event) -> dict:
    return {
        "at": event.at,
        "kind": event.kind,
        "what": str(report_story.HAPPENED[event.kind]),
        "who": report_story.who_did(event),
        "words": event.note,
        "hash": event.hash,
    }
