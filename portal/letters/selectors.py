"""Which letters there are."""

from django.db.models import QuerySet

from portal.letters import verification_codes
from portal.letters.models import Letter, LetterRendering
from portal.subjects import SubjectRef


def letters_of(subject: SubjectRef) -> QuerySet[Letter]:
    """All letters of a case, the oldest first, void ones among them; ``is_void`` needs no query of its own."""
    return (
        Letter.objects.filter(subject_label=subject.label, subject_id=subject.pk).select_related("void").order_by("pk")
    )


def letter_by_code(typed: str) -> Letter | None:
    """The letter that carries the code, void or not. One query whether there is one or not."""
    digest = verification_codes.digest(typed)
    return Letter.objects.filter(code_digest=digest).select_related("void").first()


def was_handed_out(letter: Letter, sha256: str) -> bool:
    """Whether a file with that hash is this letter as the site made it."""
    return LetterRendering.objects.filter(letter=letter, sha256=sha256).exists()
