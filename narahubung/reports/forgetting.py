"""What becomes of a report when the complaint that it came from is erased."""

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Reason
from narahubung.reports.models import Report


def forget(complaint):
    """Erase the report with it; while the Ombudsman still works on it, both stay."""
    for report in Report.objects.filter(complaint=complaint):
        report.erase(System(), Reason.ASKED)
