"""The files of the Ombudsman."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import ANSWERABLE, AT_AN_OFFICE, Role
from narahubung.complaints.erasers import erases
from narahubung.complaints.packet_sections import adds
from narahubung.ui import navigation

AT_A_DESK = (
    *(Role.FOCAL_POINT, Role.HEAD, Role.STEWARD, Role.INSPECTORATE),
    *(Role.LIAISON, Role.MANAGER),
)


def is_at_an_office(actor):
    return actor.role in AT_AN_OFFICE


def sees_a_desk(actor):
    return actor.role in (*AT_A_DESK, *AT_AN_OFFICE)


def may_see_products(actor):
    return actor.role in (*AT_AN_OFFICE, *ANSWERABLE)


def is_at_the_desk(actor):
    return actor.role == Role.INTAKE


class ReportsConfig(AppConfig):
    name = "narahubung.reports"
    verbose_name = _("Reports to the Ombudsman")

    def ready(self):
        erases("narahubung.reports.forgetting.forget")
        adds("narahubung.reports.task_packet.section")
        navigation.add(_("Tasks"), "desk:list", "inbox-arrow-down", sees_a_desk, order=15)
        navigation.add(_("Reports"), "reports:list", "scale", is_at_an_office, order=5)
        navigation.add(
            *(_("What was asked"), "reports:products", "clipboard-document-check"),
            may_see_products,
            order=7,
        )
        navigation.add(_("Intake desk"), "reports:new", "pencil-square", is_at_the_desk, order=6)
