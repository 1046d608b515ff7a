"""All automatic sources, in the order they are asked: of two that see the same fact the first keeps it."""

from assessment.problems.sources import clocks, organisation, registers, remedies, website
from assessment.problems.sources.fault import Fault, Period, Source
from assessment.problems.states import BY_PERSON

SOURCES: tuple[Source, ...] = (
    *clocks.SOURCES,
    *remedies.SOURCES,
    *website.SOURCES,
    *organisation.SOURCES,
    *registers.SOURCES,
)
LABELS = {source.code: source.label for source in SOURCES} | {BY_PERSON: "人工登记"}

__all__ = ["LABELS", "SOURCES", "Fault", "Period", "Source"]
