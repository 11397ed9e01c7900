"""What waits for the data protection officer, by the hour until which it must be done."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.roles import Role
from narahubung.cases.duties import Duty, source
from narahubung.protection.models import Breach, DataRequest


@source("protection", gettext_lazy("Data protection"), "protection:desk", order=60)
def protection(actor, today, most):
    if actor.role != Role.DATA_PROTECTION:
        return
    deeds = ((DataRequest, _("Answer the request")), (Breach, _("Work on the breach")))
    for model, deed in deeds:
        rows = model.objects.visible_to(actor).running().select_related("agency")
        for row in rows.order_by("due_at", "pk")[:most]:
            whom, url = str(row.agency), row.get_absolute_url()
            yield Duty(row.next_due, deed, row.reference, whom, url)
