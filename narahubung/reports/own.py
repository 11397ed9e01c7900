"""What the Ombudsman begins by itself (PO 38/2019): a report with a ground, and without a reporter."""

from narahubung.directory.models import Term
from narahubung.reports.models import Report


def open_own(*, by, ground, **matter):
    """Open an investigation: no identity, no secret words; from here it follows the path of every report."""
    report, _secret = Report.objects.submit(
        office=by.office,
        by=by,
        access=Term.objects.in_force().get(list="access_kind", code="iaps"),
        channel="",
        secret_digest="",
        note=ground,
        **matter,
    )
    return report
