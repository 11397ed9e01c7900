"""The tables of the assessment, by topic: instruments with their frozen versions, and drafts of new ones."""

from narahubung.assessment.drafts import Draft
from narahubung.assessment.instruments import Instrument, InstrumentEvent, Version

__all__ = ["Draft", "Instrument", "InstrumentEvent", "Version"]
