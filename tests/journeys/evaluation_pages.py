"""Where the day begins, and every page of the yearly evaluations; what stands on them is made by `evaluations_of`."""

from narahubung.insight.tests.walk import evaluations_of

OPENED, SIGNED = "/evaluations/{evaluating}", "/evaluations/{evaluated}"
PAGES = {
    "home:home": [
        *[(who, "/home/") for who in ("rina", "budi", "hana", "agus", "wati")],
        *[(who, "/home/") for who in ("eka", "bayu", "sinta", "nadia", "adi")],
    ],
    "home:head": [("hana", "/home/glance/"), ("agus", "/home/glance/"), ("sinta", "/home/glance/")],
    "home:promises": [("hana", "/home/promises/"), ("sinta", "/home/promises/?state=missed")],
    "evaluations:list": [("sinta", "/evaluations/"), ("hana", "/evaluations/?year=2001")],
    "evaluations:new": [("bayu", "/evaluations/new/")],
    "evaluations:detail": [
        ("hana", f"{OPENED}/"),
        ("bayu", f"{OPENED}/"),
        ("agus", f"{SIGNED}/"),
        ("sinta", f"{SIGNED}/"),
    ],
    "evaluations:remark": [("hana", f"{OPENED}/remarks/")],
    "evaluations:item_new": [("bayu", f"{OPENED}/plan/")],
    "evaluations:item_done": [("bayu", f"{SIGNED}/plan/{{plan_item}}/done/")],
}
NO_PAGE = {f"evaluations:{name}" for name in ("item_strike", "pdf", "xlsx", "step")}
SENT = [
    ("hana", f"{OPENED}/remarks/", {}, "main form"),
    ("bayu", f"{OPENED}/plan/", {}, "main form"),
]
__all__ = ["NO_PAGE", "PAGES", "SENT", "evaluations_of"]
