"""The files of the Ombudsman."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import ANSWERABLE, AT_AN_OFFICE, Role
from narahubung.cases.erasers import erases
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


def is_examiner(actor):
    return actor.role == Role.EXAMINER


def is_head(actor):
    return actor.role == Role.OFFICE_HEAD


def reads_figures(actor):
    return is_at_an_office(actor) and (not is_examiner(actor) or actor.office.national)


class ReportsConfig(AppConfig):
    name = "narahubung.reports"
    verbose_name = _("Reports to the Ombudsman")

    def ready(self):
        erases("narahubung.reports.forgetting.forget")
        adds("narahubung.reports.task_packet.section")
        add = navigation.add
        add(_("Board"), "reports:board", "squares-2x2", is_head, order=3)
        add(_("My files"), "reports:mine", "folder-open", is_examiner, order=4)
        add(_("Reports"), "reports:list", "scale", is_at_an_office, order=5)
        add(_("Intake desk"), "reports:new", "pencil-square", is_at_the_desk, order=6)
        add(_("Tasks"), "desk:list", "inbox-arrow-down", sees_a_desk, order=15)
        asked = (_("What was asked"), "reports:products", "clipboard-document-check")
        add(*asked, may_see_products, order=16)
        # What is looked at now and then stands in the menu under one's name.
        rare = {"place": "person", "order": 4}
        add(_("Calendar of clocks"), "reports:calendar", "calendar-days", is_at_an_office, **rare)
        add(_("Conferences"), "reports:conferences", "users", is_at_an_office, **rare)
        add(_("Statutory figures"), "reports:figures", "chart-bar", reads_figures, **rare)
