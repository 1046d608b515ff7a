"""What the views of the interface have in common, and the page that explains it to people."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page, require_safe
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.interface.description import chapters
from portal.interface.errors import STATUSES, body


@method_decorator(conditional_page, name="dispatch")
class PublicView(APIView):
    """Read by anybody, from any site; an unchanged answer costs a caller with its ``ETag`` only a 304."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        final["Access-Control-Allow-Origin"] = "*"
        final.setdefault("Cache-Control", "public, no-cache")
        return final


class Schema(SpectacularAPIView):
    """The description for machines, as YAML or JSON."""

    content_negotiation_class = DefaultContentNegotiation

    def _get_filename(self, request: Request, version: str | None) -> str:
        """A name that fits into a header as it is."""
        ending = self.perform_content_negotiation(request, force=True)[0].format
        return f"mingzheng-api.{ending}"


@extend_schema(exclude=True)
class NoSuchAddress(APIView):
    """Every address below ``/api/`` that leads nowhere, answered like any other error of the interface."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise Http404


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Written from the schema, so that it cannot say anything else than the interface does."""
    wrong = body(400, message="年份请写4位数字，例如2025", fields={"year": ["年份请写4位数字，例如2025"]})
    context = {
        "chapters": chapters(),
        "statuses": STATUSES,
        "error_example": json.dumps(wrong, ensure_ascii=False, indent=2),
        "root": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "interface/docs.html", context)
