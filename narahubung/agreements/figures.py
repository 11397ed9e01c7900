"""The figures of agreements: how many commitments stand in which way."""

from django.utils.translation import gettext_lazy as _

from narahubung.agreements import told
from narahubung.agreements.models import Commitment, Event
from narahubung.figures.registry import Figure, Grain, Journal, Source, declare

COMMITMENTS, DAILY = _("commitments"), Grain.DAILY

# fmt: off
declare(
    Source(
        code="commitments",
        name=_("Commitments"),
        model=Commitment,
        journals=(Journal(Event, "agreement", "agreement"),),
        facets={},
        read=told.read, scope=told.scope, ground=told.ground, listed=told.listed, line=told.line,
    ),
    Figure("commitments.kept", _("Commitments kept"), _("Commitments of agreements that stand as kept today, by their figures or by proofs that the other side verified."), COMMITMENTS, DAILY, told.standing("kept")),
    Figure("commitments.on_track", _("Commitments on track"), _("Commitments of agreements that are on their way to be kept."), COMMITMENTS, DAILY, told.standing("on_track")),
    Figure("commitments.at_risk", _("Commitments at risk"), _("Commitments of agreements that will be missed if nothing changes."), COMMITMENTS, DAILY, told.standing("at_risk")),
    Figure("commitments.missed", _("Commitments missed"), _("Commitments of agreements that were missed, and have not become better since."), COMMITMENTS, DAILY, told.standing("missed")),
)
# fmt: on
