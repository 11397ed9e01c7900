"""The promises of all agreements in force as one list, by how they stand."""

from django.utils.translation import gettext as _

from narahubung.agreements.promises import StateName
from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import Key, Keyset
from narahubung.insight.head import commitments

BY_NEXT = Keyset((Key("next_on", may_be_missing=True), Key("pk")))


class PromiseList(Addresses):
    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.state = query.get("state") if query.get("state") in StateName.values else ""

    def page(self):
        rows = commitments(self.actor)
        rows = rows.filter(state=self.state) if self.state else rows
        return BY_NEXT.page(rows, self.query.get("at", ""), dress=dressed)

    def tabs(self):
        labels = [("", _("All")), *StateName.choices]
        return [
            {"label": label, "url": self.link(state=code), "current": code == self.state}
            for code, label in labels
        ]


def dressed(rows):
    return rows.select_related("agreement__office", "owner__agency", "owner__agreement__office")
