"""Who may change the register of agencies. The roles are those of `accounts`, one floor above."""

EDITORS_OF_ALL = ("administrator", "national_admin")
EDITORS_OF_OWN = ("manager",)


def may_edit_agencies(actor) -> bool:
    return actor.role in EDITORS_OF_ALL + EDITORS_OF_OWN
