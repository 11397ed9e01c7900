"""The report that followed from a complaint: the same person opens it, if they took the complaint there themselves."""

from narahubung.accounts.actors import Reporter, System
from narahubung.accounts.models import Role
from narahubung.complaints.models import Complaint
from narahubung.reports.models import Report


def report_of(complaint) -> Report | None:
    """Return it only with the consent by which the name went over, too."""
    found = Report.objects.visible_to(System()).filter(complaint=complaint.pk, erased_at=None)
    report = found.select_related("office").first()
    given = report is not None and report.origin.get("consent", {}).get("given")
    return report if given else None


def reporter_of(actor) -> Reporter | None:
    """Return the complainant as the reporter that they have become."""
    if actor is None or actor.role != Role.COMPLAINANT:
        return None
    complaint = Complaint.objects.visible_to(actor).filter(erased_at=None).first()
    report = complaint and report_of(complaint)
    return Reporter(report.pk) if report else None
