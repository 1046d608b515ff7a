"""Index page: Django looks here for what the rooms show in the staff site."""

from interpretation.materials import admin as materials
from interpretation.questions import admin as questions

__all__ = ["materials", "questions"]
