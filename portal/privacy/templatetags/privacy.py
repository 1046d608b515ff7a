"""``{{ text|masked }}`` for running text; a sealed field shows its mask by itself."""

from django import template

from portal.privacy import patterns

register = template.Library()


@register.filter
def masked(text: object) -> str:
    """Running text without numbers and addresses of persons."""
    return patterns.masked(str(text))
