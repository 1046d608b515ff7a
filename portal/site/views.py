"""Pages about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from portal.site.preferences import COOKIE_AGE, switched


@csrf_exempt  # changes nothing but how this browser shows the pages; a token here would make every page private
@require_POST
def set_preference(request: HttpRequest) -> HttpResponse:
    """Switch one display setting on or off and go back to the page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = redirect(target)
    cookie = switched(request, request.POST.get("pref", ""))
    if cookie is not None:
        name, value = cookie
        response.set_cookie(name, value, max_age=COOKIE_AGE if value else 0, samesite="Lax")
    return response


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html", {"crumbs": [{"label": "无障碍说明"}]})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read everything public and stay out of forms and staff pages."""
    closed = ("/admin/", "/preferences/", "/report/", "/following/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
