"""Every page of agreements, and who opens it; what stands on them is made by `agreements_of`."""

from narahubung.agreements.tests.papers import agreements_of

A, D, R = "/agreements/{agreed}", "/agreements/{agreement_draft}", "/agreements/{agreement_review}"
PAGES = {
    "portal:agreements": [("stranger", "/kesepakatan/")],
    "portal:agreement": [("stranger", "/kesepakatan/{agreed}/")],
    "agreements:list": [
        ("sinta", "/agreements/"),
        ("bayu", "/agreements/?tab=coming"),
        ("rina", "/agreements/"),
        ("rina", "/agreements/?tab=ended"),
    ],
    "agreements:new": [("bayu", "/agreements/new/")],
    "agreements:detail": [
        ("sinta", f"{A}/"),
        ("rina", f"{A}/"),
        ("bayu", f"{D}/"),
        ("sinta", f"{R}/"),
    ],
    "agreements:edit": [("bayu", f"{D}/edit/")],
    "agreements:clause_new": [("bayu", f"{D}/clauses/new/")],
    "agreements:clause_edit": [("bayu", f"{D}/clauses/{{clause}}/")],
    "agreements:commitment_new": [("bayu", f"{D}/clauses/{{clause}}/commitments/new/")],
    "agreements:commitment_edit": [("bayu", f"{D}/commitments/{{promise}}/edit/")],
    "agreements:commitment": [
        ("rina", f"{A}/commitments/{{measured}}/"),
        ("rina", f"{A}/commitments/{{owed_by_agency}}/"),
        ("bayu", f"{A}/commitments/{{owed_by_agency}}/"),
    ],
    "agreements:proof_new": [
        ("rina", f"{A}/commitments/{{owed_by_agency}}/proof/"),
        ("bayu", f"{A}/commitments/{{owed_by_office}}/proof/"),
    ],
    "agreements:proof_verify": [("bayu", f"{A}/proofs/{{shown}}/")],
    "agreements:party_new": [("bayu", f"{A}/parties/new/")],
    "agreements:party_edit": [("bayu", f"{D}/parties/{{party}}/")],
    "agreements:programme_new": [("bayu", f"{A}/programmes/new/")],
    "agreements:milestone_new": [("bayu", f"{A}/programmes/{{programme}}/milestones/new/")],
    "agreements:milestone_done": [("bayu", f"{A}/milestones/{{milestone}}/")],
    "agreements:move": [
        ("sinta", f"{R}/sign/"),
        ("bayu", f"{R}/send_back/"),
        ("bayu", f"{A}/evaluate/"),
        ("sinta", f"{A}/extend/"),
        ("sinta", f"{A}/terminate/"),
    ],
}
NO_PAGE = {"agreements:file", "agreements:publish", "agreements:strike"}
SENT = [
    ("bayu", "/agreements/new/", {}, "main form"),
    ("bayu", f"{D}/clauses/{{clause}}/commitments/new/", {}, "main form"),
    ("sinta", f"{R}/sign/", {}, "main form"),
]
__all__ = ["NO_PAGE", "PAGES", "SENT", "agreements_of"]
