"""Every page of the focal point's desk, who opens it, and a letter of the Ombudsman in each state."""

from datetime import timedelta

from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION

DESK = ("gita",)
PAGES = {
    "desk:list": [
        *[("gita", f"/desk/?tab={tab}") for tab in ("work", "answered", "settled", "all")],
        ("gita", "/desk/?q=tidakada"),
        ("budi", "/desk/"),
        ("wati", "/desk/"),
        ("bayu", "/desk/?tab=all"),
    ],
    "desk:government": [("wati", "/desk/government/"), ("sinta", "/desk/government/")],
    "desk:month": [("gita", "/desk/month/?agency=dinkes"), ("wati", "/desk/month/?month=2026-01")],
    "desk:answers": [("wati", "/desk/answers/"), ("sinta", "/desk/answers/")],
    "desk:load": [("wati", "/desk/load/")],
    "desk:task": [
        ("gita", "/desk/{task_new}/"),
        ("gita", "/desk/{task_late}/"),
        ("gita", "/desk/{task_answered}/"),
        ("budi", "/desk/{task_unit}/"),
        ("bayu", "/desk/{task_time}/"),
    ],
    "desk:deed": [
        ("gita", "/desk/{task_late}/name_unit/"),
        ("gita", "/desk/{task_unit}/answer/"),
        ("gita", "/desk/{task_unit}/set_day/"),
        ("gita", "/desk/{task_unit}/ask_time/"),
        ("budi", "/desk/{task_unit}/draft/"),
        ("bayu", "/desk/{task_time}/decide_time/"),
        ("bayu", "/desk/{task_time}/withdraw/"),
        ("gita", "/desk/{task_new}/say/"),
    ],
}
NO_PAGE = {"desk:paper", "desk:month_file"}
SENT = [
    ("gita", "/desk/{task_unit}/answer/", {}, "main form"),
    ("bayu", "/desk/{task_time}/decide_time/", {}, "main form"),
]
STATES = ("new", "late", "unit", "time", "answered")


def tasks_of(world, office) -> dict:
    """Bring a task to each state; return their numbers by name."""
    world.appoint("gita", "Gita Puspita", "focal_point", "kutai-raya")
    numbers = {}
    for state in STATES:
        task = asked(world, office, 20 if state == "late" else 3)
        numbers[f"task_{state}"] = task.reference
        if state != "new":
            task.acknowledge(world.gita)
        if state in ("unit", "time", "answered"):
            task.name_unit(world.gita, world.place("puskesmas-kuaro"))
        if state == "time":
            task.ask_time(world.gita, task.due + timedelta(days=4), "Arsip ada di gudang lain.")
        if state == "answered":
            task.say(world.gita, "Siapa yang dapat kami hubungi?")
            task.send_answer(world.gita, "Loket kedua dibuka.", "dr. Hana Prasetya", [PROOF])
    return numbers


def asked(world, office, days_ago):
    report = office.submit(title="Antrean (surat)", reported=world.place("dinkes"))
    office.go(TO_EXAMINATION)
    day = office.today - timedelta(days=days_ago)
    office.go("ask_explanation", report, delivered_on=day)
    return report.tasks.get()
