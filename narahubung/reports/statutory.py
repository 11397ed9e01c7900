"""The figures of UU 37/2008 Pasal 42, for an office and a quarter or a year: each with what it counts, in words.

Page, PDF, spreadsheet and the lists behind the numbers all ask here. How they are counted stands in `counting.py`.
"""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from narahubung.reports.counting import (
    BEGINNINGS,
    CLOSING,
    PARTY,
    Figure,
    Named,
    Stays,
    during,
    fact,
    kept,
    leaving,
    missed,
    of_reports,
    open_at_the_end,
    stage_at_the_end,
    steps,
)
from narahubung.reports.models import Event

registered = steps(*BEGINNINGS)
reports = of_reports(registered)
settled = of_reports(steps(*CLOSING))


def of_kind(rows, kind):
    return lambda scope: rows(scope).filter(report__access__code=kind)


def handed_over(scope):
    taken = Event.objects.filter(during(scope), kind="take_up")
    return taken.filter(facts__from_office=scope.office.code) if scope.office else taken


ACCESS, CHANNEL, CLASS, GROUP = fact("access"), fact("channel"), fact("class"), fact("group")
# fmt: off
FIGURES = (
    # Accesses.
    Figure("accesses", _("Accesses registered"), _("Files that got a register number in the period, of every kind: reports, consultations and copies."), registered, ACCESS, "access_kind"),
    Figure("reports", _("Reports registered"), _("Of the accesses, the reports: LM, RCO and IAPS."), reports),
    Figure("taken_over", _("Taken over from other offices"), _("Files of other offices that this office entered into its own register in the period. They are not counted as registered once more."), steps("take_up")),
    Figure("handed_over", _("Handed over to other offices"), _("Files of this office that another one took up in the period."), handed_over),
    Figure("settled", _("Reports settled"), _("Registered reports that were closed in the period, each once, also when it was opened again later."), settled),
    Figure("open", _("Reports running at the end"), _("Registered reports that were not closed when the period ended, by the stage where they stood."), open_at_the_end, stage_at_the_end, "stage"),
    # Who reports what, of whom.
    Figure("channel", _("By channel"), _("Reports registered in the period, by the way in which they came."), reports, CHANNEL, "channel"),
    Figure("class", _("By reporter"), _("Reports registered in the period, by who reports, as it was entered at the desk."), reports, CLASS, "reporter_class"),
    Figure("group", _("By reported group"), _("Reports registered in the period, by the group of the reported agency on that day."), reports, GROUP, "reported_group"),
    Figure("substance", _("By substance"), _("Reports brought before the plenary in the period, by the substance of the study sheet."), of_reports(steps("submit_plenary")), fact("substance"), "substance"),
    Named("suspected", _("Suspected maladministration"), _("Reports brought before the plenary in the period, by what is suspected. A report can stand in several rows."), of_reports(steps("submit_plenary")), names="maladministration", fact="suspected"),
    # What came of them.
    Figure("reason", _("By reason for closing"), _("Reports closed in the period, by the reason written down with the closing."), settled, fact("reason"), "closing_reason"),
    Figure("ended_from", _("By the stage that was ended"), _("Reports closed in the period, by the stage out of which they were closed."), settled, fact("from"), "stage"),
    Figure("conclusion", _("Results issued"), _("Reports of which a result (LHP, earlier LAHP) was issued in the period, by its conclusion."), of_reports(steps("issue")), fact("conclusion"), "conclusion"),
    Named("found", _("Maladministration found"), _("Reports with a result issued in the period, by what was found. A report can stand in several rows."), of_reports(steps("issue", facts__conclusion="found")), names="maladministration", fact="found"),
    # Time.
    Stays("stays", _("Days at a stage"), _("Reports that left a stage in the period, and the calendar days that they had been there; several stays of one report are added up."), leaving, fact("from"), "stage"),
    Stays("lifetime", _("Days from registration to closing"), _("Reports closed in the period, and the calendar days since they were registered."), settled, fact("to"), "stage", whole=True),
    Figure("kept", _("Clock kept"), _("Files with a promise of this rule that was kept in the period."), kept, F("rule__code"), "rule"),
    Figure("missed", _("Clock missed"), _("Files with a promise of this rule of which it was noticed in the period that its day had passed."), missed, F("rule__code"), "rule"),
    # RCO and own initiative.
    Figure("rco", _("Rapid responses begun"), _("RCO registered in the period, by why they could not wait."), steps("respond_at_once"), fact("criterion"), "rco_criterion"),
    Figure("rco_settled", _("Rapid responses settled"), _("RCO closed in the period."), of_kind(settled, "rco")),
    Figure("iaps", _("Own-initiative investigations begun"), _("IAPS registered in the period."), steps(*BEGINNINGS, facts__access="iaps")),
    Figure("iaps_settled", _("Own-initiative investigations settled"), _("IAPS closed in the period."), of_kind(settled, "iaps")),
    # Compliance.
    Figure("corrective", _("Corrective action asked for"), _("Reports whose result with corrective action the agency received in the period."), of_reports(steps("deliver"))),
    Figure("corrected", _("Corrective action taken"), _("Reports closed in the period because the corrective action was taken."), of_reports(steps("corrected"))),
    Figure("resolved", _("Carried out during resolution"), _("Reports closed in the period because the corrective action was taken during resolution and monitoring."), of_reports(steps("resolved"))),
    Figure("recommended", _("Recommendations signed"), _("Reports with a recommendation signed in the period."), of_reports(steps("recommend"))),
    Figure("carried_out", _("Recommendations carried out"), _("Reports closed in the period because the recommendation was carried out."), of_reports(steps("carried_out"))),
    Figure("objections", _("Objections of reporters"), _("Reports whose reporter objected to the closing in the period."), of_reports(steps("object"))),
    Figure("upheld", _("Objections that were right"), _("Reports that are examined again because an objection was right, decided in the period."), of_reports(steps("uphold"))),
    # Who refuses.
    Figure("no_explanation", _("No explanation after two requests"), _("Reports in which the agency had not explained when the second request ran out in the period."), of_reports(steps("waive_reply")), PARTY, "agency"),
    Figure("no_show", _("Summons missed"), _("Reports in which somebody of the agency did not come to a summons, without an excuse, in the period."), of_reports(steps("missed", facts__outcome="absent")), PARTY, "agency"),
    Figure("not_corrected", _("Corrective action not taken"), _("Reports that resolution and monitoring took over in the period, because the time for corrective action had run out."), of_reports(steps("resolve")), PARTY, "agency"),
    Figure("published", _("Recommendation not carried out, published"), _("Reports published in the period; DPR and President were told."), of_reports(steps("publish")), PARTY, "agency"),
)
# fmt: on
BY_CODE = {figure.code: figure for figure in FIGURES}


