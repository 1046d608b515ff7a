"""Index page of the room's tables."""

from disclosure.decisions.models.catalogue import CatalogueItem, CatalogueVersion, DecisionCatalogue
from disclosure.decisions.models.decision import (
    TITLE_LENGTH,
    Decision,
    DecisionQuerySet,
    StepRecord,
    Waiver,
)
from disclosure.decisions.models.hearing import Hearing, HearingQuerySet

__all__ = [
    "TITLE_LENGTH",
    "CatalogueItem",
    "CatalogueVersion",
    "Decision",
    "DecisionCatalogue",
    "DecisionQuerySet",
    "Hearing",
    "HearingQuerySet",
    "StepRecord",
    "Waiver",
]
