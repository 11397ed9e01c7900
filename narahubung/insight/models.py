"""The tables of the yearly evaluation."""

from narahubung.insight.evaluations import Evaluation, EvaluationEvent
from narahubung.insight.plan import PlanItem, Signature

__all__ = ["Evaluation", "EvaluationEvent", "PlanItem", "Signature"]
