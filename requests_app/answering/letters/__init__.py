"""The letters of an answer as data: what each says, what may be reworded, what must be in it (law.md B2)."""

from portal.letters.templates import register
from requests_app.answering.letters import forms, grants, others, refusals


def register_letters() -> None:
    register(*forms.TEMPLATES, *grants.TEMPLATES, *refusals.TEMPLATES, *others.TEMPLATES)
