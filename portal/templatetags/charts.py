"""The library that makes charts answer to the reader."""

from django import template
from django.templatetags.static import static

from portal.site.vendor import CHART_LIBRARY

register = template.Library()


@register.simple_tag
def chart_library() -> str:
    """Its address, empty when it was not installed: the drawing of the server stands alone then."""
    return static(CHART_LIBRARY) if CHART_LIBRARY else ""
