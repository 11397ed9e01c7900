"""Agreements as a list: which of them, in which order, each with its thread and what comes next."""

from django.utils.translation import gettext_lazy as _

from narahubung.agreements.lifecycle import ENDED, LIVING
from narahubung.agreements.models import Agreement
from narahubung.agreements.page import life_words, tally
from narahubung.agreements.timeline import next_words, short_thread
from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import BY_DUE

TABS = {
    "living": _("In force"),
    "coming": _("Being prepared"),
    "ended": _("No longer in force"),
}


class AgreementList(Addresses):
    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.tab = query.get("tab") if query.get("tab") in TABS else "living"

    def agreements(self):
        seen = Agreement.objects.visible_to(self.actor)
        match self.tab:
            case "living":
                return seen.filter(stage__in=LIVING)
            case "ended":
                return seen.filter(stage__in=ENDED)
        return seen.exclude(stage__in=[*LIVING, *ENDED])

    def page(self):
        asked = self.query.get("at", "")
        return BY_DUE.page(self.agreements(), asked, dress=lambda rows: rows.for_list())

    def rows(self, found):
        return [self.row(agreement) for agreement in found]

    def row(self, agreement):
        commitments = list(agreement.commitments.all())
        judged = tally(commitments) if agreement.entered_on else []
        parties = [str(party) for party in agreement.parties.all() if not party.is_ombudsman]
        return {
            "agreement": agreement,
            "parties": parties[:3],
            "more": max(len(parties) - 3, 0),
            "life": life_words(agreement, commitments),
            "tally": [one for one in judged if one["n"]],
            "thread": short_thread(agreement),
            "next": next_words(agreement),
        }

    def tabs(self):
        return [
            {"label": label, "url": self.link(tab=name), "current": name == self.tab}
            for name, label in TABS.items()
        ]
