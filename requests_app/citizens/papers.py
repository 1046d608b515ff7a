"""What the applicant may take home: letters that were sent to the applicant, and the information handed out.

Each is known by its place in the list: no address names a row.
"""

from dataclasses import dataclass

from portal.files.models import StoredFile
from portal.letters.models import Letter
from requests_app.answering.selectors import released_files
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import State
from requests_app.citizens.selectors import end_of
from requests_app.serving.selectors import letters_for_applicant
from requests_app.serving.states import Means


@dataclass(frozen=True, slots=True)
class Paper:
    """One letter. ``how`` says how else it was sent."""

    place: int
    letter: Letter
    how: str


@dataclass(frozen=True, slots=True)
class Given:
    """One file of the answer, or the copy that may be seen."""

    place: int
    stored: StoredFile
    label: str
    extent: str


def papers_of(case: DisclosureRequest) -> list[Paper]:
    """Letters of all rounds, the oldest first; never one to a third party or another organ, and none that was voided.
    One query."""
    rows = letters_for_applicant(case)
    return [
        Paper(place, row.letter, "" if row.means == Means.ONLINE else Means(row.means).label if row.means else "")
        for place, row in enumerate(rows, start=1)
    ]


def given_to(case: DisclosureRequest) -> list[Given]:
    """The information handed out with the answer of this round; nothing before the answer reached the applicant."""
    if end_of(case) != State.ANSWERED:
        return []
    releases = [release for release in released_files(case) if release.stored is not None]
    return [
        Given(place, release.stored, release.file.label, release.extent)
        for place, release in enumerate(releases, start=1)
        if release.stored is not None
    ]
