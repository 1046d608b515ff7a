"""Following by mail, step by step. No page here is kept, indexed, or the same for two people."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import cast
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal import clock
from portal.errors import DomainError
from portal.following import kinds, links, searches, selectors, services
from portal.following.forms import FollowForm, LinkForm
from portal.following.kinds import Thing
from portal.following.models import Follower, Route
from portal.following.ports import Port, open_ports
from portal.following.states import Frequency
from portal.site.throttling import SlowDown

GONE = 410
KEY_TYPED = 2000
KEY_DIGITS = 19
PLACE_TYPED = 40
_askings = SlowDown("following", limit=20, seconds=3600)

View = Callable[[HttpRequest], HttpResponse]


def _private(view: View) -> View:
    """For pages a secret link opens: never stored, never found by a search engine."""

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        response = never_cache(view)(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return cast(View, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def find(request: HttpRequest) -> HttpResponse:
    """What following by mail is, what can be chosen here, and the way to one's own page for who has lost the link.
    ``?place=``: a village, followed as the search for its name."""
    if place := request.GET.get("place", "")[:PLACE_TYPED].strip():
        query = {"kind": searches.CODE, "key": urlencode({"q": place})}
        return redirect(f"{reverse('following:new')}?{urlencode(query)}")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, form, services.ask_for_link):
        return redirect("following:asked")
    return render(request, "following/find.html", {"form": form, "offers": kinds.offers()})


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def new(request: HttpRequest) -> HttpResponse:
    """The form for one thing: ``?kind=organ&key=jyj``. The answer is the same for every address."""
    thing = _thing(request)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        frequency = form.cleaned_data["frequency"]
        if _done(request, form, lambda **given: services.ask(thing=thing, frequency=frequency, **given)):
            return redirect("following:asked")
    return render(request, "following/new.html", {"form": form, "thing": thing, "frequencies": Frequency.choices})


@require_safe
@_private
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "following/asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def confirm(request: HttpRequest) -> HttpResponse:
    """Reading the page confirms nothing: programs that look at links in mails read it too."""
    at, token = clock.now(), request.GET.get("token", "")
    waiting = selectors.waiting_for(token, at=at)
    thing = selectors.thing_of(waiting) if waiting else None
    if waiting is None or thing is None:
        return render(request, "following/spent.html", status=GONE)
    if request.method != "POST":
        return render(request, "following/confirm.html", {"thing": thing, "frequency": waiting.get_wish_display()})
    try:
        following = services.confirm(token=token, at=at)
    except services.LinkSpent:
        return render(request, "following/spent.html", status=GONE)
    except DomainError as refusal:
        context = {"thing": thing, "frequency": waiting.get_wish_display(), "refusal": refusal.message}
        return render(request, "following/confirm.html", context, status=409)
    return _to_own_page(following.follower, at=at, confirmed="1")


@require_http_methods(["GET", "HEAD", "POST"])
@_private
def mine(request: HttpRequest) -> HttpResponse:
    """我的关注: what the mailbox follows, to be removed one by one, less often, or all at once."""
    at = clock.now()
    follower = links.whose_page(request.GET.get("token", ""), at=at)
    if follower is None:
        return render(request, "following/spent.html", {"own_page": True}, status=GONE)
    if request.method == "POST":
        return _changed(follower, request)
    return _own_page(request, follower)


def _own_page(request: HttpRequest, follower: Follower, *, refusal: str = "") -> HttpResponse:
    context = {
        "rows": selectors.followed_by(follower),
        "follower": follower,
        "confirmed": "confirmed" in request.GET,
        "frequencies": Frequency.choices,
        "stop": links.stop_token(follower),
        "ways": _ways(follower),
        "refusal": refusal,
    }
    return render(request, "following/mine.html", context)


@csrf_exempt  # RFC 8058: the mail program posts without cookies; the signed link is the authority
@require_http_methods(["GET", "HEAD", "POST"])
@_private
def stop(request: HttpRequest) -> HttpResponse:
    """退订: one POST, from the page or from the mail program, ends everything; once more does no harm."""
    follower = links.whom_to_stop(request.GET.get("token", ""))
    if request.method != "POST":
        return render(request, "following/stop.html")
    if follower is not None:
        services.stop(follower, at=clock.now())
    return render(request, "following/stopped.html")


def _thing(request: HttpRequest) -> Thing:
    try:
        thing = kinds.thing(request.GET.get("kind", "")[:20], request.GET.get("key", "")[:KEY_TYPED])
    except DomainError:
        thing = None
    if thing is None:
        raise Http404
    return thing


def _done(request: HttpRequest, form: forms.Form, act: Callable[..., None]) -> bool:
    """Whether the act was done, or the visitor was a machine that filled the trap; else the form says why not."""
    if form.cleaned_data["website"]:
        return True
    try:
        _askings.count(request)
        act(address=form.cleaned_data["address"], at=clock.now())
    except DomainError as refusal:
        for field, messages in refusal.by_field().items():
            for message in messages:
                form.add_error(field or None, message)
        return False
    return True


def _ways(follower: Follower) -> list[tuple[Port, Route | None]]:
    """Each way that is open, with what the person has on it."""
    routes = {route.channel: route for route in follower.routes.all()} if open_ports() else {}
    return [(port, routes.get(port.channel)) for port in open_ports()]


def _way_changed(follower: Follower, request: HttpRequest, *, at: datetime) -> HttpResponse:
    """Ask for a code, type it in, or give the way up; a refusal is shown on the page."""
    asked = {name: request.POST.get(name, "")[:KEY_TYPED] for name in ("channel", "address", "code")}
    channel = asked["channel"]
    try:
        if "drop" in request.POST:
            services.drop(follower, channel=channel)
        elif "code" in request.POST:
            services.confirm_code(follower, channel=channel, code=asked["code"], at=at)
        else:
            services.ask_for_code(follower, channel=channel, address=asked["address"], at=at)
    except DomainError as refusal:
        return _own_page(request, follower, refusal=refusal.message)
    return _to_own_page(follower, at=at)


def _changed(follower: Follower, request: HttpRequest) -> HttpResponse:
    at, removed = clock.now(), request.POST.get("remove", "")
    if "channel" in request.POST:
        return _way_changed(follower, request, at=at)
    if "pause" in request.POST:
        services.pause(follower, at=at)
    elif "resume" in request.POST:
        services.resume(follower, at=at)
    elif removed.isascii() and removed.isdecimal() and len(removed) < KEY_DIGITS:
        services.unfollow(follower, following_id=int(removed), at=at)
    elif (frequency := request.POST.get("frequency", "")) in Frequency.values:
        services.change_frequency(follower, frequency=frequency, at=at)
    if not follower.followings.confirmed().exists():
        return render(request, "following/stopped.html")
    return _to_own_page(follower, at=at)


def _to_own_page(follower: Follower, *, at: datetime, **shown: str) -> HttpResponse:
    query = urlencode({"token": links.mine_token(follower, at=at)} | shown)
    return redirect(f"{reverse('following:mine')}?{query}")
