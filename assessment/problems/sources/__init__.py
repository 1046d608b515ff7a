"""All automatic sources, in the order they are asked: of two that see the same fact the first keeps it."""

from assessment.problems.sources import charges, clocks, organisation, registers, remedies, website
from assessment.problems.sources.fault import Fault, Period, Source
from assessment.problems.states import BY_PERSON

SOURCES: tuple[Source, ...] = (
    *clocks.SOURCES,
    *remedies.SOURCES,
    *charges.SOURCES,
    *website.SOURCES,
    *organisation.SOURCES,
    *registers.SOURCES,
)
UNANSWERED, UNANSWERED_LABEL = "unanswered_fault", "有过错没有追究责任"
"""The one source that stands above this room, because it reads cases of 责任追究: assessment/accountability/sources."""

LABELS = {source.code: source.label for source in SOURCES} | {UNANSWERED: UNANSWERED_LABEL, BY_PERSON: "人工登记"}

__all__ = ["LABELS", "SOURCES", "UNANSWERED", "UNANSWERED_LABEL", "Fault", "Period", "Source"]
