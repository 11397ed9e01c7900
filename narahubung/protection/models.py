"""The tables of the desk, by topic: requests, breaches, and the mails that remind its officer."""

from narahubung.protection.breaches import Breach, BreachEvent, BreachFile, BreachPaper
from narahubung.protection.reminders import Reminder
from narahubung.protection.requests import DataRequest, RequestEvent

__all__ = [
    "Breach",
    "BreachEvent",
    "BreachFile",
    "BreachPaper",
    "DataRequest",
    "Reminder",
    "RequestEvent",
]
