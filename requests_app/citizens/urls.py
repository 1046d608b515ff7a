from django.urls import path, re_path

from requests_app.citizens.views import acts, correcting, explaining, filing, papers, statistics, tracking, wishing

app_name = "requests"
urlpatterns = [
    path("", filing.start, name="start"),
    path("new/", filing.new, name="new"),
    path("new/look/", filing.look, name="look"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("solved/", filing.solved, name="solved"),
    path("done/", filing.done, name="done"),
    path("done/kept/", filing.kept, name="kept"),
    re_path(r"^blank\.(?P<format_>docx|pdf)$", filing.blank, name="blank"),
    path("track/", tracking.track, name="track"),
    path("track/leave/", tracking.leave, name="leave"),
    path("track/correct/", correcting.correct, name="correct"),
    path("track/explain/", explaining.explain, name="explain"),
    path("track/withdraw/", acts.withdraw, name="withdraw"),
    path("track/contact/", acts.contact, name="contact"),
    re_path(r"^track/(?P<code>suggest|rectify)/$", wishing.wish, name="wish"),
    path("track/rate/", acts.rate, name="rate"),
    path("track/lost/", acts.lost, name="lost"),
    path("track/link/", acts.link, name="link"),
    re_path(r"^track/application\.(?P<format_>docx|pdf)$", acts.application, name="application"),
    re_path(r"^track/letters/(?P<place>[0-9]{1,3})\.(?P<format_>docx|pdf)$", papers.letter, name="letter"),
    path("track/files/<int:place>/", papers.given, name="given"),
    path("track/calendar/<slug:code>.ics", acts.calendar_entry, name="calendar_entry"),
]
