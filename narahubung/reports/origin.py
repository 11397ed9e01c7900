"""A complaint that came up: what goes over with it, and what it learns in return.

The complaint stays the agency's file. The report is a new one, with the complaint's log of clocks and the
consent of the person who went to the Ombudsman; without that consent no name goes over.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import Role
from narahubung.clocks.calendar import today_in
from narahubung.complaints.filepage import OPENERS
from narahubung.complaints.identity import Identity as ComplaintIdentity
from narahubung.complaints.lifecycle import Stage
from narahubung.reports.identity import ReportingPerson

COPIED = ("title", "text", "place", "happened_on", "region")


def may_open(actor, complaint) -> bool:
    at_a_desk = actor.role in OPENERS
    return at_a_desk and complaint.stage == Stage.ESCALATED and not complaint.erased_at


@transaction.atomic
def take_over(model, complaint, by, access):
    """Open a report from a complaint; return it and its secret word."""
    complaint.lock(by)
    if not may_open(by, complaint) or model.objects.filter(complaint=complaint).exists():
        raise PermissionDenied(_("A report was opened from this complaint already."))
    consent = consent_of(complaint)
    report, secret = model.objects.submit(
        office=by.office,
        by=by,
        access=access,
        channel=complaint.channel,
        received_on=today_in(by.office.zone),
        reported=complaint.unit or complaint.agency,
        superior=(complaint.unit or complaint.agency).parent,
        secret_identity=complaint.shield != "open",
        complaint=complaint,
        origin={"consent": consent, "clocks": clocks_of(complaint), "steps": steps_of(complaint)},
        person=person_of(complaint) if consent["given"] else None,
        **{name: getattr(complaint, name) for name in COPIED},
    )
    return report, secret


def consent_of(complaint) -> dict:
    """The step to the Ombudsman is the consent, if the complainant took it and is not anonymous."""
    step = complaint.events.filter(kind="escalate").order_by("-seq").first()
    by_person = step is not None and step.role == Role.COMPLAINANT
    given = by_person and complaint.shield != "anonymous"
    proof = {"entry": step.seq, "at": step.at.isoformat(), "hash": step.hash} if step else {}
    return {"given": given, **proof}


def clocks_of(complaint) -> list[dict]:
    """Return each promise of the agency as it stood: what was due, and when it was kept."""
    return [
        {
            "rule": d.rule.code,
            "binds": d.binds,
            "started_on": d.started_on.isoformat(),
            "due": d.due and d.due.isoformat(),
            "stopped_on": d.stopped_at and d.stopped_day().isoformat(),
            "kept": d.was_kept(),
        }
        for d in complaint.deadlines.select_related("rule").order_by("started_on", "pk")
    ]


def steps_of(complaint) -> list[dict]:
    steps = complaint.events.filter(public=True).order_by("seq")
    return [{"step": e.kind, "at": e.at.isoformat(), "hash": e.hash} for e in steps]


def person_of(complaint):
    row = ComplaintIdentity.objects.visible_to(System()).readable()
    row = row.select_related("complaint").filter(complaint=complaint).first()
    return ReportingPerson(**vars(row.person())) if row else None


def tell_number(report):
    """Let the complaint learn under which number it stands at the Ombudsman."""
    hear(report, "at_ombudsman", report.number, {"number": report.number})


def tell_outcome(report):
    """Let the complaint learn what became of it at the Ombudsman."""
    reason = report.closing_reason
    hear(
        report, "ombudsman_outcome", f"{report.number}: {reason.name_id}", {"outcome": reason.code}
    )


def hear(report, kind, words, facts):
    complaint = report.complaint
    if complaint is not None and not complaint.erased_at:
        complaint.hear_from_ombudsman(kind, System(), words, facts)
