"""Which step of a report opens a task at the agency, which steps settle it, and whose clock it follows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from narahubung.accounts.models import Appointment, Role, line_of
from narahubung.accounts.responsible import rank
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.models import Rule
from narahubung.complaints.redaction import masked
from narahubung.reports.identity import Identity
from narahubung.reports.task_limits import limits
from narahubung.reports.tasks import Kind, LiaisonTask

ACK = "fp.ack"


@dataclass(frozen=True)
class Opening:
    """`quotes`: what the step says is the letter's own question; of the others the reporter's file speaks."""

    kind: str
    settled_by: tuple
    clocks: tuple = ()
    to: str = "reported"
    quotes: bool = False


# fmt: off
OPENINGS = {
    "ask_explanation": Opening(Kind.EXPLANATION,    ("explained", "ask_again"),         ("ori.explain_1",), quotes=True),   # B12
    "ask_again":       Opening(Kind.SECOND,         ("explained", "waive_reply"),       ("ori.explain_2",), quotes=True),   # B14
    "summon":          Opening(Kind.SUMMONS,        ("heard", "call_police", "summon"), quotes=True),                       # B16
    "conciliate":      Opening(Kind.CONCILIATION,   ("end_talks", "settle")),                                               # B18
    "mediate":         Opening(Kind.MEDIATION,      ("end_talks", "settle")),                                               # B18
    "deliver":         Opening(Kind.CORRECTION,     ("corrected", "resolve"),           ("ori.corrective.v2017", "ori.corrective.v2023")),  # B25
    "received_above":  Opening(Kind.RECOMMENDATION, ("carried_out", "publish"),         ("ori.recommend_report",), to="superior"),          # B30
    "respond_at_once": Opening(Kind.RAPID,          ("contact",),                       ("local.rco_contact",)),            # B11
}
# fmt: on
OPENED_BY = {opening.kind: step for step, opening in OPENINGS.items()}


def turn_tasks(report, event, by):
    """Settle what this step settles and open what it opens. Called in the transaction of the step."""
    settle(report, event)
    if event.kind in OPENINGS and not report.is_ended():
        open_task(report, event, by, OPENINGS[event.kind])


def settle(report, event):
    for task in report.tasks.filter(settled_at=None).exclude(event=event):
        if report.is_ended() or event.kind in OPENINGS[OPENED_BY[task.kind]].settled_by:
            task.close(event.kind)


def open_task(report, event, by, opening):
    """Open the task of a step; a party that is not in the directory has nobody to give it to."""
    agency = getattr(report, opening.to)
    if agency is None:
        return None
    today = today_in(agency.zone)
    delivered = event.facts.get("delivered_on")
    received = date.fromisoformat(delivered) if delivered else today
    rule = Rule.objects.in_force(ACK, today, agency.region.code)
    running = report.deadlines.running().filter(rule__code__in=opening.clocks)
    clock = running.order_by("pk").last()
    task = LiaisonTask(
        reference=reference_for(agency, today),
        report=report,
        event=event,
        agency=agency,
        kind=opening.kind,
        letter=event.facts.get("letter", ""),
        question=asked(report, event.note) if opening.quotes else "",
        received_on=received,
        clock=clock,
        due=clock.due if clock else None,
        ack_rule=rule,
        ack_from=today,
        ack_due=rule.due(today, calendar_for(agency.region.code, agency.week)),
        had_focal_point=had_focal_point(agency, report.substance, received),
        repeated=was_there_before(report, agency, received),
    )
    task.next_due = task.first_day()
    task.save(force_insert=True)
    facts = {"task": task.reference, "agency": agency.slug, "kind": task.kind}
    report.log("task_opened", by, facts=facts)
    return task


def reference_for(agency, today) -> str:
    reference = f"T{new_reference(agency.region.code, today.year)}"
    while LiaisonTask.objects.filter(reference=reference).exists():
        reference = f"T{new_reference(agency.region.code, today.year)}"
    return reference


def asked(report, words) -> str:
    """Return the question as the agency may read it: of a secret report nothing leads to the person."""
    if not report.secret_identity:
        return words
    identity = Identity.objects.readable().filter(report=report).first()
    if identity is None:
        return words
    identity.report = report
    return masked(words, identity.person())[0]


def had_focal_point(agency, substance, day) -> bool:
    """Tell whether a decree was in force that day under which a focal point answers for this matter."""
    line = line_of(agency)
    held = Appointment.objects.in_force(day).filter(role=Role.FOCAL_POINT, agency__in=line)
    return any(rank(post, line, None, substance) for post in held.for_page().with_scope())


def was_there_before(report, agency, received) -> bool:
    """Tell whether another report about the same agency and substance had brought a task lately.

    What is hidden from those whom it is about is left out, so that this tells nobody of it.
    """
    if report.substance_id is None:
        return False
    since = received - timedelta(days=365 * limits().repeated_within_years)
    same = Q(agency=agency, report__substance=report.substance, received_on__gte=since)
    earlier = LiaisonTask.objects.filter(same, received_on__lte=received).exclude(report=report)
    return earlier.filter(report__complaint__reported__isnull=True).exists()


def follow_clock(deadline):
    """Give the tasks of a promise its new day, when it was counted again."""
    for task in LiaisonTask.objects.filter(clock=deadline, settled_at=None, answered_at=None):
        task.due = deadline.due
        task.next_due = task.first_day()
        task.save(update_fields=["due", "next_due"])


def count_acknowledgement_again(task) -> bool:
    """A decree may have changed which days are off at the agency."""
    calendar = calendar_for(task.agency.region.code, task.agency.week)
    before, task.ack_due = task.ack_due, task.ack_rule.due(task.ack_from, calendar)
    if before == task.ack_due:
        return False
    task.next_due = task.first_day()
    task.save(update_fields=["ack_due", "next_due"])
    return True