@dataclass(frozen=True)
class Table:
    """One table of the report. Its columns are figures: of one number each, or of the same groups."""

    title: str
    figures: tuple
    # Whether each figure is a row with its one number, or a column over the groups of all.
    rows: bool = False
    head: str = ""


@dataclass(frozen=True)
class Part:
    title: str
    tables: tuple = field(default=())


def table(title, codes, head="", rows=False):
    return Table(title, tuple(BY_CODE[code] for code in codes.split()), rows, head)


def of(code):
    return table(BY_CODE[code].name, code)


# fmt: off
PARTS = (
    Part(_("Accesses and reports"), (
        table(_("In short"), "reports settled open taken_over handed_over", rows=True),
        of("accesses"), table(_("Running at the end of the period"), "open", _("Stage")))),
    Part(_("Who reports, and what about"), (of("channel"), of("class"), of("group"), of("substance"), of("suspected"))),
    Part(_("What came of them"), (of("reason"), of("ended_from"), of("conclusion"), of("found"))),
    Part(_("Time"), (table(_("Days at a stage"), "stays", _("Stage")), table(_("Days from registration to closing"), "lifetime", _("Ended as")), table(_("Clocks kept and missed"), "kept missed", _("Rule")))),
    Part(_("Rapid responses and own initiative"), (of("rco"), table(_("In short"), "rco_settled iaps iaps_settled", rows=True))),
    Part(_("Compliance"), (table(_("Corrective action, recommendations, objections"), "corrective corrected resolved recommended carried_out objections upheld", rows=True),)),
    Part(_("Who refuses to meet requests"), (table(_("By reported agency"), "no_explanation no_show not_corrected published", _("Reported agency")),)),
)
# fmt: on
