"""What the page of a file shows to the one who brought it: of a complaint, and of a report."""

from narahubung.accounts.models import Role
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.viewers import viewers as viewers_of_complaint
from narahubung.portal import (
    contact,
    followed,
    ombudsman,
    report_steps,
    report_story,
    rights,
    steps,
    story,
)
from narahubung.portal.doors import COMPLAINT, REPORT
from narahubung.reports.viewers import viewers as viewers_of_report


def complaint_page(complaint, actor) -> dict:
    papers = COMPLAINT.visible("Attachment", actor).filter(remedy=None)
    said = COMPLAINT.visible("Message", actor).order_by("at")
    return {
        "complaint": complaint.as_told(),
        "steps": steps.buttons(steps.open_steps(complaint, actor)),
        "knots": story.knots_of(complaint, actor),
        "clock": story.clock_of(complaint),
        "standing": story.standing_of(complaint),
        "is_your_turn": complaint.stage == Stage.ANSWERED,
        "remedies": complaint.remedies.select_related("kind", "unit").prefetch_related("proof"),
        "messages_of_both": complaint.as_written(said),
        "papers": papers.filter(role=Role.COMPLAINANT),
        "papers_of_officers": papers.exclude(role=Role.COMPLAINANT),
        "viewers": viewers_of_complaint(complaint),
        "openings": story.openings_of(complaint, actor),
        "ombudsman": ombudsman.office_for(complaint),
        "report": followed.report_of(complaint) if complaint.stage == Stage.ESCALATED else None,
        "safe_way": contact.told(complaint),
        **rights.of_file(actor),
    }


def report_page(report, actor) -> dict:
    papers = REPORT.visible("Attachment", actor).order_by("at")
    names = report_steps.open_steps(report, actor)
    next_step = next((name for name in ("complete", "comment") if name in names), "")
    return {
        "report": report,
        "steps": report_steps.buttons(names),
        "knots": report_story.knots_of(report, actor),
        "clock": report_story.clock_of(report),
        "standing": "" if report.is_ended() else report_story.standing_of(report),
        "holder": "" if next_step else report_story.holder_of(report),
        "messages_of_both": REPORT.visible("Message", actor).order_by("at"),
        "papers": papers.filter(role=Role.REPORTER),
        "papers_of_officers": papers.exclude(role=Role.REPORTER),
        "viewers": viewers_of_report(report),
        "openings": report_story.openings_of(report, actor),
        "safe_way": contact.told(report),
        "may_object": "object" in names,
        **(report_steps.about(report, next_step) if next_step else {}),
    }


PAGES = {
    Role.COMPLAINANT: ("portal/file.html", complaint_page),
    Role.REPORTER: ("portal/report.html", report_page),
}
STEPS = {Role.COMPLAINANT: steps, Role.REPORTER: report_steps}
