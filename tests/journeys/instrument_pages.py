"""Every page of instruments and of a draft, and who opens it; what stands on them is made by `instruments_of`."""

from narahubung.assessment.tests.papers import begin
from narahubung.operations.ombudsman import Ombudsman

D = "/assessment/drafts/{instrument_draft}"
PAGES = {
    "assessment:list": [("eka", "/assessment/"), ("bayu", "/assessment/")],
    "assessment:version": [
        ("eka", "/assessment/instruments/2022-2024/1/"),
        ("bayu", "/assessment/instruments/kipp/1/"),
    ],
    "assessment:compare": [
        ("eka", "/assessment/compare/"),
        ("eka", "/assessment/compare/?first=2022-2024.1&second=2025.1"),
    ],
    "assessment:draft_new": [("bayu", "/assessment/drafts/new/")],
    "assessment:draft": [
        ("bayu", f"{D}/"),
        ("eka", f"{D}/"),
        ("bayu", "/assessment/drafts/{wrong_draft}/"),
    ],
    "assessment:draft_head": [("bayu", f"{D}/head/")],
    "assessment:draft_table": [("bayu", f"{D}/table/dimension/"), ("bayu", f"{D}/table/band/")],
    "assessment:draft_rows": [("bayu", f"{D}/table/indicator/v-output/")],
}
NO_PAGE = {f"assessment:{name}" for name in ("toml", "draft_toml", "draft_freeze", "draft_drop")}
SENT = [
    ("bayu", "/assessment/drafts/new/", {}, "main form"),
    ("bayu", f"{D}/head/", {"[name=name_id]": ""}, "main form"),
    ("bayu", f"{D}/table/band/", {"[name=rows-0-name_id]": ""}, "main form"),
]


def instruments_of(world):
    office = Ombudsman(world)
    draft, wrong = begin(office), begin(office, code="2028", name="Opini 2028")
    wrong.write(office.bayu, {**wrong.said, "band": []}, wrong.revision, "band")
    return {"instrument_draft": draft.pk, "wrong_draft": wrong.pk}
